"""Every key of a target's inventory, those that are not written too, with edits that give it another value."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from itertools import islice
from typing import Any

from slipway.explain.candidates import Candidate, Edit, Hints, Parameters
from slipway.explain.fields import leaves, value_at
from slipway.explain.shape import INHERITS, Schema, Shape, entries, is_free, is_of, key_pattern
from slipway.explain.values import Path
from slipway.explain.variants import Variants, fits, mutations, neighbours
from slipway.explain.view import is_below
from slipway.merge import merged
from slipway.plan.values import ABSENT

_SEVERAL = 8
_NEW = "example"


@dataclass(frozen=True)
class Keys:
    """Walks the shape of an inventory along with its parameters."""

    shape: Shape
    parameters: Parameters
    hints: Hints

    def __iter__(self) -> Iterator[Candidate]:
        """Yield every candidate, in the order of the model."""
        for name, schema in self.shape.root["properties"].items():
            yield from self._walk(schema, value_at(self.parameters, (name,)), (name,))

    @cached_property
    def _variants(self) -> Variants:
        texts = (value for _, value in leaves(self.parameters))
        return Variants(self.shape, frozenset(text for text in texts if isinstance(text, str)))

    def _candidate(self, path: Path, edits: Iterable[Edit]) -> Candidate:
        return Candidate(path, value_at(self.parameters, path), tuple(edits))

    def _with(self, path: Path, values: Iterable[Any]) -> Candidate:
        return self._candidate(path, (Edit(path, value) for value in islice(values, _SEVERAL)))

    def _walk(self, schema: Schema, value: Any, at: Path) -> Iterator[Candidate]:  # noqa: ANN401
        """Yield the candidates at and below a path; ``value`` is the effective one, which may be inherited."""
        options = self.shape.options(schema)
        chosen = next((option for option in options if is_of(option, value)), options[0])
        if "properties" in chosen and (isinstance(value, Mapping) or not chosen.get("required")):
            yield from self._object(schema, chosen, value if isinstance(value, Mapping) else {}, at)
        elif value is ABSENT or value is None:
            yield from self._missing(schema, chosen, at)
        elif isinstance(value, Mapping) and entries(chosen):
            yield from self._map(chosen, value, at)
        elif isinstance(value, list) and "items" in chosen:
            yield from self._list(chosen, value, at)
        elif is_free(chosen):
            yield from self._free(value, at)
        elif "const" not in chosen:
            yield self._with(at, (*self._variants.of(schema, value), ABSENT))

    def _object(self, schema: Schema, chosen: Schema, value: Mapping[str, Any], at: Path) -> Iterator[Candidate]:
        for name, below in chosen["properties"].items():
            yield from self._walk(below, value.get(name, ABSENT), (*at, name))
        for name in value:
            if name not in chosen["properties"]:
                yield from self._free(value[name], (*at, name))
        if "default" in schema and value:
            yield self._with(at, (ABSENT,))
        mark = schema.get("discriminator", {}).get("propertyName")
        if mark:
            others = (option for option in self.shape.options(schema) if option is not chosen)
            examples = (example for option in others for example in self._variants.examples(option))
            # What the variants share stays as it is, so that only the kind and what belongs to it change.
            kept = (
                {**one, **{name: value[name] for name in one if name != mark and name in value}} for one in examples
            )
            yield self._candidate((*at, mark), (Edit(at, one) for one in islice(kept, _SEVERAL)))

    def _missing(self, schema: Schema, chosen: Schema, at: Path) -> Iterator[Candidate]:
        if is_free(chosen):
            yield from self._inserted({}, at)
        yield self._with(at, self._variants.examples(schema))
        if entries(chosen):
            yield from self._named(chosen, {}, at)

    def _map(self, schema: Schema, value: Mapping[str, Any], at: Path) -> Iterator[Candidate]:
        below = entries(schema) or {}
        for name, held in value.items():
            path = (*at, name)
            source = next((its for pattern, its in INHERITS.items() if _same(path, pattern)), None)
            effective = merged(value_at(self.parameters, source), held) if source else held
            yield from self._walk(below, effective, path)
            if isinstance(held, Mapping):
                yield self._candidate(path, (*self._renamed(schema, value, name, at), Edit(path, ABSENT)))
        yield from self._named(schema, value, at)
        yield self._candidate(at, (Edit((*at, name), one) for name, one in self._more(schema, value)))

    def _renamed(self, schema: Schema, value: Mapping[str, Any], name: str, at: Path) -> Iterator[Edit]:
        pattern = key_pattern(schema)
        for other in islice((text for text in mutations(name, value) if _may_be_key(pattern, text)), 1):
            yield Edit(at, {other if key == name else key: held for key, held in value.items()})

    def _named(self, schema: Schema, value: Mapping[str, Any], at: Path) -> Iterator[Candidate]:
        """Yield entries under the names that the question suggests."""
        pattern = key_pattern(schema)
        for name in self.hints.objects if "pattern" in pattern else self.hints.names:
            if name not in value and _may_be_key(pattern, name):
                yield self._with((*at, name), self._variants.examples(entries(schema) or {}))

    def _more(self, schema: Schema, value: Mapping[str, Any]) -> Iterator[tuple[str, Any]]:
        """Yield one entry more, like the first."""
        pattern, like = key_pattern(schema), next(iter(value.values()), None)
        offered = [*self._variants.keys(schema), *(text for name in value for text in mutations(name, value)), _NEW]
        for name in islice((text for text in offered if text not in value and _may_be_key(pattern, text)), 1):
            yield from ((name, held) for held in ([like] if value else self._variants.examples(entries(schema) or {})))

    def _list(self, schema: Schema, value: list[Any], at: Path) -> Iterator[Candidate]:
        if isinstance(value_at(self.parameters, at), list):
            for index, item in enumerate(value):
                yield from self._walk(schema["items"], item, (*at, index))
        longer = [*self._variants.of(schema["items"], value[-1]), value[-1]] if value else []
        offered = longer or list(self._variants.examples(schema["items"]))
        yield self._with(at, ([*value, more] for more in [one for one in offered if one not in value] or offered[:1]))

    def _free(self, value: Any, at: Path) -> Iterator[Candidate]:  # noqa: ANN401
        """Yield what lies in a value without a schema, such as a chart's."""
        if isinstance(value, Mapping):
            for name, below in value.items():
                yield from self._free(below, (*at, name))
            yield from self._inserted(value, at)
            yield self._with((*at,), ({**value, _NEW: True},))
        elif isinstance(value, list):
            for index, below in enumerate(value):
                yield from self._free(below, (*at, index))
            yield self._with(at, ([*value, _NEW],))
        else:
            yield self._with(at, (*(mutations(value) if isinstance(value, str) else neighbours(value)), ABSENT))

    def _inserted(self, value: Mapping[str, Any], at: Path) -> Iterator[Candidate]:
        """Yield keys that a free map would hold to replace the field that is asked about."""
        for end in self.hints.ends:
            if value_at(value, end) is ABSENT:
                yield self._with((*at, *end), (_NEW, 1))


def _may_be_key(pattern: Schema, text: str) -> bool:
    return text in pattern["enum"] if "enum" in pattern else fits(pattern, text)


def _same(path: Path, pattern: Path) -> bool:
    return len(path) == len(pattern) and is_below(path, pattern)
