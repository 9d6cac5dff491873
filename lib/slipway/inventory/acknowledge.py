"""Acknowledged warnings, ``acknowledge: [{rule: NODES-003, reason: ...}]`` in the inventory: counted, never hidden."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from slipway.findings import Finding, Severity
from slipway.inventory import acknowledge_rules as rules
from slipway.inventory.hints import hint
from slipway.rules.facts import RuleFacts

SECTION = "acknowledge"


@dataclass(frozen=True, slots=True)
class Acknowledgement:
    """One entry of a target's list, as far as it is well formed; the model reports any other form."""

    target: str
    index: int
    rule: str
    reason: str

    @property
    def path(self) -> str:
        """The dotted path of the entry's rule."""
        return f"{SECTION}.{self.index}.rule"


def read(target: str, parameters: Mapping[str, Any]) -> Iterator[Acknowledgement]:
    """Yield the acknowledgements in a target's parameters."""
    entries = parameters.get(SECTION)
    for index, entry in enumerate(entries if isinstance(entries, list) else []):
        rule = entry.get("rule") if isinstance(entry, dict) else None
        reason = entry.get("reason") if isinstance(entry, dict) else None
        if isinstance(rule, str) and isinstance(reason, str) and reason:
            yield Acknowledgement(target, index, rule, reason)


Users = Mapping[str, Sequence[str]]
"""The targets that consist of a file. A warning about a file is acknowledged if all of them acknowledge it."""


def apply(findings: Iterable[Finding], entries: Sequence[Acknowledgement], users: Users) -> list[Finding]:
    """Return the findings with the acknowledged warnings marked."""
    reasons = {(entry.target, entry.rule): entry.reason for entry in entries if entry.reason.strip()}

    def reason(finding: Finding) -> str:
        if finding.severity is not Severity.WARNING:
            return ""
        given = [reasons.get((target, finding.rule), "") for target in _targets(finding, users)]
        return given[0] if given and all(given) else ""

    return [replace(finding, acknowledged=reason(finding)) for finding in findings]


def faults(
    entries: Iterable[Acknowledgement],
    findings: Iterable[Finding],
    users: Users,
    facts: Mapping[str, RuleFacts],
    complete: Iterable[str],
) -> Iterator[Finding]:
    """Yield what is wrong with the acknowledgements themselves.

    ``complete`` names the targets that every rule has looked at: only there can an acknowledgement be called unused.
    """
    warned = {(target, finding.rule) for finding in findings for target in _targets(finding, users)}
    judged = set(complete)
    for entry in entries:
        if entry.rule not in facts:
            message = f"the acknowledgement names `{entry.rule}`, which is no rule{hint(entry.rule, facts)}"
            yield _finding(rules.UNKNOWN_RULE, entry, message, allowed="the id of a warning")
        elif not entry.reason.strip():
            message = f"the acknowledgement of {entry.rule} gives no reason"
            yield _finding(rules.WITHOUT_REASON, entry, message, found=f'"{entry.reason}"', allowed="a reason in words")
        elif facts[entry.rule].severity is not Severity.WARNING:
            severity = facts[entry.rule].severity.value
            message = f"the acknowledgement of {entry.rule} has no effect: the rule is of severity {severity}"
            yield _finding(rules.NOT_A_WARNING, entry, message, allowed="the id of a warning")
        elif entry.target in judged and (entry.target, entry.rule) not in warned:
            message = f"the acknowledgement of {entry.rule} is not needed: the rule finds nothing in this target"
            yield _finding(rules.UNUSED, entry, message, allowed="the id of a rule that warns here")


def _targets(finding: Finding, users: Users) -> Sequence[str]:
    if finding.target:
        return (finding.target,)
    return users.get(finding.location.file, ()) if finding.location else ()


def _finding(rule: RuleFacts, entry: Acknowledgement, message: str, *, allowed: str, found: str = "") -> Finding:
    return rule.finding(message, target=entry.target, path=entry.path, found=found or entry.rule, allowed=allowed)
