"""Builds the plan: what a newer compiled tree does to the fleet that an older one describes."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date

from slipway.findings import sort_key
from slipway.plan.applications import applications
from slipway.plan.changes import World
from slipway.plan.fold import folds
from slipway.plan.snapshot import Tree, pairs
from slipway.plan.target import target_plan
from slipway.plan.values import Plan
from slipway.plan.verdict import Permits, verdict

FOLDER = "compiled"
"""Where the compiled tree lies in the repository."""


def plan(
    before: Tree,
    after: Tree,
    *,
    as_of: date,
    permits: Permits | None = None,
    targets: Collection[str] = (),
    folder: str = FOLDER,
    base: str = "",
    head: str = "",
) -> Plan:
    """Return what happens when the newer tree replaces the older one.

    ``targets`` limits the plan to some targets, none means all; the others still tell which Application syncs what.
    ``as_of`` is the day that permits and support windows are held against. ``base`` and ``head`` name the two sides.

    Raises:
        UnreadableError: a compiled file cannot be read.

    """
    every = pairs(before, after)
    differing = [one for one in every if one.differs and (not targets or one.target in targets)]
    names = {pair.target for pair in differing}
    old = applications((one for pair in every for one in (*pair.before, *pair.same)), folder, names)
    new = applications((one for pair in every for one in (*pair.after, *pair.same)), folder, names)
    built = [target_plan(World(pair, old, new, folder), as_of) for pair in differing]
    plans = tuple(one for one, _ in built if one.changes)
    found = [finding for _, findings in built for finding in findings]
    found += verdict(plans, permits or {}, as_of, folder, targets)
    ordered = sorted(found, key=lambda one: (one.target, sort_key(one)))
    return Plan(base, head, plans, tuple(ordered), folds(plans), folder)
