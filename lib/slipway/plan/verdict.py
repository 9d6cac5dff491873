"""Which effects of a plan are errors, and which permits of the inventory lift them."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from typing import TYPE_CHECKING

from slipway.findings import Finding, Location, Severity
from slipway.plan.question import Question, target_of
from slipway.plan.values import Consequence, ObjectChange, TargetPlan
from slipway.plan.wording import name_text

if TYPE_CHECKING:
    from slipway.plan.permit import Permit

Permits = Mapping[str, "Sequence[Permit]"]
"""The permits of every target of the newer side."""

Use = tuple[str, int, str, str]
"""One entry of one permit: target, number of the permit, "delete" or "change", and the entry."""


@dataclass(frozen=True, slots=True)
class _Verdicts:
    """What has been found, and which entries were needed."""

    findings: list[Finding] = field(default_factory=list)
    used: set[Use] = field(default_factory=set)


def verdict(
    plans: Iterable[TargetPlan], permits: Permits, as_of: date, folder: str, targets: Collection[str] = ()
) -> tuple[Finding, ...]:
    """Return a finding for every effect that needs a permit, and for every permit that is expired or not needed.

    An effect that a valid permit names is acknowledged with the permit's reason and stops nothing. ``targets`` limits
    the plan: a permit for another target is not called idle.
    """
    result = _Verdicts()
    for plan in plans:
        gone = plan.state == "deleted"
        for change in plan.changes:
            for one in change.consequences:
                if one.needs:
                    about = Question(
                        one.needs, "", change.target, name_text(change.was or change.identity), one.path, gone
                    )
                    _judge(result, _finding(change, one, folder, gone=gone), about, permits, as_of)
    result.findings.extend(_idle(permits, as_of, result.used, targets))
    return tuple(result.findings)


def _judge(result: _Verdicts, finding: Finding, about: Question, permits: Permits, as_of: date) -> None:
    expired: list[Permit] = []
    for own, listed in permits.items():
        for number, permit in enumerate(listed):
            entries = permit.covers(replace(about, own=own))
            result.used.update((own, number, about.need, entry) for entry in entries)
            if entries and as_of <= permit.until:
                finding = replace(finding, acknowledged=f"{permit.reason} (until {permit.until})")
            elif entries:
                expired.append(permit)
    if expired and not finding.acknowledged:
        said = f"{finding.message}; the permit for it ended on {max(one.until for one in expired)}"
        finding = replace(finding, message=said)
    result.findings.append(finding)


def _finding(change: ObjectChange, one: Consequence, folder: str, *, gone: bool) -> Finding:
    name = name_text(change.was or change.identity)
    what = f"{name}: {one.path}" if one.path else name
    rule = "plan/stateful-deletion" if one.needs == "delete" else "plan/immutable"
    if one.needs == "delete" or change.was:
        verb = {"deleted": "leaves git", "renamed": f"becomes {name_text(change.identity)}"}
        message = f"{name} {verb.get(change.action, 'may be lost')}; {one.text}"
    else:
        message = f"{what} is immutable{f' ({one.text})' if one.text else ''}; the provider refuses the change"
    if not one.certain:
        message += ", unless it is the same thing in AWS"
    entry = f"{name}:{one.path}" if one.needs == "change" and one.path else name
    where = f"the inventory of {change.target}"
    if gone:
        # Its inventory is gone as well; a target that stays speaks for it.
        where, entry = "the inventory of the hub", f"{change.target}:{name}"
    permit = f"allow it in {where}: allow: [{{{one.needs}: ['{entry}'], reason: ..., until: ...}}]"
    return Finding(
        rule=rule,
        severity=Severity.ERROR if one.certain else Severity.WARNING,
        message=message,
        target=change.target,
        path=what.replace(": ", ":"),
        allowed=f"allow.{one.needs}: {entry}",
        remedy=f"{one.way_out or 'bring it back'}, or {permit}",
        source=one.source,
        location=Location(f"{folder}/{change.file}", change.line),
    )


def _idle(permits: Permits, as_of: date, used: set[Use], targets: Collection[str]) -> Iterator[Finding]:
    for own, listed in permits.items():
        for number, permit in enumerate(listed):
            for need, entry in permit.entries():
                if targets and target_of(entry, own) not in targets:
                    continue
                path = f"allow.{number}.{need}"
                if as_of > permit.until:
                    text = f"the permit to {need} {entry} ended on {permit.until}; fleet.asOf is {as_of}"
                    yield _idle_finding("plan/permit-expired", text, own, path, entry)
                elif (own, number, need, entry) not in used:
                    text = f"nothing in this plan needs the permit to {need} {entry}"
                    yield _idle_finding("plan/permit-unused", text, own, path, entry)


def _idle_finding(rule: str, text: str, target: str, path: str, entry: str) -> Finding:
    return Finding(
        rule, Severity.WARNING, text, target, path, found=entry, remedy="take the entry out of the inventory"
    )
