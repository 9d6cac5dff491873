"""The result of a check: plain values that writers turn into text and that the compile goes on with."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from slipway.findings import Finding, Severity, any_stops
from slipway.rules.facts import RuleFacts


@dataclass(frozen=True, slots=True)
class Totals:
    """How many findings there are of each kind; acknowledged warnings are counted apart."""

    errors: int
    warnings: int
    notes: int
    acknowledged: int


@dataclass(frozen=True, slots=True)
class Report:
    """What a check found, and what it read on the way.

    ``findings`` are sorted. ``models`` and ``parameters`` hold the targets that parse and that render. ``sources`` maps
    a target to its files in merge order, ``texts`` a file to its text, and ``facts`` a rule id to the rule in words.
    """

    findings: tuple[Finding, ...]
    targets: tuple[str, ...]
    models: Mapping[str, Any]
    parameters: Mapping[str, Mapping[str, Any]]
    sources: Mapping[str, tuple[str, ...]]
    texts: Mapping[str, str]
    facts: Mapping[str, RuleFacts]

    @property
    def totals(self) -> Totals:
        """The number of findings of each kind."""
        open_findings = [finding for finding in self.findings if not finding.acknowledged]
        count = {severity: sum(finding.severity is severity for finding in open_findings) for severity in Severity}
        return Totals(
            count[Severity.ERROR],
            count[Severity.WARNING],
            count[Severity.NOTE],
            len(self.findings) - len(open_findings),
        )

    @property
    def stops(self) -> bool:
        """Whether any target may not be compiled."""
        return any_stops(self.findings)

    def of(self, target: str) -> tuple[Finding, ...]:
        """Return the findings that concern a target: its own, and those about files that it consists of."""
        return tuple(finding for finding in self.findings if self._concerns(finding, target))

    def _concerns(self, finding: Finding, target: str) -> bool:
        if finding.target:
            return finding.target == target
        places = [place.file for place in (finding.location, *finding.earlier) if place]
        about_all = not any(place in self.texts for place in places)
        return about_all or any(place in self.sources.get(target, ()) for place in places)
