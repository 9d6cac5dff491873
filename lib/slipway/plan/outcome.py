"""What a plan means for whoever asked: the exit code."""

from __future__ import annotations

from slipway.findings import any_stops
from slipway.plan.values import GRAVE, Plan

CLEAN, FAULTY, USAGE, EYE = 0, 1, 2, 3
"""Nothing risky, error findings, the call is at fault, changes that need a human's eye."""


def exit_code(plan: Plan, *, eye: bool) -> int:
    """Return the exit code; ``eye`` asks for 3 where something is refused, at stake, opened or interrupted."""
    if any_stops(plan.findings):
        return FAULTY
    if eye and any(change.effects & GRAVE for change in plan.changes):
        return EYE
    return CLEAN
