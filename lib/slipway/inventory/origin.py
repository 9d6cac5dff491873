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
_DEEPEST = 64


class Origins:
    """The places of one target's values. Paths are dotted, as findings carry them, or given part by part.

    A value that is one reference, alone or inside other text, is placed where the text was written that it leads to;
    the line with the reference then counts among the earlier ones.
    """

    def __init__(self, documents: Iterable[Document], inherits: Mapping[str, str] = _NOTHING) -> None:
        """Take the documents of a target in merge order, the target's own last.

        ``inherits`` maps a path to the one that fills what it lacks (``nodes.gpu.*`` to ``nodes.gpuDefaults``).
        """
        self._documents = tuple(documents)
        self._writings = Writings(self._documents)
        self._inherits = tuple((_parts(path), _parts(source)) for path, source in inherits.items())
        self._known: dict[tuple[str, ...], Found] = {}

    def locate(self, path: str | Sequence[str]) -> Location:
        """Return the place of the last writer of a value; for a missing one its nearest parent, else the class list."""
        writing, _ = self._last(_parts(path))
        return writing.place if writing else self.classes

    def key(self, path: str | Sequence[str]) -> Location:
        """Return the place of the key of the last writer, without following references."""
        found = self._find(_parts(path))
        return found.effective[-1].key_place if found.consumed else self.classes

    def written(self, path: str | Sequence[str]) -> Location:
        """Return the place of the last writer, without following references."""
        found = self._find(_parts(path))
        return found.effective[-1].place if found.consumed else self.classes

    def earlier(self, path: str | Sequence[str]) -> tuple[Location, ...]:
        """Return the places that wrote the value before its last writer, oldest first, then the references to it."""
        parts = _parts(path)
        found = self._find(parts)
        if found.consumed < len(parts):
            return ()
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
        target = self._documents[-1]
        if isinstance(target.root, MappingNode):
            for key, _ in target.root.value:
                if key.value == "classes":
                    return Location(target.file, key.start_mark.line + 1, key.start_mark.column + 1)
        return Location(target.file)

    def _last(self, parts: tuple[str, ...]) -> tuple[Writing | None, list[Writing]]:
        """Return the writing that the value comes from, and the writings whose references were followed to it."""
        through: list[Writing] = []
        found = self._find(parts)
        while found.consumed:
            last = found.effective[-1]
            references = paths(last.text) if found.consumed == len(parts) else ()
            if len(references) != 1 or len(through) >= _DEEPEST:
                return last, through
            parts = tuple(references[0].split(":"))
            further = self._find(parts)
            if further.consumed < len(parts) or last in through:
                return last, through
            through.append(last)
            found = further
        return None, through

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
