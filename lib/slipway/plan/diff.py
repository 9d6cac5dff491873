"""The semantic difference of two objects: lists by the identity of their elements, JSON texts by their meaning."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from slipway.catalogue import Segments
from slipway.plan.elements import ORDER, elements_of
from slipway.plan.lens import Lens
from slipway.plan.values import ABSENT, FieldChange


def differences(old: Any, new: Any, through: Lens) -> tuple[FieldChange, ...]:  # noqa: ANN401 - whatever YAML holds
    """Return every field that differs, in the order of the paths."""
    return tuple(sorted(_compare((), old, new, through), key=lambda change: change.segments))


def _compare(at: Segments, old: Any, new: Any, through: Lens) -> Iterator[FieldChange]:  # noqa: ANN401
    if isinstance(old, dict) and isinstance(new, dict):
        for key in {**old, **new}:
            yield from _compare((*at, str(key)), old.get(key, ABSENT), new.get(key, ABSENT), through)
    elif isinstance(old, list) and isinstance(new, list):
        yield from _compare_lists(at, old, new, through)
    elif not same(old, new) and not (through.is_json(at) and same_json(old, new)):
        yield FieldChange(at, old, new)


def _compare_lists(at: Segments, old: list[Any], new: list[Any], through: Lens) -> Iterator[FieldChange]:
    rule, sets = through.list_at(at), through.is_provided(at)
    before, after = elements_of(old, rule, scalar_sets=sets), elements_of(new, rule, scalar_sets=sets)
    if before is None or after is None:
        if not same(old, new):
            yield FieldChange(at, old, new)
        return
    for key in {**before, **after}:
        yield from _compare((*at, key), before.get(key, ABSENT), after.get(key, ABSENT), through)
    # Changes are told by path, so that new elements come last and in the order of their names unless said otherwise.
    told = [*(key for key in before if key in after), *sorted(key for key in after if key not in before)]
    if rule and rule.ordered and told != list(after):
        yield FieldChange((*at, ORDER), list(before), list(after))


def same(old: Any, new: Any) -> bool:  # noqa: ANN401
    """Whether two values mean the same: 3 and 3.0 do, 1 and true do not."""
    if isinstance(old, bool) or isinstance(new, bool):
        return old is new
    if isinstance(old, dict) and isinstance(new, dict):
        return old.keys() == new.keys() and all(same(old[key], new[key]) for key in old)
    if isinstance(old, list) and isinstance(new, list):
        return len(old) == len(new) and all(same(a, b) for a, b in zip(old, new, strict=True))
    return bool(old == new)


def same_json(old: Any, new: Any) -> bool:  # noqa: ANN401
    """Whether two texts are JSON documents of the same meaning; False if one is no JSON."""
    if not isinstance(old, str) or not isinstance(new, str):
        return False
    try:
        return same(json.loads(old), json.loads(new))
    except json.JSONDecodeError:
        return False
