"""Applies a plan: from the tree it starts at to the tree it leads to."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from slipway.catalogue import Segments
from slipway.manifest import Identity, Manifest
from slipway.plan.elements import ORDER
from slipway.plan.lens import Lens
from slipway.plan.lookup import children
from slipway.plan.values import ABSENT, FieldChange, ObjectChange


def apply(objects: Mapping[Identity, Manifest], changes: Iterable[ObjectChange]) -> dict[Identity, Manifest]:
    """Return the committed objects of one target after its changes, by the identity of what they are about."""
    result = dict(objects)
    for change in changes:
        if change.action in ("deleted", "renamed"):
            del result[change.was or change.identity]
        if change.after is not None:
            result[change.identity] = change.after
    return result


def apply_fields(manifest: Manifest, fields: Iterable[FieldChange], through: Lens) -> Manifest:
    """Return the manifest with every field change made, which must have been found through the same lens."""
    result: Any = manifest
    for change in sorted(fields, key=lambda one: one.segments[-1:] == (ORDER,)):
        result = _put(result, (), change, through)
    return dict(result)


def _put(value: Any, at: Segments, change: FieldChange, through: Lens) -> Any:  # noqa: ANN401 - whatever YAML holds
    if at == change.segments:
        return change.new
    segment = change.segments[len(at)]
    below = children(value, at, through)
    if segment == ORDER:
        rank = {key: index for index, key in enumerate(change.new)}
        return [below[key] for key in sorted(below, key=rank.__getitem__)]
    put = _put(below.get(segment, ABSENT), (*at, segment), change, through)
    if put is ABSENT:
        below.pop(segment, None)
    else:
        below[segment] = put
    return list(below.values()) if isinstance(value, list) else below
