"""Two IAM policies held against each other: what the new one allows that the old one did not, and the other way round.

https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_evaluation-logic.html
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from itertools import product
from typing import Any

Conditions = frozenset[tuple[str, str, frozenset[str]]]
"""Operator, key and the values it is held against."""


@dataclass(frozen=True, slots=True)
class Grant:
    """One action on one resource for one principal, under conditions. A negated element keeps its ``Not``."""

    principal: str
    action: str
    resource: str
    conditions: Conditions


@dataclass(frozen=True, slots=True)
class PolicyChange:
    """What a new policy gives and takes away, in sentences; both are empty if it means the same."""

    widened: tuple[str, ...]
    narrowed: tuple[str, ...]


def compare_policies(old: str, new: str) -> PolicyChange | None:
    """Compare two policy documents; the empty text stands for no policy. None if one of them is not a policy."""
    before, after = _read(old), _read(new)
    if before is None or after is None:
        return None
    allowed, now_allowed = before["Allow"], after["Allow"]
    denied, now_denied = before["Deny"], after["Deny"]
    return PolicyChange(
        (
            *_sentences("allows", _uncovered(now_allowed, allowed)),
            *_sentences("no longer denies", _uncovered(denied, now_denied)),
        ),
        (
            *_sentences("no longer allows", _uncovered(allowed, now_allowed)),
            *_sentences("denies", _uncovered(now_denied, denied)),
        ),
    )


def _read(text: str) -> dict[str, tuple[Grant, ...]] | None:
    if not text:
        return {"Allow": (), "Deny": ()}
    try:
        document = json.loads(text)
    except json.JSONDecodeError:
        return None
    if not isinstance(document, dict):
        return None
    statements = _listed(document.get("Statement"))
    if not all(isinstance(one, dict) for one in statements):
        return None
    effects: dict[str, tuple[Grant, ...]] = {}
    for effect in ("Allow", "Deny"):
        effects[effect] = tuple(grant for one in statements if one.get("Effect") == effect for grant in _grants(one))
    return effects


def _grants(statement: dict[str, Any]) -> Iterator[Grant]:
    conditions = frozenset(
        (operator, key, frozenset(map(str, _listed(values))))
        for operator, keys in _mapping(statement.get("Condition")).items()
        for key, values in _mapping(keys).items()
    )
    parts = [_part(statement, name) for name in ("Principal", "Action", "Resource")]
    yield from (Grant(principal, action, resource, conditions) for principal, action, resource in product(*parts))


def _part(statement: dict[str, Any], name: str) -> list[str]:
    negated = f"Not{name}"
    if negated in statement:
        # Everything but these: only the very same list means the same.
        return [f"{negated} {json.dumps(sorted(_principals(statement[negated])))}"]
    return _principals(statement[name]) if name in statement else [""]


def _principals(value: Any) -> list[str]:  # noqa: ANN401
    if isinstance(value, dict):
        return [f"{kind} {one}" for kind, values in value.items() for one in _listed(values)]
    return [str(one) for one in _listed(value)]


def _uncovered(grants: Iterable[Grant], by: tuple[Grant, ...]) -> list[Grant]:
    known = frozenset(by)
    return [one for one in grants if one not in known and not any(_covers(other, one) for other in by)]


def _covers(wide: Grant, narrow: Grant) -> bool:
    return (
        _includes(wide.action.lower(), narrow.action.lower())
        and _includes(wide.resource, narrow.resource)
        and (wide.principal == narrow.principal or wide.principal in ("*", "AWS *"))
        and all(_holds(one, narrow.conditions) for one in wide.conditions)
    )


def _includes(wide: str, narrow: str) -> bool:
    excluded = [_excluded(one) for one in (wide, narrow)]
    if excluded[0] is not None:
        # Whoever excludes less allows more; what is not excluded by name is left to the reader.
        return excluded[1] is not None and excluded[0] <= excluded[1]
    return wide == "*" if excluded[1] is not None else _glob(wide).fullmatch(narrow) is not None


def _excluded(element: str) -> frozenset[str] | None:
    """Return what a negated element leaves out, None for a plain one."""
    _, _, listed = element.partition(" ")
    return frozenset(json.loads(listed)) if element.lower().startswith("not") and listed.startswith("[") else None


def _holds(condition: tuple[str, str, frozenset[str]], among: Conditions) -> bool:
    operator, key, values = condition
    tighter = (have for op, name, have in among if (op, name) == (operator, key))
    # A list of values is "one of these"; under a negated operator it is "none of these".
    return any(have >= values if "Not" in operator else have <= values for have in tighter)


@cache
def _glob(pattern: str) -> re.Pattern[str]:
    return re.compile(re.escape(pattern).replace(r"\*", ".*").replace(r"\?", "."), re.DOTALL)


def _sentences(verb: str, grants: list[Grant]) -> Iterator[str]:
    grouped: dict[tuple[str, Conditions], dict[str, list[str]]] = {}
    for one in grants:
        actions = grouped.setdefault((one.principal, one.conditions), {}).setdefault(one.action, [])
        if one.resource not in actions:
            actions.append(one.resource)
    for (principal, conditions), by_action in grouped.items():
        by_resources: dict[tuple[str, ...], list[str]] = {}
        for action, places in by_action.items():
            by_resources.setdefault(tuple(places), []).append(action)
        for resources, actions in by_resources.items():
            said = f"{verb} {', '.join(actions)}"
            yield " ".join(filter(None, (said, _on(resources), _to(principal), _if(conditions))))


def _on(resources: tuple[str, ...]) -> str:
    named = [one for one in resources if one]
    return f"on {', '.join(named)}" if named else ""


def _to(principal: str) -> str:
    return f"to {'everybody' if principal in ('*', 'AWS *') else principal}" if principal else ""


def _if(conditions: Conditions) -> str:
    each = sorted(f"{operator} {key} {'|'.join(sorted(values))}" for operator, key, values in conditions)
    return f"if {' and '.join(each)}" if each else ""


def _listed(value: Any) -> list[Any]:  # noqa: ANN401
    return value if isinstance(value, list) else [] if value is None else [value]


def _mapping(value: Any) -> dict[str, Any]:  # noqa: ANN401
    return value if isinstance(value, dict) else {}
