"""Layers of parameters merged as reclass merges them, for the forms that nearly every inventory keeps to.

reclass-rs parses every class again for every target and copies all parameters at every class, so that a fleet of a
hundred environments takes it seconds. Here a file is parsed once, and a run of classes that targets share is merged
once. Whatever is not plain (constants, references that merge with mappings) is left to reclass-rs, see
`slipway.inventory.render`; a property test holds the two to the same result.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from slipway.inventory.document import Document
from slipway.inventory.references import refers
from slipway.inventory.values import MARKS

Path = tuple[str, ...]
_CONSTANT = "="


class ExoticError(Exception):
    """The parameters hold something that only reclass-rs itself merges."""


@dataclass(frozen=True, slots=True)
class Clash:
    """Two layers of one value that do not merge: what the later one is, and what it was to be laid over."""

    path: Path
    later: str
    earlier: str


@dataclass(frozen=True, slots=True)
class Merged:
    """The parameters of some layers. They share parts with the layers and with other results, and are never changed.

    ``scalars`` are texts with references that must turn out to be neither mapping nor list.
    """

    parameters: dict[Any, Any] = field(default_factory=dict)
    scalars: tuple[str, ...] = ()
    clashes: tuple[Clash, ...] = ()


class Merger:
    """Merges documents and remembers what the same documents in the same order gave before."""

    def __init__(self) -> None:
        """Start with nothing remembered."""
        self._known: dict[tuple[str, ...], Merged] = {(): Merged()}

    def merge(self, documents: tuple[Document, ...]) -> Merged:
        """Return the merged parameters of documents, first to last.

        Raises:
            ExoticError: reclass-rs has to decide.

        """
        files = tuple(document.file for document in documents)
        start = next(size for size in range(len(files), -1, -1) if files[:size] in self._known)
        merged = self._known[files[:start]]
        for size in range(start, len(files)):
            merged = lay(merged, documents[size])
            if size + 1 < len(files):
                self._known[files[: size + 1]] = merged
        return merged


def lay(below: Merged, document: Document) -> Merged:
    """Return ``below`` with the parameters of one more document laid on it."""
    if document.exotic:
        raise ExoticError(document.file)
    layer = _Layer(stripped if document.marked else _same)
    parameters = layer.maps(below.parameters, document.parameters, ())
    return Merged(parameters, (*below.scalars, *layer.scalars), (*below.clashes, *layer.clashes))


@dataclass(slots=True)
class _Layer:
    """One document on its way onto the layers below it; ``clean`` takes reclass's marks off the keys of a value."""

    clean: Callable[[Any], Any]
    scalars: list[str] = field(default_factory=list)
    clashes: list[Clash] = field(default_factory=list)

    def maps(self, base: dict[Any, Any], over: dict[Any, Any], path: Path) -> dict[Any, Any]:
        result = dict(base)
        for written, value in over.items():
            key = name(written)
            if key != written and key in over:
                raise ExoticError(key)
            if key in result and key == written:
                result[key] = self.values(result[key], value, (*path, str(key)))
            else:
                result[key] = self.clean(value)
        return result

    def values(self, base: Any, over: Any, path: Path) -> Any:  # noqa: ANN401 - any YAML value
        if over is None:
            return None
        if base is None:
            return self.clean(over)
        if isinstance(base, dict) and isinstance(over, dict):
            return self.maps(base, over, path)
        if isinstance(base, list) and isinstance(over, list):
            return [*base, *self.clean(over)]
        referring = [value for value in (base, over) if refers(value)]
        if not isinstance(base, dict | list) and not isinstance(over, dict | list):
            self.scalars += referring
            return over
        if referring:
            raise ExoticError(":".join(path))
        self.clashes.append(Clash(path, form(over), form(base)))
        return self.clean(over)


def _same(value: Any) -> Any:  # noqa: ANN401
    return value


def stripped(value: Any) -> Any:  # noqa: ANN401
    """Return a value with reclass's marks taken off its keys.

    Raises:
        ExoticError: two keys differ in their marks only, or one is declared constant.

    """
    if isinstance(value, list):
        return [stripped(item) for item in value]
    if not isinstance(value, dict):
        return value
    result = {name(key): stripped(item) for key, item in value.items()}
    if len(result) != len(value):
        raise ExoticError(", ".join(map(str, value)))
    return result


def name(key: Any) -> Any:  # noqa: ANN401 - a key is text or a number
    """Return a key without ``~``, which replaces what was there before.

    Raises:
        ExoticError: the key is declared constant with ``=``.

    """
    if not isinstance(key, str) or not key.startswith(MARKS):
        return key
    if key.startswith(_CONSTANT):
        raise ExoticError(key)
    return key[1:]


def form(value: Any) -> str:  # noqa: ANN401
    """Name the shape of a value for people."""
    if isinstance(value, dict):
        return "a mapping"
    if isinstance(value, list):
        return "a list"
    if isinstance(value, bool):
        return "a boolean"
    if isinstance(value, int | float):
        return "a number"
    return "null" if value is None else "text"
