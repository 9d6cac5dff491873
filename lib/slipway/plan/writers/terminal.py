"""The plan for a terminal, 80 columns wide unless told otherwise."""

from __future__ import annotations

import textwrap
from collections.abc import Iterator

from slipway.findings import Finding
from slipway.plan.values import Plan
from slipway.plan.writers.body import sections
from slipway.plan.writers.fields import Line
from slipway.plan.writers.summary import headline, rows, shared, sign

_INDENT = "  "


def as_text(plan: Plan, width: int = 80) -> str:
    """Return the plan as text; every line ends with a newline and fits the width."""
    return "".join(f"{line.rstrip()}\n" for line in _lines(plan, width))


def _lines(plan: Plan, width: int) -> Iterator[str]:
    if plan.base:
        yield from _wrapped(f"Plan against {plan.base}", "", "", width)
        yield ""
    yield from _wrapped(headline(plan), "", "", width)
    if plan.targets:
        yield ""
        yield from _fleet(plan, width)
    for finding in shared(plan.findings):
        yield ""
        yield from _finding(finding, width)
    for section in sections(plan.targets, plan.folds):
        yield ""
        yield from _wrapped(section.title, "", _INDENT, width)
        for number, line in enumerate(section.lines):
            if line.depth <= 1 and number and (not line.depth or section.lines[number - 1].depth > 1):
                yield ""
            yield from _line(line, width)


def _fleet(plan: Plan, width: int) -> Iterator[str]:
    every = rows(plan)
    names = max(len(row.names) for row in every)
    signs = max(len(row.marks) for row in every)
    for row in every:
        if names > width // 2:
            yield from _wrapped(row.names, _INDENT, _INDENT * 2, width)
            yield from _wrapped(f"{row.marks}  {row.effects}", _INDENT * 3, _INDENT * 4, width)
        else:
            head = f"{_INDENT}{row.names:<{names}}  {row.marks:<{signs}}  "
            yield from _wrapped(row.effects, head, " " * len(head), width)


def _finding(finding: Finding, width: int) -> Iterator[str]:
    yield from _wrapped(f"{sign(finding)} {finding.rule} {finding.target}", "", _INDENT, width)
    yield from _wrapped(finding.message, _INDENT, _INDENT, width)
    if finding.acknowledged:
        yield from _wrapped(f"permitted: {finding.acknowledged}", _INDENT, _INDENT * 2, width)
    elif finding.remedy:
        yield from _wrapped(f"to do: {finding.remedy}", _INDENT, _INDENT * 2, width)


def _line(line: Line, width: int) -> Iterator[str]:
    indent = _INDENT * line.depth
    yield from _wrapped(f"{line.mark or ' '} {line.text}", indent, f"{indent}{_INDENT * 2}", width)


def _wrapped(text: str, first: str, following: str, width: int) -> list[str]:
    return textwrap.wrap(
        text, width, initial_indent=first, subsequent_indent=following, break_on_hyphens=False, drop_whitespace=True
    ) or [""]
