"""Where a manifest cannot be written, and why: looked up only after the fast path has failed."""

from __future__ import annotations

from slipway.serialize.scalars import UnwritableError, key, number, text

_DEEPEST = 100
"""No Kubernetes kind nests as deep; deeper means that an object contains itself."""


def first_fault(value: object, path: str = "", depth: int = 0) -> tuple[str, str] | None:
    """Return the dotted path and the description of the first value that cannot be written, or None."""
    fault = _own_fault(value)
    if fault:
        return path, fault
    if depth > _DEEPEST:
        return f"{path[:60]}...", f"nested deeper than {_DEEPEST} levels: does the object contain itself?"
    for step, child in _children(value):
        found = first_fault(child, f"{path}.{step}" if path else step, depth + 1)
        if found:
            return found
    return None


def _children(value: object) -> list[tuple[str, object]]:
    if isinstance(value, dict):
        return [(name, value[name]) for name in value]
    if isinstance(value, list):
        return [(str(index), child) for index, child in enumerate(value)]
    return []


def _own_fault(value: object) -> str:
    try:
        if type(value) is dict:
            for name in value:
                if not isinstance(name, str):
                    return f"a mapping with the key {name!r} of type {type(name).__name__}: keys must be strings"
                key(name)
        elif isinstance(value, int | float) and not isinstance(value, bool):
            number(value)
        elif isinstance(value, str):
            text(value)
        elif value is not None and not isinstance(value, bool) and type(value) is not list:
            kind = type(value).__name__
            return f"{value!r:.80} of type {kind}: only dict, list, str, int, float, bool and None can be written"
    except UnwritableError as unwritable:
        return str(unwritable)
    return ""
