"""An explanation as JSON, for programs: stable, versioned, described by ``output.schema.json`` beside this package."""

from __future__ import annotations

import json
from typing import Any

from slipway.explain.values import (
    Explanation,
    FactLine,
    Function,
    Key,
    KindLine,
    Late,
    Link,
    ObjectLine,
    RuleLine,
    Step,
)
from slipway.findings import Location
from slipway.plan.values import ABSENT

VERSION = 1
"""Raised when a key goes or changes its meaning; new keys may come at any time."""


def as_json(one: Explanation) -> str:
    """Return the explanation as indented JSON."""
    return json.dumps(document(one), indent=2, ensure_ascii=False, default=str) + "\n"


def document(one: Explanation) -> dict[str, Any]:
    """Return the explanation as plain values."""
    return {
        "schemaVersion": VERSION,
        "target": one.target,
        "file": one.file,
        "component": {"name": one.component, **_function(one.component_function)},
        "objects": [_object(entry) for entry in one.objects],
        **({"field": one.field, "present": one.value is not ABSENT} if one.field else {}),
        **({"value": one.value} if one.field and one.value is not ABSENT else {}),
        "keys": [_key(key) for key in one.keys],
        "presence": [_key(key) for key in one.presence],
        "environments": list(one.fleet),
        "lateValues": [_late(late) for late in one.late],
        "rules": [_rule(rule) for rule in one.rules],
        **({"kind": _kind(one.kind)} if one.kind else {}),
        "facts": [_fact(fact) for fact in one.facts],
        "uses": [_link(link) for link in one.uses],
        "usedBy": [_link(link) for link in one.used_by],
        "appliedBy": one.applied_by,
        "notes": list(one.notes),
    }


def _function(one: Function) -> dict[str, Any]:
    return {"function": one.name, "file": one.file, "line": one.line}


def _object(one: ObjectLine) -> dict[str, Any]:
    return {
        **one.identity._asdict(),
        "lateBinding": one.binding,
        "builders": [_function(each) for each in one.builders],
    }


def _place(one: Location | None) -> dict[str, Any] | None:
    return {"file": one.file, "line": one.line, "column": one.column} if one else None


def _key(one: Key) -> dict[str, Any]:
    return {
        "target": one.target,
        "path": one.path,
        "written": one.written,
        **({"value": one.value} if one.written else {}),
        "location": _place(one.location),
        "steps": [_step(step) for step in one.steps],
        "overrides": [_place(place) for place in one.earlier],
        "description": one.description,
        "fields": list(one.fields),
    }


def _step(one: Step) -> dict[str, Any]:
    return {"key": one.key, "depth": one.depth, "location": _place(one.location), "text": one.text}


def _late(one: Late) -> dict[str, Any]:
    return {
        "hole": one.hole,
        "lateBinding": one.binding,
        "source": one.source._asdict(),
        "fieldPath": one.field_path,
        "trimPrefix": one.trim_prefix,
    }


def _rule(one: RuleLine) -> dict[str, str]:
    return {"id": one.id, "title": one.title, "severity": one.severity, "source": one.source}


def _kind(one: KindLine) -> dict[str, str]:
    return {
        "externalName": one.external_name,
        "stateful": one.stateful,
        "removal": one.removal,
        "grants": one.grants,
        "source": one.source,
    }


def _fact(one: FactLine) -> dict[str, Any]:
    return {
        "path": one.path,
        "facts": list(one.facts),
        "note": one.note,
        "wayOut": one.way_out,
        "source": one.source,
    }


def _link(one: Link) -> dict[str, Any]:
    return {"relation": one.relation, "field": one.field, **one.identity._asdict(), "file": one.file}
