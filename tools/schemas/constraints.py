"""Adds what ``constraints.yaml`` states to a schema."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from tools.schemas.layout import Key, Schema, data


def constrain(key: Key, schema: Schema) -> None:
    """Merge the constraints of a kind into its schema.

    Raises:
        LookupError: a constraint names a field that the schema does not have.

    """
    for path, patch in data("constraints").get(key[0], {}).get(key[1], {}).items():
        _merge(_part(schema, path, key), patch)


def _part(schema: Schema, path: str, key: Key) -> Schema:
    part = schema
    for step in path.split("."):
        part = part.get("properties", {}).get(step.removesuffix("[]"))
        if part is None:
            raise LookupError(f"constraints.yaml: {key[1]} ({key[0]}) has no field {path}")
        part = part["items"] if step.endswith("[]") else part
    return part


def _merge(target: Schema, patch: Mapping[str, Any]) -> None:
    for key, value in patch.items():
        if value is None:
            target.pop(key, None)
        elif key == "required":
            target[key] = sorted({*target.get(key, []), *value})
        elif isinstance(value, Mapping) and isinstance(target.get(key), dict):
            _merge(target[key], value)
        else:
            target[key] = value
