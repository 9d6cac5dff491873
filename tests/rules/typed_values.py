"""Random values of the right type for any key of the inventory, from the model's own JSON Schema.

What is of the right type gets past the structure, down to the rules and the builders.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from ipaddress import IPv4Network
from typing import Any

from hypothesis import strategies as st

from slipway.model import Environment, Hub
from tests.rules.pool import TEXTS, VALUES
from tests.support.sample import parameters

Schema = dict[str, Any]
NUMBERS = [0, 1, 2, 7, 8, 9, 30, 100, 300, 4000, 2**31, 2**63 - 1, 2**63, 2**64 - 1]


@cache
def schema(target: str) -> Schema:
    """Return the schema of a whole target."""
    return (Hub if target == "hub" else Environment).model_json_schema(by_alias=True)


def resolved(node: Schema, root: Schema) -> Schema:
    """Return a schema with its reference followed."""
    while "$ref" in node:
        node = root["$defs"][node["$ref"].rpartition("/")[2]]
    return node


@dataclass(frozen=True)
class Key:
    """A key of a target: its path, in which a schema of names stands for a name of one's own, and its schema."""

    path: tuple[str | Schema, ...]
    node: Schema


def keys(node: Schema, root: Schema, known: Any, path: tuple[str | Schema, ...] = ()) -> Iterator[Key]:
    """Yield every key of a target, sections and their members; ``known`` are the target's parameters."""
    node = resolved(node, root)
    if path:
        yield Key(path, node)
    for choice in node.get("anyOf") or node.get("oneOf") or ():
        yield from list(keys(choice, root, known, path))[1:]
    members = known if isinstance(known, dict) else {}
    for name, inner in node.get("properties", {}).items():
        yield from keys(inner, root, members.get(name), (*path, name))
    inner = node.get("additionalProperties")
    if isinstance(inner, dict):
        for name in (*members, node):
            yield from keys(inner, root, None if name is node else members[name], (*path, name))


@cache
def every_key(target: str) -> tuple[Key, ...]:
    """Return every key of a sample target."""
    root = schema(target)
    return tuple(keys(root, root, parameters()[target]))


@st.composite
def placed(draw: st.DrawFn, target: str) -> tuple[list[str], Any]:
    """Return a random key of a sample target, as its path, and a value for it."""
    key = draw(st.sampled_from(every_key(target)))
    path = [step if isinstance(step, str) else draw(names(step)) for step in key.path]
    return path, draw(value(key.node, schema(target)))


def names(node: Schema) -> st.SearchStrategy[str]:
    """Return names that a mapping may have as keys."""
    rule = node.get("propertyNames", {})
    if "enum" in rule:
        return st.sampled_from(rule["enum"])
    return text({"pattern": rule["pattern"]} if "pattern" in rule else rule)


def value(node: Schema, root: Schema) -> st.SearchStrategy[Any]:
    """Return values that a schema allows, most of the time."""
    node = resolved(node, root)
    choices = node.get("anyOf") or node.get("oneOf")
    if choices:
        return st.one_of([value(choice, root) for choice in choices])
    if "enum" in node or "const" in node:
        return st.sampled_from(node.get("enum") or [node["const"]])
    if node.get("type") == "object":
        return _object(node, root)
    if node.get("type") == "array":
        return st.lists(value(node.get("items", {}), root), min_size=node.get("minItems", 0), max_size=3)
    return _scalar(node)


def _scalar(node: Schema) -> st.SearchStrategy[Any]:
    least = node.get("minimum", 0)
    whole = st.one_of(st.sampled_from(NUMBERS), st.integers(least, node.get("maximum", least + 400)))
    kinds = {"integer": whole, "boolean": st.booleans(), "null": st.none()}
    return text(node) if node.get("type") == "string" else kinds.get(node.get("type", ""), VALUES)


def _object(node: Schema, root: Schema) -> st.SearchStrategy[Any]:
    if "properties" in node:
        required = {key: value(node["properties"][key], root) for key in node.get("required", ())}
        others = {key: value(inner, root) for key, inner in node["properties"].items() if key not in required}
        return st.fixed_dictionaries(required, optional=others)
    inner = node.get("additionalProperties")
    values = value(inner, root) if isinstance(inner, dict) else VALUES
    return st.dictionaries(names(node), values, max_size=3)


def text(node: Schema) -> st.SearchStrategy[str]:
    """Return texts of a pattern, or any text where there is none."""
    if "pattern" in node:
        return st.from_regex(
            node["pattern"], fullmatch=True, alphabet=st.characters(min_codepoint=32, max_codepoint=126)
        )
    if node.get("format") == "date-time":
        return st.datetimes().map(lambda moment: f"{moment.replace(microsecond=0).isoformat()}Z")
    if node.get("format") == "date":
        return st.dates().map(str)
    if node.get("format") == "ipv4network":
        return st.tuples(st.integers(0, 2**32 - 1), st.integers(0, 32)).map(network)
    return st.one_of(st.sampled_from(TEXTS), st.text(max_size=6))


def network(drawn: tuple[int, int]) -> str:
    """Return a range with zero host bits."""
    return str(IPv4Network(drawn, strict=False))
