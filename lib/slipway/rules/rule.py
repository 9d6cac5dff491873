"""What a rule is: its facts, and a function that yields faults. Rules never see files; places are found afterwards."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from typing import Generic, TypeVar

from slipway.findings import Finding, Severity
from slipway.rules.facts import RuleFacts

Subject = TypeVar("Subject")


@dataclass(frozen=True, slots=True)
class Fault:
    """One breach of a rule, at a dotted path of the inventory.

    ``target`` is named by fleet rules only, which look at several targets at once. ``at_key``: the name of the entry at
    the path is at fault, not its value.
    """

    path: str
    message: str
    found: str = ""
    allowed: str = ""
    remedy: str = ""
    target: str = ""
    at_key: bool = False


@dataclass(frozen=True, slots=True)
class Rule(Generic[Subject]):
    """A rule on one kind of subject: an environment, the fleet, or the objects that were compiled."""

    facts: RuleFacts
    check: Callable[[Subject], Iterable[Fault]]

    def findings(self, subject: Subject, target: str = "") -> Iterator[Finding]:
        """Yield the findings of this rule on a subject."""
        for fault in self.check(subject):
            finding = self.facts.finding(
                fault.message,
                target=fault.target or target,
                path=fault.path,
                found=fault.found,
                allowed=fault.allowed,
                remedy=fault.remedy,
            )
            yield replace(finding, at_key=True) if fault.at_key else finding


def rule(
    id: str,
    title: str,
    *,
    reason: str,
    remedy: str,
    source: str,
    severity: Severity = Severity.ERROR,
) -> Callable[[Callable[[Subject], Iterable[Fault]]], Rule[Subject]]:
    """Return a decorator that makes a rule of a checking function."""

    def make(check: Callable[[Subject], Iterable[Fault]]) -> Rule[Subject]:
        return Rule(RuleFacts(id, title, severity, reason, remedy, source), check)

    return make
