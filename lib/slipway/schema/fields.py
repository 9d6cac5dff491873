"""Whether a field exists in a kind, and of which type it is: the test of every path that other data names."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

from slipway.schema.path import ANY, steps
from slipway.schema.store import Schema, schema, status_fields


def field_exists(kind: str, path: str) -> bool:
    """Return whether a kind has a field: ``field_exists("Cluster", "spec.forProvider.vpcConfig.subnetIds")``.

    Paths under ``status.atProvider`` are looked up in the record of what the AWS provider reports.
    List elements are ``[]`` or ``[0]``.

    Raises:
        UnknownKindError: the kind has no schema.
        ValueError: the path is malformed.

    """
    return field_type(kind, path) is not None


def field_type(kind: str, path: str) -> str | None:
    """Return the JSON type of a field (``string``, ``object``, ...), or None if there is no such field.

    ``any`` stands for what lies inside an object that keeps unknown fields, such as an Application's ``valuesObject``.

    Raises:
        UnknownKindError: the kind has no schema.
        ValueError: the path is malformed.

    """
    wanted = steps(path)
    return _reported(kind, wanted) if wanted[0] == "status" else _stated(schema(kind), wanted)


def _stated(part: Schema, wanted: Sequence[str]) -> str | None:
    for step in wanted:
        inner = _inner(part, step)
        if inner is True and part.get("type") == "object":
            return "any"
        if not isinstance(inner, dict):
            return None
        part = inner
    stated = part.get("type", "any")
    return stated if isinstance(stated, str) else " or ".join(stated)


def _inner(part: Schema, step: str) -> object:
    if step == ANY:
        return part.get("items")
    return part.get("properties", {}).get(step) or part.get("additionalProperties", True)


@cache
def _record(kind: str) -> tuple[tuple[tuple[str, ...], str], ...]:
    return tuple((steps(path), type_) for path, type_ in status_fields(kind).items())


@cache
def _reported(kind: str, wanted: tuple[str, ...]) -> str | None:
    for known, type_ in _record(kind):
        if len(known) >= len(wanted) and all(it in (step, "*") for it, step in zip(known, wanted, strict=False)):
            if len(known) == len(wanted):
                return type_
            return "array" if known[len(wanted)] == ANY else "object"
    return None
