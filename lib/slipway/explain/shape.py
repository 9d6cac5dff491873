"""The shape of the inventory as JSON Schema: what may stand at a key, and what a key means."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from types import MappingProxyType
from typing import Any

from pydantic import BaseModel

from slipway.explain.values import Path

Schema = Mapping[str, Any]

INHERITS: Mapping[Path, Path] = MappingProxyType({("nodes", "gpu", "*"): ("nodes", "gpuDefaults")})
"""Where the model lays one place of the inventory under others: `slipway.model.nodes`."""


@dataclass(frozen=True)
class Shape:
    """The schema of a target's parameters."""

    root: Schema
    definitions: Schema

    def resolved(self, schema: Schema) -> Schema:
        """Return a schema with its reference followed."""
        while "$ref" in schema:
            schema = self.definitions[schema["$ref"].rpartition("/")[2]]
        return schema

    def options(self, schema: Schema) -> tuple[Schema, ...]:
        """Return what a value may be: the alternatives of a union without null, else the one schema."""
        schema = self.resolved(schema)
        union = schema.get("anyOf") or schema.get("oneOf")
        if not union:
            return (schema,)
        found = tuple(option for each in union for option in self.options(each))
        return tuple(option for option in found if option.get("type") != "null")

    def member(self, schema: Schema, step: str | int) -> Schema | None:
        """Return the schema of a key or an element, None if nothing is known of it."""
        for option in self.options(schema):
            known = option.get("properties", {})
            if step in known:
                found: Schema = known[step]
                return found
            members = entries(option) if isinstance(step, str) else option.get("items")
            if members is not None:
                return members
        return None

    def at(self, path: Path) -> Schema | None:
        """Return the schema at a path."""
        schema: Schema | None = self.root
        for step in path:
            if schema is None:
                return None
            schema = self.member(schema, step)
        return schema

    def described(self, path: Path) -> str:
        """Return what a key means, as the model says, or nothing."""
        schema = self.at(path) or {}
        return str(schema.get("description", "")).replace("\n", " ")


def entries(schema: Schema) -> Schema | None:
    """Return the schema of a map's values; None if it is no map, or one that holds anything."""
    patterns = schema.get("patternProperties")
    if patterns:
        found: Schema = next(iter(patterns.values()))
        return found
    more = schema.get("additionalProperties")
    return more if isinstance(more, Mapping) and more else None


def key_pattern(schema: Schema) -> Schema:
    """Return the schema of a map's keys."""
    names = dict(schema.get("propertyNames", {}))
    patterns = schema.get("patternProperties")
    return {"type": "string", **names, **({"pattern": next(iter(patterns))} if patterns else {})}


def is_of(option: Schema, value: Any) -> bool:  # noqa: ANN401
    """Whether a value is of this member of a union, by its marks and its form."""
    if isinstance(value, Mapping):
        marks = {name: below["const"] for name, below in option.get("properties", {}).items() if "const" in below}
        return option.get("type") == "object" and all(value.get(name) == mark for name, mark in marks.items())
    kinds: dict[str, type | tuple[type, ...]] = {"string": str, "boolean": bool, "array": list, "number": (int, float)}
    if option.get("type") == "integer":
        return isinstance(value, int) and not isinstance(value, bool)
    return isinstance(value, kinds.get(str(option.get("type")), ()))


def is_free(schema: Schema) -> bool:
    """Whether a schema admits anything, such as the values of a chart."""
    known = {"properties", "patternProperties", "enum", "const", "items", "pattern", "format"}
    return not known & set(schema) and schema.get("type", "object") == "object" and not entries(schema)


@cache
def shape(model: type[BaseModel]) -> Shape:
    """Return the shape of a kind of target."""
    root = model.model_json_schema(by_alias=True)
    definitions = root.pop("$defs")
    found = Shape(root, definitions)
    for pattern, source in INHERITS.items():
        inherited, parent = found.at(pattern), found.at(source[:-1])
        if inherited is not None and parent is not None:
            # Free in the model, which lays it under each member before parsing; it has the members' keys.
            keys = found.resolved(parent)["properties"]
            keys[source[-1]] = {**inherited, "description": keys[source[-1]]["description"]}
    return found
