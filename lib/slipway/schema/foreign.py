"""Finds values that YAML and Python have but JSON has not."""

from __future__ import annotations

from collections.abc import Iterator

from slipway.schema.path import spell
from slipway.schema.violation import Violation


def foreign(node: object, path: tuple[str | int, ...] = ()) -> Iterator[Violation]:
    """Yield the places of an object that hold what JSON cannot: dates, tuples, field names that are no strings."""
    if isinstance(node, dict):
        for key, value in node.items():
            if not isinstance(key, str):
                yield Violation(spell(path), "a field name must be a string", repr(key), "the name in quotes")
            yield from foreign(value, (*path, str(key)))
    elif isinstance(node, list):
        for index, value in enumerate(node):
            yield from foreign(value, (*path, index))
    elif not isinstance(node, str | int | float | None):
        allowed = "a string, number, boolean, list or object"
        yield Violation(spell(path), f"a {type(node).__name__} has no form in JSON", repr(node), allowed)
