"""What the model says of a place in the inventory: whether there is such a key, and whether text belongs there."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from functools import cache
from typing import Any

from slipway.authoring.errors import EditError
from slipway.inventory.scalars import read_plain, trap
from slipway.inventory.values import MARKS
from slipway.reference.schema import sections

Schema = Mapping[str, Any]
_TYPES = {bool: "boolean", int: "integer", float: "number", type(None): "null", str: "string"}


@dataclass(frozen=True, slots=True)
class Shape:
    """The JSON Schemas of which one has to hold at a place."""

    path: str
    schemas: tuple[Schema, ...]

    def key(self, name: str) -> Shape:
        """Return the shape of a key of a mapping here.

        Raises:
            EditError: there is no such key, or nothing can be below this place.

        """
        bare = name[1:] if name[:1] in MARKS else name
        path = f"{self.path}.{bare}" if self.path else bare
        found = [schema for entry in self.schemas for schema in _below(entry, bare)]
        if found:
            return Shape(path, tuple(_choices(found)))
        known = sorted({key for entry in self.schemas for key in entry.get("properties", ())})
        if not known:
            raise EditError(f"`{self.path}` is no map: set it as a whole")
        close = get_close_matches(bare, known, n=1, cutoff=0.5)
        hint = f"did you mean `{close[0]}`?" if close else f"known: {', '.join(known)}"
        raise EditError(f"there is no key `{path}`; {hint}")

    def at(self, path: Sequence[str]) -> Shape:
        """Return the shape at a path below here.

        Raises:
            EditError: there is no such place.

        """
        shape = self
        for name in path:
            shape = shape.key(name)
        return shape

    def item(self) -> Shape:
        """Return the shape of an entry of a list here; of anything if the model does not say."""
        found = [entry["items"] for entry in self.schemas if isinstance(entry.get("items"), Mapping)]
        return Shape(f"{self.path}[]", tuple(_choices(found or [{}])))

    def value(self, name: str) -> Shape:
        """Return the shape of a key, of anything if there is no such key: the check says what is wrong with it."""
        try:
            return self.key(name)
        except EditError:
            return Shape(f"{self.path}.{name}", ({},))

    @property
    def takes_text_only(self) -> bool:
        """Whether nothing but text, or nothing at all, may stand here."""
        kinds = self._kinds
        return "string" in kinds and kinds <= {"string", "null"}

    def is_text(self, plain: str) -> bool:
        """Whether an unquoted scalar stands for text here, although some reader takes it for something else."""
        kinds = self._kinds
        if "string" not in kinds:
            return False
        kind = _TYPES[type(read_plain(plain))]
        fits = kind in kinds or (kind == "integer" and "number" in kinds)
        return kind == "string" or not fits or trap(plain) is not None

    @property
    def _kinds(self) -> frozenset[str]:
        return frozenset(kind for schema in self.schemas for kind in _kinds(schema))


@cache
def of(*, hub: bool = False) -> Shape:
    """Return the shape of a target's parameters: of the hub, or of an environment."""
    return Shape("", (sections({}, hub=hub),))


def _below(schema: Schema, name: str) -> Iterator[Schema]:
    if name in schema.get("properties", {}):
        yield schema["properties"][name]
        return
    # A name that no pattern allows is a fault of its value, which the check names.
    yield from schema.get("patternProperties", {}).values()
    others = schema.get("additionalProperties", not schema)
    if isinstance(others, Mapping):
        yield others
    elif others is True:
        yield {}


def _choices(schemas: Sequence[Schema]) -> Iterator[Schema]:
    """Yield schemas with choices taken apart."""
    for schema in schemas:
        choices = [*schema.get("anyOf", ()), *schema.get("oneOf", ())]
        if choices:
            yield from _choices(choices)
        else:
            yield schema


def _kinds(schema: Schema) -> Iterator[str]:
    if "type" in schema:
        yield schema["type"]
    elif "const" in schema or "enum" in schema:
        for value in schema.get("enum", [schema.get("const")]):
            yield _TYPES[type(value)]
    else:
        yield "anything"
