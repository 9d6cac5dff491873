"""What happens to one target: its changed objects, what they cost, and whether their order is possible."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import date

from slipway.findings import Finding
from slipway.plan.bill import CostChange, CostLine
from slipway.plan.changes import World, object_changes
from slipway.plan.cost import cost_change, money
from slipway.plan.nodes import node_groups, template_name
from slipway.plan.ownership import deletes
from slipway.plan.prices import HOURS_A_MONTH
from slipway.plan.subject import Subject, subject, subjects
from slipway.plan.upgrade import upgrade_findings
from slipway.plan.values import Consequence, Effect, ObjectChange, TargetPlan, TargetState
from slipway.plan.wording import name_text

_ORDER = {"deleted": 0, "renamed": 1, "changed": 2, "created": 3}
_NODES = ("Cluster", "NodeGroup", "LaunchTemplate", "Addon")
"""Kinds whose changes only make sense together."""


def target_plan(world: World, as_of: date) -> tuple[TargetPlan, tuple[Finding, ...]]:
    """Return the plan of one target, and what is out of order in it.

    Raises:
        UnreadableError: a document cannot be read.

    """
    pair = world.pair
    changes = object_changes(world)
    old, new = tuple(map(subject, pair.before)), tuple(map(subject, pair.after))
    findings: tuple[Finding, ...] = ()
    if not {one.aws_kind for one in (*old, *new)}.isdisjoint(_NODES):
        context = subjects(pair.same, *_NODES)
        old, new = (*old, *context), (*new, *context)
        findings = tuple(upgrade_findings(pair.target, old, new))
        changes = tuple(_rolling(changes, new))
    cost = cost_change(_paid(old, changes), new, as_of, {one.was: one.identity for one in changes if one.was})
    changes = tuple(_priced(changes, cost))
    ordered = sorted(changes, key=lambda one: (_ORDER[one.action], one.identity))
    return TargetPlan(pair.target, _state(world), tuple(ordered), cost), findings


def _paid(before: Iterable[Subject], changes: Iterable[ObjectChange]) -> tuple[Subject, ...]:
    """Return what the bill ends for when it goes: what is orphaned stays on it."""
    gone = {one.identity for one in changes if one.action == "deleted"}
    return tuple(one for one in before if one.identity not in gone or deletes(one))


def _state(world: World) -> TargetState:
    if not world.pair.exists_before:
        return "created"
    return "changed" if world.pair.exists_after else "deleted"


def _rolling(changes: Iterable[ObjectChange], after: Iterable[Subject]) -> Iterator[ObjectChange]:
    """Add to each changed launch template what its node groups make of the new version."""
    every = tuple(after)
    templates = {one.identity: template_name(one) for one in every if one.aws_kind == "LaunchTemplate"}
    groups = node_groups(every)
    for change in changes:
        name = templates.get(change.identity) if change.action == "changed" and _specified(change) else None
        users = [one for one in groups if name and one.template == name]
        said: list[Consequence] = []
        for one in users:
            group = name_text(one.subject.identity)
            if one.follows:
                said.append(Consequence(Effect.DISRUPTIVE, f"{group} follows the template: its nodes are replaced"))
            else:
                said.append(
                    Consequence(Effect.IN_PLACE, f"nodes of {group} stay until its launchTemplate.version is raised")
                )
        kept = tuple(one for one in change.consequences if one.text or not said)
        yield replace(change, consequences=(*kept, *said))


def _specified(change: ObjectChange) -> bool:
    return any("forProvider" in one.segments for one in change.fields)


def _priced(changes: Iterable[ObjectChange], cost: CostChange | None) -> Iterator[ObjectChange]:
    """Add to each change what it does to the bill."""
    lines = {line.name: line for line in cost.lines} if cost else {}
    for change in changes:
        line = lines.get(name_text(change.identity))
        yield (
            replace(change, consequences=(*change.consequences, _bill(line)))
            if line and line.delta_hourly != 0
            else change
        )


def _bill(line: CostLine) -> Consequence:
    text = line.new if line.old == line.new else f"{line.old} → {line.new}"
    if line.delta_hourly is None:
        return Consequence(Effect.COST_UNKNOWN, f"{text}: price unknown")
    effect = Effect.COST_UP if line.delta_hourly > 0 else Effect.COST_DOWN
    return Consequence(effect, f"{text}: {money(line.delta_hourly * HOURS_A_MONTH)} a month")
