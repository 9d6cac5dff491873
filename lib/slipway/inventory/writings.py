"""Who wrote what: the layers of a value as nodes, found along a path without rendering anything.

The same rules as in `slipway.inventory.merge`, on nodes: mappings merge, lists are joined, anything else replaces,
``~key`` and null discard what was there, and a whole ``${a:b}`` stands for the layers of ``a:b``.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from yaml.nodes import CollectionNode, MappingNode, Node, ScalarNode, SequenceNode

from slipway.findings import Location
from slipway.inventory.document import Document
from slipway.inventory.references import paths
from slipway.inventory.values import MARKS, place

_NULLS = frozenset(("", "~", "null", "Null", "NULL"))
_DEEPEST_MERGE = 16


@dataclass(frozen=True, slots=True, eq=False)
class Writing:
    """One place that writes a value: its file, its key (``None`` in a list) and its node."""

    document: Document
    key: Node | None
    node: Node
    replaces: bool = False

    @property
    def place(self) -> Location:
        """Where the value stands; a block of several lines and an empty value are shown by their key."""
        block = isinstance(self.node, CollectionNode) and not self.node.flow_style
        empty = isinstance(self.node, ScalarNode) and not self.node.value and not self.node.style
        return self.key_place if block or empty else place(self.document.file, self.node)

    @property
    def key_place(self) -> Location:
        """Where the key stands; in a list, where the item starts."""
        return place(self.document.file, self.key or self.node)

    @property
    def text(self) -> str:
        """The text of a scalar, else nothing."""
        return self.node.value if isinstance(self.node, ScalarNode) else ""

    @property
    def whole_reference(self) -> str:
        """The path of the reference that is all of the text, else nothing."""
        found = paths(self.text)
        return found[0] if len(found) == 1 and self.text == f"${{{found[0]}}}" else ""


@dataclass(frozen=True, slots=True)
class Found:
    """The end of a walk: how much of the path exists, the writings that make up the value, and all that wrote it."""

    consumed: int
    effective: tuple[Writing, ...]
    history: tuple[Writing, ...]


class Writings:
    """The layers of one target, in merge order."""

    def __init__(self, documents: Sequence[Document]) -> None:
        """Take the documents of a target in merge order."""
        self._root = tuple(
            Writing(document, None, document.parameters_node) for document in documents if document.parameters_node
        )
        self._referenced: dict[str, tuple[Writing, ...]] = {}

    def find(self, path: Sequence[str]) -> Found:
        """Walk along a path as far as it exists; keys that hold dots may be spread over several parts of the path."""
        return self._walk(Found(0, self._root, self._root), tuple(path))

    def _walk(self, start: Found, path: tuple[str, ...]) -> Found:
        best = start
        layers = self._expanded(start.effective) if path else ()
        for size in range(1, len(path) + 1):
            written = _step(layers, ".".join(path[:size]))
            if written:
                here = Found(start.consumed + size, self._effective(written), tuple(written))
                best = max(best, self._walk(here, path[size:]), key=lambda found: found.consumed)
                if best.consumed == start.consumed + len(path):
                    break
        return best

    def _effective(self, written: Sequence[Writing]) -> tuple[Writing, ...]:
        """Return the writings that the value consists of after merging."""
        result: tuple[Writing, ...] = ()
        for writing in written:
            form = self._form(writing) if len(written) > 1 else ScalarNode
            joins = form is not ScalarNode and not writing.replaces and bool(result)
            result = (*result, writing) if joins and self._form(result[-1]) is form else (writing,)
        return result

    def _form(self, writing: Writing) -> type[Node]:
        expanded = self._expanded((writing,))
        return type(expanded[-1].node) if expanded else ScalarNode

    def _expanded(self, layers: Sequence[Writing]) -> tuple[Writing, ...]:
        """Return the layers with whole references replaced by the layers that they stand for."""
        result: list[Writing] = []
        for layer in layers:
            reference = layer.whole_reference
            result += (self._behind(reference) or (layer,)) if reference else (layer,)
        return tuple(result)

    def _behind(self, reference: str) -> tuple[Writing, ...]:
        """Return the layers at a reference; none while it is being followed, so that a loop ends."""
        if reference not in self._referenced:
            self._referenced[reference] = ()
            keys = reference.split(":")
            found = self.find(keys)
            if found.consumed == len(keys):
                self._referenced[reference] = self._expanded(found.effective)
        return self._referenced[reference]


def _step(layers: Sequence[Writing], key: str) -> list[Writing]:
    """Return everything that writes ``key`` in the given layers: of mappings all, of lists the one item."""
    if any(isinstance(layer.node, SequenceNode) for layer in layers):
        return _item(layers, key)
    return [writing for layer in layers for writing in _entries(layer, key, 0)]


def _entries(layer: Writing, key: str, depth: int) -> list[Writing]:
    """Return what a mapping writes at ``key``, merge keys (``<<``) first, as what stands beside them wins."""
    if not isinstance(layer.node, MappingNode) or depth > _DEEPEST_MERGE:
        return []
    merged: list[Writing] = []
    own: list[Writing] = []
    for key_node, value in layer.node.value:
        written: str = key_node.value if isinstance(key_node, ScalarNode) else ""
        if written == key or (written[1:] == key and written[:1] in MARKS):
            replaces = written != key or (isinstance(value, ScalarNode) and value.value in _NULLS and not value.style)
            own.append(Writing(layer.document, key_node, value, replaces))
        elif written == "<<":
            for source in value.value if isinstance(value, SequenceNode) else [value]:
                merged += _entries(Writing(layer.document, key_node, source), key, depth + 1)
    return own or merged[:1]


def _item(layers: Sequence[Writing], key: str) -> list[Writing]:
    """Return the item at an index of lists that follow each other."""
    if not key.isdigit():
        return []
    index = int(key) if len(key) < 10 else -1
    for layer in layers:
        items = layer.node.value if isinstance(layer.node, SequenceNode) else []
        if 0 <= index < len(items):
            return [Writing(layer.document, None, items[index])]
        index -= len(items)
    return []
