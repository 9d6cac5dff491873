"""What several formats say in the same words: groups of equal findings, counts, the closing line, safe text."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from slipway.findings import Finding
from slipway.inventory.report import Report
from slipway.writers.writer import Options

_FEW = 3


@dataclass(frozen=True, slots=True)
class Group:
    """A finding that several targets share because they consist of the same file, and those targets."""

    finding: Finding
    targets: tuple[str, ...]


def groups(findings: Iterable[Finding]) -> list[Group]:
    """Return findings in their order, equal ones of several targets as one."""
    found: dict[Finding, list[str]] = {}
    for finding in findings:
        found.setdefault(replace(finding, target=""), []).append(finding.target)
    return [Group(finding, tuple(filter(None, targets))) for finding, targets in found.items()]


def targets_in_words(targets: Sequence[str]) -> str:
    """Return the first few target names, and how many more there are."""
    more = len(targets) - _FEW
    return ", ".join(targets[:_FEW]) + (f" and {more} more" if more > 0 else "")


def count(number: int, thing: str) -> str:
    """Return ``1 error`` or ``2 errors``."""
    return f"{number} {thing}" if number == 1 else f"{number} {thing}s"


def totals(report: Report, options: Options) -> str:
    """Return the closing line."""
    numbers = report.totals
    parts = [
        count(number, thing)
        for number, thing in ((numbers.errors, "error"), (numbers.warnings, "warning"), (numbers.notes, "note"))
        if number
    ]
    acknowledged = f", {count(numbers.acknowledged, 'acknowledged warning')}" if numbers.acknowledged else ""
    seconds = "" if options.seconds is None else f" ({options.seconds:.1f} s)"
    return f"{count(len(report.targets), 'target')}: {', '.join(parts) or 'no findings'}{acknowledged}{seconds}"


def headline(finding: Finding) -> str:
    """Return the message, with the path before it unless it says it itself."""
    return finding.message if finding.path in finding.message else f"{finding.path}: {finding.message}"


def one_line(text: str) -> str:
    """Return text without line breaks and without characters that would steer a terminal."""
    return "".join(_visible(character) for character in " ".join(text.split()))


def visible(line: str) -> str:
    """Return a line of a file as it can be shown: tabs as one space, so that a caret below stays in its column."""
    return "".join(" " if character == "\t" else _visible(character) for character in line)


def _visible(character: str) -> str:
    return "\N{REPLACEMENT CHARACTER}" if unicodedata.category(character) in ("Cc", "Cf", "Cs") else character


def details(group: Group, options: Options) -> list[tuple[str, str]]:
    """Return what a finding says beyond its message, as names and values."""
    finding = group.finding
    rows = [
        ("path", finding.path),
        ("found", finding.found),
        ("allowed", finding.allowed),
        ("remedy", finding.remedy),
        ("targets" if len(group.targets) > 1 else "target", targets_in_words(group.targets)),
        ("acknowledged", finding.acknowledged),
    ]
    if options.verbose:
        rows += [("set before", str(place)) for place in finding.earlier] + [("source", finding.source)]
    return [(name, one_line(value)) for name, value in rows if value]
