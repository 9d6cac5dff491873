"""The plan as JSON, for programs: stable, versioned, described by ``schemas/plan.schema.json``."""

from __future__ import annotations

import json
from typing import Any

from slipway.findings import Finding
from slipway.plan.bill import CostChange
from slipway.plan.prices import HOURS_A_MONTH
from slipway.plan.values import ABSENT, Consequence, FieldChange, Fold, ObjectChange, Plan, TargetPlan
from slipway.plan.wording import name_text, path_text

VERSION = 1
"""Raised when a key goes or changes its meaning; new keys may come at any time."""


def as_json(plan: Plan) -> str:
    """Return the plan as indented JSON."""
    return json.dumps(document(plan), indent=2, ensure_ascii=False, default=str) + "\n"


def document(plan: Plan) -> dict[str, Any]:
    """Return the plan as plain values."""
    return {
        "schemaVersion": VERSION,
        "base": plan.base,
        "head": plan.head,
        "targets": [_target(one) for one in plan.targets],
        "shared": [_fold(one) for one in plan.folds],
        "findings": [_finding(one) for one in plan.findings],
    }


def _target(one: TargetPlan) -> dict[str, Any]:
    return {
        "target": one.target,
        "state": one.state,
        "changes": [_change(change) for change in one.changes],
        **({"cost": _cost(one.cost)} if one.cost else {}),
    }


def _change(one: ObjectChange) -> dict[str, Any]:
    return {
        "action": one.action,
        "object": one.identity._asdict(),
        **({"was": one.was._asdict()} if one.was else {}),
        "file": one.file,
        "line": one.line,
        "application": one.application,
        "lateBound": one.late_bound,
        "effects": sorted(effect.value for effect in one.effects),
        "fields": [_field(field) for field in one.fields],
        "consequences": [_consequence(each) for each in one.consequences],
    }


def _field(one: FieldChange) -> dict[str, Any]:
    values = {key: value for key, value in (("old", one.old), ("new", one.new)) if value is not ABSENT}
    return {"path": path_text(one.segments), **values}


def _consequence(one: Consequence) -> dict[str, Any]:
    return {
        "effect": one.effect.value,
        "text": one.text,
        "path": one.path,
        "certain": one.certain,
        "details": list(one.details),
        "wayOut": one.way_out,
        "source": one.source,
        "needsPermit": one.needs,
    }


def _cost(one: CostChange) -> dict[str, Any]:
    return {
        "currency": "USD",
        "monthlyDelta": round(one.delta_hourly * HOURS_A_MONTH, 2),
        "asOf": one.as_of,
        "lines": [
            {
                "name": line.name,
                "old": line.old,
                "new": line.new,
                "monthlyDelta": None if line.delta_hourly is None else round(line.delta_hourly * HOURS_A_MONTH, 2),
            }
            for line in one.lines
        ],
    }


def _fold(one: Fold) -> dict[str, Any]:
    return {"targets": list(one.targets), "objects": [name_text(change.identity) for change in one.changes]}


def _finding(one: Finding) -> dict[str, Any]:
    return {
        "rule": one.rule,
        "severity": one.severity.value,
        "target": one.target,
        "path": one.path,
        "message": one.message,
        "remedy": one.remedy,
        "source": one.source,
        "permitted": one.acknowledged,
        **({"file": one.location.file, "line": one.location.line} if one.location else {}),
    }
