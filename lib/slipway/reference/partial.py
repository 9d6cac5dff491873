"""Schemas of a part of something: nothing is required, and for files, whatever reclass allows on top."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

Schema = dict[str, Any]
REFERENCE = r"\$\{[^}]+\}"
"""``${section:key}``, which stands for a value written elsewhere."""

MARKED = "^[~=]"
"""A key that replaces what was there (``~key``), or that nobody may change (``=key``)."""

_REQUIRING = ("required", "minItems", "minProperties")
_WORDS = ("description", "default", "examples")


def relaxed(schema: Schema) -> Schema:
    """Return a schema in which nothing is required: the rest is merged in from elsewhere."""
    found: Schema = _mapped(schema, _without_requirements)
    return found


def partial(schema: Schema) -> Schema:
    """Return the schema of what a file may hold of something."""
    found: Schema = _mapped(schema, _of_file)
    return found


def _mapped(schema: Any, change: Callable[[Schema], Schema]) -> Any:  # noqa: ANN401 - JSON Schema is free
    """Return a schema with every schema in it changed, the inner ones first."""
    found = dict(schema)
    for key in ("properties", "patternProperties"):
        if key in found:
            found[key] = {name: _mapped(entry, change) for name, entry in found[key].items()}
    for key in ("additionalProperties", "items"):
        if isinstance(found.get(key), dict):
            found[key] = _mapped(found[key], change)
    for key in ("anyOf", "oneOf", "prefixItems"):
        if key in found:
            found[key] = [_mapped(entry, change) for entry in found[key]]
    return change(found)


def _without_requirements(schema: Schema) -> Schema:
    found = {key: value for key, value in schema.items() if key not in _REQUIRING}
    if "oneOf" in found:
        # Without the key that tells them apart, several of the choices may fit.
        found["anyOf"] = found.pop("oneOf")
    return found


def _of_file(schema: Schema) -> Schema:
    return _referring(_marked(_without_requirements(schema)))


def _marked(schema: Schema) -> Schema:
    """Return the schema of a mapping with marked keys allowed; of these only the name is checked."""
    if schema.get("type") != "object":
        return schema
    found = dict(schema)
    names = "|".join(sorted(found.get("properties", ())))
    pattern = f"{MARKED}({names})$" if names else MARKED
    found["patternProperties"] = {**found.get("patternProperties", {}), pattern: {}}
    if "propertyNames" in found:
        found["propertyNames"] = {"anyOf": [found["propertyNames"], {"pattern": pattern}]}
    return found


def _referring(schema: Schema) -> Schema:
    """Return the schema of a value that may be a reference instead."""
    if "anyOf" in schema:
        return {**schema, "anyOf": [*schema["anyOf"], {"type": "string", "pattern": REFERENCE}]}
    kind = schema.get("type")
    if kind in ("object", "array", "integer", "number", "boolean"):
        # A pattern says nothing of what is no text, so that faults of the rest are still named one by one.
        return {**schema, "type": [kind, "string"], "pattern": REFERENCE}
    if kind != "string" or "const" in schema:
        return schema
    if {"enum", "maxLength", "minLength"} & schema.keys():
        words = {key: schema[key] for key in _WORDS if key in schema}
        rest = {key: value for key, value in schema.items() if key not in words}
        return {**words, "anyOf": [rest, {"type": "string", "pattern": REFERENCE}]}
    return {**schema, "pattern": f"(?:{schema['pattern']})|{REFERENCE}"} if "pattern" in schema else schema
