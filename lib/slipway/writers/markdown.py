"""Markdown for a comment on a pull request."""

from __future__ import annotations

import html
import re
from collections.abc import Sequence

from slipway.findings import Severity
from slipway.inventory.report import Report
from slipway.writers.wording import Group, groups, headline, one_line, targets_in_words, totals
from slipway.writers.writer import Options

LONGEST = 60_000
"""Characters: GitHub refuses a comment of more than 65,536."""

_HEADER = "| Severity | Rule | Place | Finding | Remedy |\n|---|---|---|---|---|"
_SPECIAL = re.compile(r"([\\`*_\[\]|~#])")


def write(report: Report, options: Options) -> str:
    """Return a heading, the totals and a table; notes and acknowledged warnings are folded away below it."""
    every = groups(report.findings)
    loud = [group for group in every if not _quiet(group)]
    quiet = [group for group in every if _quiet(group)]
    parts = ["### slipway check", totals(report, options)]
    if loud:
        parts.append(_table(report, loud))
    if quiet:
        summary = "<details><summary>Notes and acknowledged warnings</summary>"
        parts += [summary, _table(report, quiet), "</details>"]
    return "\n\n".join(parts) + "\n"


def _quiet(group: Group) -> bool:
    return bool(group.finding.acknowledged) or group.finding.severity is Severity.NOTE


def _table(report: Report, rows: Sequence[Group]) -> str:
    lines = [_HEADER]
    length = len(_HEADER)
    for index, group in enumerate(rows):
        line = _row(report, group)
        length += len(line) + 1
        if length > LONGEST // 2:
            return "\n".join([*lines, "", f"{len(rows) - index} more; run `slipway check`."])
        lines.append(line)
    return "\n".join(lines)


def _row(report: Report, group: Group) -> str:
    finding = group.finding
    facts = report.facts.get(finding.rule)
    source = facts.source if facts else ""
    rule = f"[{finding.rule}]({source})" if source.startswith("https://") else finding.rule
    place = f"{_code(str(finding.location))}" if finding.location else ""
    words = [_text(headline(finding))]
    words += [f"found {_code(finding.found)}"] if finding.found else []
    words += [f"allowed: {_text(finding.allowed)}"] if finding.allowed else []
    words += [f"({_text(targets_in_words(group.targets))})"] if group.targets else []
    severity = f"{finding.severity.value}, acknowledged" if finding.acknowledged else finding.severity.value
    remedy = f"acknowledged: {finding.acknowledged}" if finding.acknowledged else finding.remedy
    return f"| {severity} | {rule} | {place} | {'; '.join(words)} | {_text(remedy)} |"


def _text(text: str) -> str:
    """Return text that means nothing to Markdown, but for what stands between backticks: that is code."""
    parts = one_line(text).split("`")
    if not len(parts) % 2:
        return _escaped(one_line(text))
    return "".join(_code(part) if index % 2 else _escaped(part) for index, part in enumerate(parts))


def _escaped(text: str) -> str:
    return _SPECIAL.sub(r"\\\1", html.escape(text, quote=False))


def _code(text: str) -> str:
    """Return inline code; a cell cannot hold a bare pipe, nor code a backtick of its own."""
    return "`" + one_line(text).replace("`", "'").replace("|", "\\|") + "`"
