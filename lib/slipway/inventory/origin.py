"""Where each value of a rendered target was written: the line that a finding points at."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from types import MappingProxyType

from yaml.nodes import MappingNode

from slipway.findings import Location
from slipway.inventory.document import Document
from slipway.inventory.references import paths
from slipway.inventory.values import place, scalars
from slipway.inventory.writings import Found, Writing, Writings

_NOTHING: Mapping[str, str] = MappingProxyType({})
_NAME = ("_reclass_", "name")
_DEEPEST = 64


class Origins:
    """The places of one target's values. Paths are dotted, as findings carry them, or given part by part.

    A value that is one reference, alone or inside other text, is placed where the text was written that it leads to;
    the line with the reference then counts among the earlier ones. What reclass makes of the name of the target's file
    (``_reclass_:name``) is placed in that file.
    """

    def __init__(self, documents: Iterable[Document], inherits: Mapping[str, str] = _NOTHING) -> None:
        """Take the documents of a target in merge order, the target's own last.

        ``inherits`` maps a path to the one that fills what it lacks (``nodes.gpu.*`` to ``nodes.gpuDefaults``).
        """
        self._documents = tuple(documents)
        self._target = self._documents[-1]
        self._writings = Writings(self._documents)
        self._inherits = tuple((_parts(path), _parts(source)) for path, source in inherits.items())
        self._known: dict[tuple[str, ...], Found] = {}

    def locate(self, path: str | Sequence[str]) -> Location:
        """Return the place of the last writer of a value; of a missing one where the target may write it."""
        parts = _parts(path)
        if not self._exists(parts):
            return self._around(parts)
        writing, _ = self._last(parts)
        return writing.place if writing else Location(self._target.file)

    def named(self, path: str | Sequence[str]) -> bool:
        """Whether a value comes from the name of the target's file."""
        parts = _parts(path)
        return self._exists(parts) and self._last(parts)[0] is None

    def text(self, path: str | Sequence[str]) -> str:
        """Return the text that a value was last written as; nothing for a missing value, a mapping or a list."""
        parts = _parts(path)
        writing = self._last(parts)[0] if self._exists(parts) else None
        return writing.text if writing else ""

    def references(self, path: str | Sequence[str]) -> tuple[str, ...]:
        """Return the dotted paths that the text of a value refers to."""
        writings = self._find(_parts(path)).effective if self._exists(_parts(path)) else ()
        return tuple(reference.replace(":", ".") for reference in paths(writings[-1].text)) if writings else ()

    def key(self, path: str | Sequence[str]) -> Location:
        """Return the place of the key of the last writer, without following references."""
        found = self._find(_parts(path))
        return found.effective[-1].key_place if found.consumed else self.classes

    def earlier_keys(self, path: str | Sequence[str]) -> tuple[Location, ...]:
        """Return the places of the key before its last writer, oldest first, without following references."""
        parts = _parts(path)
        if not self._exists(parts):
            return ()
        found = self._find(parts)
        return tuple(dict.fromkeys(one.key_place for one in found.history if one is not found.effective[-1]))

    def written(self, path: str | Sequence[str]) -> Location:
        """Return the place of the last writer, without following references."""
        found = self._find(_parts(path))
        return found.effective[-1].place if found.consumed else self.classes

    def earlier(self, path: str | Sequence[str]) -> tuple[Location, ...]:
        """Return the places that wrote the value before its last writer, oldest first, then the references to it."""
        parts = _parts(path)
        if not self._exists(parts):
            return ()
        found = self._find(parts)
        last, through = self._last(parts)
        written = [writing.place for writing in found.history if writing is not found.effective[-1]]
        led = [writing.place for writing in through]
        return tuple(place for place in dict.fromkeys(written + led) if last is None or place != last.place)

    def search(self, wanted: Callable[[str, bool], bool]) -> Location | None:
        """Return the last place among the parameters whose text is wanted; ``wanted`` is told whether it is a key."""
        last = None
        for document in self._documents:
            for node, is_key in scalars(document.parameters_node):
                if wanted(node.value, is_key):
                    last = place(document.file, node)
        return last

    @property
    def classes(self) -> Location:
        """The target's list of classes, the place of what is nowhere written."""
        if isinstance(self._target.root, MappingNode):
            for key, _ in self._target.root.value:
                if key.value == "classes":
                    return place(self._target.file, key)
        return Location(self._target.file)

    def _exists(self, parts: tuple[str, ...]) -> bool:
        return 0 < len(parts) == self._find(parts).consumed

    def _around(self, parts: tuple[str, ...]) -> Location:
        """Return the nearest section around a missing value that the target writes itself, else its class list.

        No other layer completes an item of a list: what one lacks belongs where the item stands.
        """
        for size in range(len(parts) - 1, 0, -1):
            if self._exists(parts[:size]):
                nearest = self._find(parts[:size]).effective[-1]
                if nearest.document is self._target or nearest.key is None:
                    return nearest.place
        return self.classes

    def _last(self, parts: tuple[str, ...]) -> tuple[Writing | None, list[Writing]]:
        """Return the writing that a value comes from, none if that is the target's name, and the references to it."""
        through: list[Writing] = []
        last = self._find(parts).effective[-1]
        while len(references := paths(last.text)) == 1 and len(through) < _DEEPEST and last not in through:
            parts = tuple(references[0].split(":"))
            if self._exists(parts):
                through.append(last)
                last = self._find(parts).effective[-1]
            elif parts[: len(_NAME)] == _NAME:
                return None, [*through, last]
            else:
                break
        return last, through

    def _find(self, parts: tuple[str, ...]) -> Found:
        if parts not in self._known:
            self._known[parts] = self._search(parts)
        return self._known[parts]

    def _search(self, parts: tuple[str, ...]) -> Found:
        found = self._writings.find(parts)
        if found.consumed == len(parts):
            return found
        for pattern, source in self._inherits:
            if _starts_with(parts, pattern):
                inherited = self._writings.find((*source, *parts[len(pattern) :]))
                consumed = inherited.consumed - len(source) + len(pattern)
                if consumed > found.consumed:
                    return Found(consumed, inherited.effective, inherited.history)
        return found


def _parts(path: str | Sequence[str]) -> tuple[str, ...]:
    if isinstance(path, str):
        return tuple(path.split(".")) if path else ()
    return tuple(path)


def _starts_with(parts: tuple[str, ...], pattern: tuple[str, ...]) -> bool:
    return len(parts) >= len(pattern) and all(want in ("*", part) for want, part in zip(pattern, parts, strict=False))
