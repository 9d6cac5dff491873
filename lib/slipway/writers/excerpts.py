"""Findings for people: by file, the line at fault with a caret below it, what is allowed, what to do."""

from __future__ import annotations

import io
import re
from itertools import groupby

from rich.cells import cell_len
from rich.console import Console
from rich.text import Text

from slipway.findings import Location, Severity
from slipway.inventory.lines import lines_of
from slipway.inventory.report import Report
from slipway.writers.wording import Group, details, groups, one_line, totals, visible
from slipway.writers.writer import Options

_STYLES = {Severity.ERROR: "bold red", Severity.WARNING: "bold yellow", Severity.NOTE: "bold blue"}
_TOKEN = re.compile(r"\"[^\"]*\"|'[^']*'|[^\s,\[\]{}]+:?|.")


def write(report: Report, options: Options) -> str:
    """Return the findings by file, and the totals; with ``options.colour`` in ANSI colours."""
    out = io.StringIO()
    console = Console(
        file=out,
        force_terminal=options.colour,
        color_system="standard" if options.colour else None,
        highlight=False,
        soft_wrap=True,
        legacy_windows=False,
    )
    for file, members in groupby(groups(report.findings), key=_file):
        console.print(Text(file, style="bold"))
        for group in members:
            for line in _lines(report, group, options):
                console.print(line)
        console.print()
    console.print(Text(totals(report, options), style=_closing_style(report)))
    return out.getvalue()


def _file(group: Group) -> str:
    return group.finding.location.file if group.finding.location else "inventory"


def _closing_style(report: Report) -> str:
    numbers = report.totals
    if numbers.errors:
        return _STYLES[Severity.ERROR]
    return _STYLES[Severity.WARNING] if numbers.warnings else "bold green"


def _lines(report: Report, group: Group, options: Options) -> list[Text]:
    finding = group.finding
    place = finding.location
    style = "dim" if finding.acknowledged else _STYLES[finding.severity]
    head = Text.assemble(
        (f"  {place.line}:{place.column} " if place else "  ", "bold"),
        (finding.severity.value, style),
        f" {finding.rule} ",
        one_line(finding.message),
    )
    width = max((len(name) for name, _ in details(group, options)), default=0)
    rows = [Text.assemble((f"      {name:<{width}}  ", "dim"), value) for name, value in details(group, options)]
    return [head, *(_excerpt(report.texts.get(place.file, ""), place, style) if place else []), *rows]


def _excerpt(text: str, place: Location, style: str) -> list[Text]:
    """Return the line of a place with carets below what stands there; nothing for a line that is empty."""
    lines = lines_of(text)
    line = visible(lines[place.line - 1]) if place.line <= len(lines) else ""
    if not line.strip():
        return []
    start = min(place.column - 1, len(line))
    token = _TOKEN.match(line, start)
    carets = "^" * max(cell_len(token[0]) if token else 1, 1)
    margin = f"{place.line:>6} | "
    below = " " * (len(margin) - 2) + "| " + " " * cell_len(line[:start])
    return [Text.assemble((margin, "dim"), line), Text.assemble((below, "dim"), (carets, style))]
