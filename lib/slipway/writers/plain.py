"""One line a finding, ``file:line:column RULE severity message``, for grep and for editors that jump to places."""

from __future__ import annotations

from slipway.inventory.report import Report
from slipway.writers.wording import Group, details, groups, headline, one_line, totals
from slipway.writers.writer import Options


def write(report: Report, options: Options) -> str:
    """Return a line for each finding, its details on indented lines when verbose, and the totals."""
    lines = [line for group in groups(report.findings) for line in _lines(group, options)]
    return "\n".join([*lines, totals(report, options)]) + "\n"


def _lines(group: Group, options: Options) -> list[str]:
    finding = group.finding
    severity = f"{finding.severity.value} (acknowledged)" if finding.acknowledged else finding.severity.value
    rows = dict(details(group, Options()))
    extra = [f"{name} {rows[name]}" for name in ("found", "allowed") if name in rows]
    targets = rows.get("target") or rows.get("targets")
    message = one_line(headline(finding)) + (f" ({'; '.join(extra)})" if extra else "")
    line = f"{finding.location or '-'} {finding.rule} {severity} {f'[{targets}] ' if targets else ''}{message}"
    if not options.verbose:
        return [line, f"    {rows['remedy']}"] if "remedy" in rows else [line]
    return [line, *(f"    {name}: {value}" for name, value in details(group, options))]
