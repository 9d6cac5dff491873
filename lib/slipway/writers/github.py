"""Workflow commands of GitHub Actions, which become annotations at the lines of a pull request.

https://docs.github.com/en/actions/reference/workflows-and-actions/workflow-commands#setting-an-error-message
"""

from __future__ import annotations

from slipway.findings import Severity
from slipway.inventory.report import Report
from slipway.writers.wording import Group, details, groups, totals
from slipway.writers.writer import Options

_COMMANDS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.NOTE: "notice"}


def write(report: Report, options: Options) -> str:
    """Return a command for each finding, and the totals as a line of the log."""
    lines = [_command(report, group, options) for group in groups(report.findings)]
    return "\n".join([*lines, totals(report, options)]) + "\n"


def _command(report: Report, group: Group, options: Options) -> str:
    finding = group.finding
    command = "notice" if finding.acknowledged else _COMMANDS[finding.severity]
    facts = report.facts.get(finding.rule)
    properties = {"title": f"{finding.rule} {facts.title}" if facts else finding.rule}
    if finding.location:
        place = finding.location
        properties = {"file": place.file, "line": str(place.line), "col": str(place.column), **properties}
    written = ",".join(f"{name}={_property(value)}" for name, value in properties.items())
    message = "\n".join([finding.message, *(f"{name}: {value}" for name, value in details(group, options))])
    return f"::{command} {written}::{_data(message)}"


def _data(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")
