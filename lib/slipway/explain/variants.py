"""Other legal values: for a value that stands there its neighbours, for one that is missing an example.

What is offered here only looks legal. The model has the last word: whatever it refuses is not tried.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from itertools import islice
from typing import Any

from slipway.explain.samples import FORMATS, SAMPLES
from slipway.explain.shape import Schema, Shape, entries, key_pattern

_FEW = 3
_DEEPEST = 6


@dataclass(frozen=True)
class Variants:
    """Offers values of a shape. ``present`` are the texts of the inventory at hand, such as the names of its zones."""

    shape: Shape
    present: frozenset[str] = field(default_factory=frozenset)

    def of(self, schema: Schema, value: Any) -> Iterator[Any]:  # noqa: ANN401 - any YAML value
        """Yield other values for a scalar."""
        for option in self.shape.options(schema):
            if "enum" in option:
                yield from (each for each in option["enum"] if each != value)
            elif isinstance(value, str):
                yield from self._texts(option, value)
            else:
                yield from neighbours(value)

    def _texts(self, schema: Schema, value: str) -> Iterator[str]:
        offered = [*mutations(value, self.present), *schema.get("examples", ()), *SAMPLES]
        fitting = (text for text in dict.fromkeys(offered) if text != value and fits(schema, text))
        yield from islice(fitting, _FEW + 1)

    def examples(self, schema: Schema, depth: int = 0) -> Iterator[Any]:
        """Yield values for a key that is missing."""
        if depth > _DEEPEST:
            return
        yield from schema.get("examples", ())
        for option in self.shape.options(schema):
            if "const" in option:
                yield option["const"]
            elif "enum" in option:
                yield from option["enum"]
            else:
                yield from self._by_type(option, depth)

    def _by_type(self, option: Schema, depth: int) -> Iterator[Any]:
        match option.get("type"):
            case "string":
                offered = [*FORMATS.get(option.get("format", ""), SAMPLES), *sorted(self.present)]
                yield from islice((text for text in offered if fits(option, text)), _FEW)
            case "boolean":
                yield from (True, False)
            case "integer" | "number":
                lowest = int(option.get("minimum", 1))
                yield from (lowest, lowest + 1)
            case "array":
                for item in islice(self.examples(option.get("items", {}), depth + 1), _FEW):
                    yield [item]
            case "object":
                yield from self._objects(option, depth)
            case _:
                yield from ("example", 1, True)

    def _objects(self, option: Schema, depth: int) -> Iterator[dict[str, Any]]:
        known = option.get("properties", {})
        if not known:
            yield from self._maps(option, depth)
            return
        required = [name for name in known if name in option.get("required", ())]
        offers = {name: list(islice(self.examples(known[name], depth + 1), 2 * _FEW)) for name in known}
        if any(not offers[name] for name in required):
            return
        smallest = {name: offers[name][0] for name in required}
        yield smallest
        for name in known:
            # One key beyond the smallest: some shapes ask for one of two.
            yield from ({**smallest, name: value} for value in offers[name] if smallest.get(name) != value)

    def _maps(self, option: Schema, depth: int) -> Iterator[dict[str, Any]]:
        keys = list(self.keys(option))
        values = list(islice(self.examples(entries(option) or {}, depth + 1), _FEW))
        if keys and values:
            # All fitting names at once: ranges by hand, say, are wanted for every zone.
            yield dict.fromkeys(keys, values[0])
            yield from ({keys[0]: value} for value in values)

    def keys(self, schema: Schema) -> Iterator[str]:
        """Yield names that a map may hold: those of the inventory that fit, or samples."""
        pattern = key_pattern(schema)
        if "enum" in pattern:
            yield from pattern["enum"]
        elif "pattern" in pattern:
            own = [text for text in sorted(self.present) if fits(pattern, text)]
            yield from own or [text for text in SAMPLES if fits(pattern, text)]
        else:
            yield "example"


def neighbours(value: Any) -> Iterator[Any]:  # noqa: ANN401
    """Yield other values of a scalar that is no text."""
    if isinstance(value, bool):
        yield not value
    elif isinstance(value, int | float):
        yield from (value + 1, value - 1)


def mutations(text: str, present: Iterable[str] = ()) -> Iterator[str]:
    """Yield the text with one letter or digit changed: the last one, the first one, and the last of each part.

    None of them is a text that the inventory holds already, unless there is no other.
    """
    taken = frozenset(present)
    ends = [match.end() - 1 for match in re.finditer(r"[A-Za-z0-9]+", text)]
    if not ends:
        yield f"{text}x"
        return
    first = next(index for index, letter in enumerate(text) if letter.isalnum())
    for index in dict.fromkeys((ends[-1], first, *ends)):
        options = [f"{text[:index]}{letter}{text[index + 1 :]}" for letter in _others(text[index])]
        yield next((option for option in options if option not in taken), options[0])


def _others(letter: str) -> str:
    for alphabet in ("0123456789", "abcdefghijklmnopqrstuvwxyz", "ABCDEFGHIJKLMNOPQRSTUVWXYZ"):
        if letter in alphabet:
            start = alphabet.index(letter) + 1
            return (alphabet[start:] + alphabet)[: len(alphabet) - 1]
    return "x"


def fits(schema: Schema, text: str) -> bool:
    """Whether a text has the pattern and length that a schema asks for."""
    if not schema.get("minLength", 0) <= len(text) <= schema.get("maxLength", len(text)):
        return False
    if "format" in schema and text in SAMPLES:
        return False
    pattern = schema.get("pattern")
    return pattern is None or re.search(pattern, text) is not None
