"""Values at a path of the plan, and every path of an object that a pattern of the catalogue stands for."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from slipway.catalogue import Segments
from slipway.catalogue.paths import ELEMENT
from slipway.plan.elements import elements_of
from slipway.plan.lens import Lens
from slipway.plan.values import ABSENT


def value_at(value: Any, segments: Segments, through: Lens) -> Any:  # noqa: ANN401 - whatever YAML holds
    """Return the value at a concrete path, ABSENT if there is none."""
    for depth, segment in enumerate(segments):
        value = children(value, segments[:depth], through).get(segment, ABSENT)
    return value


def concrete(pattern: Segments, at: Segments, old: Any, new: Any, through: Lens) -> Iterator[Segments]:  # noqa: ANN401
    """Yield the paths that the pattern stands for at or below ``at``; ``old`` and ``new`` are the values there."""
    if len(at) == len(pattern):
        yield at
        return
    before, after = children(old, at, through), children(new, at, through)
    wanted = pattern[len(at)]
    for key in {**before, **after}:
        if key == wanted or (wanted == ELEMENT and key.startswith("[")):
            yield from concrete(pattern, (*at, key), before.get(key, ABSENT), after.get(key, ABSENT), through)


def children(value: Any, at: Segments, through: Lens) -> dict[str, Any]:  # noqa: ANN401
    """Return what lies directly below a value, by segment."""
    if isinstance(value, dict):
        return {str(key): one for key, one in value.items()}
    if isinstance(value, list):
        found = elements_of(value, through.list_at(at), scalar_sets=through.is_provided(at))
        # A list that only compares as a whole still has elements to look at.
        return found if found is not None else {f"[{index}]": one for index, one in enumerate(value)}
    return {}
