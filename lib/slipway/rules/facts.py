"""What a rule says about itself: the rows behind every finding, and behind the page that lists all rules."""

from __future__ import annotations

from dataclasses import dataclass

from slipway.findings import Finding, Location, Severity


@dataclass(frozen=True, slots=True)
class RuleFacts:
    """A rule in words.

    ``id`` is stable: people acknowledge and search by it. ``reason`` says what goes wrong without the rule, ``remedy``
    what to do, ``source`` is the page behind it (URL).
    """

    id: str
    title: str
    severity: Severity
    reason: str
    remedy: str
    source: str

    def finding(
        self,
        message: str,
        *,
        target: str = "",
        path: str = "",
        found: str = "",
        allowed: str = "",
        remedy: str = "",
        location: Location | None = None,
        earlier: tuple[Location, ...] = (),
    ) -> Finding:
        """Return a finding of this rule; without ``remedy`` the rule's own stands."""
        return Finding(
            rule=self.id,
            severity=self.severity,
            message=message,
            target=target,
            path=path,
            found=found,
            allowed=allowed,
            remedy=remedy or self.remedy,
            source=self.source,
            location=location,
            earlier=earlier,
        )
