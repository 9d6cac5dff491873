"""What a change of one field does, by one fact of the catalogue."""

from __future__ import annotations

import ipaddress
from typing import Any

from slipway.catalogue import FieldFact
from slipway.plan.diff import same
from slipway.plan.values import ABSENT


def direction(fact: FieldFact, old: Any, new: Any) -> int:  # noqa: ANN401
    """Return 1 if the change loses data or admits somebody by this fact, -1 if it does the opposite, 0 if neither."""
    old, new = with_default(fact, old), with_default(fact, new)
    if same(old, new):
        return 0
    if fact.safe is not None:
        return 1 if same(old, fact.safe) else -1 if same(new, fact.safe) else 0
    if fact.worse == "change":
        return 1
    if fact.worse == "set":
        return 1 if new is not ABSENT else 0
    return _compared(fact, old, new)


def with_default(fact: FieldFact, value: Any) -> Any:  # noqa: ANN401
    """Return the value, or what holds when it is left out."""
    return fact.default if value is ABSENT and fact.default is not None else value


def _compared(fact: FieldFact, old: Any, new: Any) -> int:  # noqa: ANN401
    """Compare by size: more is worse, or less is."""
    grown, shrunk = _sizes(fact, old, new)
    if fact.worse == "less":
        grown, shrunk = shrunk, grown
    return 1 if grown else -1 if shrunk else 0


def _sizes(fact: FieldFact, old: Any, new: Any) -> tuple[bool, bool]:  # noqa: ANN401
    """Whether something came in, and whether something went out."""
    if _number(old) is not None or _number(new) is not None:
        before, after = _limited(fact, old), _limited(fact, new)
        return after > before, after < before
    before_set, after_set = _elements(fact, old), _elements(fact, new)
    networks = [_network(one) for one in before_set | after_set]
    if networks and all(one is not None for one in networks):
        return _wider(before_set, after_set), _wider(after_set, before_set)
    return bool(after_set - before_set), bool(before_set - after_set)


def _limited(fact: FieldFact, value: Any) -> float:  # noqa: ANN401
    number = _number(value)
    if number is None:
        number = 0.0
    return float("inf") if fact.unlimited is not None and number == fact.unlimited else number


def _number(value: Any) -> float | None:  # noqa: ANN401
    return float(value) if isinstance(value, int | float) and not isinstance(value, bool) else None


def _elements(fact: FieldFact, value: Any) -> frozenset[str]:  # noqa: ANN401
    if fact.separator and isinstance(value, str):
        value = [part.strip() for part in value.split(fact.separator)]
    listed = value if isinstance(value, list) else [] if value is ABSENT else [value]
    named = frozenset(one if isinstance(one, str) else repr(_frozen(one)) for one in listed)
    # Each of the elements says the same: Delete and * both allow a deletion.
    return named if not fact.elements else frozenset({"any"} if named & frozenset(fact.elements) else ())


def _frozen(value: Any) -> Any:  # noqa: ANN401
    if isinstance(value, dict):
        return tuple(sorted((key, _frozen(one)) for key, one in value.items()))
    return tuple(_frozen(one) for one in value) if isinstance(value, list) else value


def _wider(before: frozenset[str], after: frozenset[str]) -> bool:
    """Whether a range of ``after`` lies in no range of ``before``."""
    known = [_network(one) for one in before]
    return any(not any(_inside(_network(one), other) for other in known) for one in after)


def _inside(small: Any, large: Any) -> bool:  # noqa: ANN401
    return bool(small.version == large.version and small.subnet_of(large))


def _network(text: str) -> ipaddress.IPv4Network | ipaddress.IPv6Network | None:
    try:
        return ipaddress.ip_network(text, strict=False)
    except ValueError:
        return None
