"""Findings: what is wrong, where, and what to do about it, as plain values.

A finding never prints itself and never stops anything. Writers (``slipway.writers``) turn findings into text, JSON,
SARIF and the like; only the command line chooses an exit code from them.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from enum import StrEnum


class Severity(StrEnum):
    """How much a finding matters: an error stops the compile of its target, the others do not."""

    ERROR = "error"
    WARNING = "warning"
    NOTE = "note"


@dataclass(frozen=True, slots=True, order=True)
class Location:
    """A place in a file of the repository; ``line`` and ``column`` count from 1, as editors do."""

    file: str
    line: int = 1
    column: int = 1

    def __str__(self) -> str:
        """Return ``file:line:column``."""
        return f"{self.file}:{self.line}:{self.column}"


@dataclass(frozen=True, slots=True)
class Finding:
    """One fault of one target.

    ``path`` is the dotted path in the rendered inventory (``nodes.gpu.gpu.reservation.kind``), or in an emitted object.
    ``found`` and ``allowed`` quote the value at fault and what may stand there instead; ``source`` is the page behind
    the rule. ``at_key``: not the value at the path is at fault but its key, the name of an entry.
    ``earlier`` lists the places that set the value before the last writer did, oldest first.
    """

    rule: str
    severity: Severity
    message: str
    target: str = ""
    path: str = ""
    found: str = ""
    allowed: str = ""
    remedy: str = ""
    source: str = ""
    location: Location | None = None
    earlier: tuple[Location, ...] = field(default=())
    acknowledged: str = ""
    at_key: bool = False

    @property
    def stops(self) -> bool:
        """Whether this finding stops the compile of its target."""
        return self.severity is Severity.ERROR and not self.acknowledged


def sort_key(finding: Finding) -> tuple[str, int, int, str, str, str]:
    """Order findings by file, line, column, then rule, target and path, so that every run prints the same."""
    place = finding.location or Location("")
    return (place.file, place.line, place.column, finding.rule, finding.target, finding.path)


def any_stops(findings: Iterable[Finding]) -> bool:
    """Whether at least one finding stops the compile."""
    return any(finding.stops for finding in findings)
