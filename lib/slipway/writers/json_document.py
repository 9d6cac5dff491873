"""JSON for programs. ``version`` grows when a field changes its meaning or goes; new fields may come without it."""

from __future__ import annotations

import json
from dataclasses import asdict
from typing import Any

import slipway
from slipway.findings import Finding, Location
from slipway.inventory.report import Report
from slipway.writers.writer import Options

VERSION = 1


def write(report: Report, options: Options) -> str:  # noqa: ARG001 - the same document whatever the options
    """Return one object: tool, targets, totals, findings. The same inventory gives the same bytes."""
    document = {
        "version": VERSION,
        "tool": {"name": "slipway", "version": slipway.__version__},
        "targets": list(report.targets),
        "totals": asdict(report.totals),
        "findings": [_finding(finding) for finding in report.findings],
    }
    return json.dumps(document, indent=2, ensure_ascii=False) + "\n"


def _finding(finding: Finding) -> dict[str, Any]:
    return {
        "rule": finding.rule,
        "severity": finding.severity.value,
        "target": finding.target,
        "path": finding.path,
        "message": finding.message,
        "found": finding.found,
        "allowed": finding.allowed,
        "remedy": finding.remedy,
        "source": finding.source,
        "location": _place(finding.location) if finding.location else None,
        "earlier": [_place(place) for place in finding.earlier],
        "acknowledged": finding.acknowledged,
    }


def _place(place: Location) -> dict[str, Any]:
    return {"file": place.file, "line": place.line, "column": place.column}
