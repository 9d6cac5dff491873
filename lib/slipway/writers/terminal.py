"""Findings for people, in a terminal or in a pipe."""

from __future__ import annotations

from slipway.inventory.report import Report
from slipway.writers.wording import totals
from slipway.writers.writer import Options


def write(report: Report, options: Options) -> str:
    """Return the findings by file with their lines, and the totals; with ``options.colour`` in ANSI colours."""
    if not report.findings and not options.colour:
        # What a check in a pipe has to say most often, without the twentieth of its time that loading rich takes.
        return f"{totals(report, options)}\n"
    from slipway.writers import excerpts  # noqa: PLC0415

    return excerpts.write(report, options)
