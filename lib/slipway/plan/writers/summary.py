"""The fleet view: what is touched, and how badly, a line an environment."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, replace

from slipway.findings import Finding, Severity
from slipway.plan.bill import CostChange
from slipway.plan.cost import money
from slipway.plan.fold import OWN
from slipway.plan.prices import HOURS_A_MONTH
from slipway.plan.values import Effect, ObjectChange, Plan, TargetPlan
from slipway.plan.wording import several
from slipway.plan.writers.body import LABELS, MARKS

_TOLD = tuple(
    one for one in Effect if one not in (Effect.IN_PLACE, Effect.COST_UP, Effect.COST_DOWN, Effect.COST_UNKNOWN)
)

_SHARED, _ROWS = 12, 40
"""From how many targets on rows are shared, and how many rows there are at most."""


def headline(plan: Plan) -> str:
    """Return the whole plan in one sentence."""
    if not plan.targets:
        return f"Nothing changes. {faults(plan.findings)}".strip()
    count = len(plan.targets)
    what = "1 target changes" if count == 1 else f"{count} targets change"
    return f"{what}: {actions(plan.changes)}. {faults(plan.findings)}".strip()


def actions(changes: Iterable[ObjectChange]) -> str:
    """Return how many objects are created, changed, renamed and deleted."""
    counts = Counter(change.action for change in changes)
    return ", ".join(f"{counts[action]} {action}" for action in MARKS if counts[action])


@dataclass(frozen=True, slots=True)
class Row:
    """One line of the fleet view: who, how many objects with signs, and what happens to them."""

    names: str
    marks: str
    effects: str


def rows(plan: Plan) -> tuple[Row, ...]:
    """Return a row a target; in a large fleet those with the same fate share one, and the tail is counted only."""
    by_fate: dict[tuple[str, ...], list[str]] = {}
    for one in plan.targets:
        fate = (marks(one), effects(one))
        by_fate.setdefault(fate if len(plan.targets) > _SHARED else (*fate, one.target), []).append(one.target)
    found = [Row(several(names), fate[0], fate[1]) for fate, names in by_fate.items()]
    if len(found) <= _ROWS:
        return tuple(found)
    left = sum(len(names) for names in list(by_fate.values())[_ROWS:])
    return (*found[:_ROWS], Row(f"{left} more", "", "see below"))


def marks(target: TargetPlan) -> str:
    """Return the same with signs: ``+1 ~3``."""
    counts = Counter(change.action for change in target.changes)
    return " ".join(f"{mark}{counts[action]}" for action, mark in MARKS.items() if counts[action])


def effects(target: TargetPlan) -> str:
    """Return how many objects have which effect, the gravest first, and what the bill does."""
    counts = Counter(effect for change in target.changes for effect in change.effects)
    said = [f"{LABELS[one]} {counts[one]}" for one in _TOLD if counts[one]]
    whole = {"created": "new environment", "deleted": "whole environment"}.get(target.state)
    return ", ".join(filter(None, (whole, *said, bill(target.cost)))) or "in place"


def bill(cost: CostChange | None) -> str:
    """Return the change of the bill a month, as far as it is known."""
    if cost is None:
        return ""
    known = len(cost.unknown) < len(cost.lines)
    amount = f"{money(cost.delta_hourly * HOURS_A_MONTH)} a month" if known else ""
    unknown = f"price of {len(cost.unknown)} unknown" if cost.unknown else ""
    return ", ".join(filter(None, (amount, unknown)))


def faults(findings: Iterable[Finding]) -> str:
    """Return how many findings there are of which severity."""
    every = tuple(findings)
    errors = sum(1 for one in every if one.stops)
    warnings = sum(1 for one in every if one.severity is Severity.WARNING and not one.acknowledged)
    permitted = sum(1 for one in every if one.acknowledged)
    said = [(errors, "error"), (warnings, "warning")]
    told = [f"{count} {word}{'' if count == 1 else 's'}" for count, word in said if count]
    told += [f"{permitted} permitted"] if permitted else []
    return f"{', '.join(told)}." if told else ""


def shared(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    """Return the findings with those that several environments share said once, ``target`` naming them all."""
    alike: dict[tuple[str, ...], list[Finding]] = {}
    for one in findings:
        words = (one.message, one.remedy, one.acknowledged)
        told = tuple(word.replace(one.target, OWN) if one.target else word for word in words)
        alike.setdefault((one.rule, one.severity, *told), []).append(one)
    return tuple(
        many[0]
        if len(many) == 1
        else replace(many[0], target=several([one.target for one in many]), message=told[2], remedy=told[3])
        for told, many in alike.items()
    )


def sign(finding: Finding) -> str:
    """Return what a finding is: error, warning, or permitted by the inventory."""
    return "permitted" if finding.acknowledged else finding.severity.value
