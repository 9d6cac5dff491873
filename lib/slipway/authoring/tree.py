"""An inventory file as a tree of nodes that know where in the text they stand."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from ruamel.yaml import YAML
from ruamel.yaml.error import MarkedYAMLError, YAMLError
from ruamel.yaml.nodes import CollectionNode, MappingNode, Node, ScalarNode

from slipway.authoring.errors import EditError
from slipway.inventory.values import MARKS

DEEPEST = 100
"""An alias inside of its own anchor nests without end."""


@dataclass(frozen=True, slots=True, eq=False)
class Entry:
    """A key and its value in a mapping."""

    parent: MappingNode
    key: Node
    value: Node


def compose(text: str, name: str) -> MappingNode:
    """Return the node tree of a file; ``name`` is the file for the message.

    Raises:
        EditError: the text is not a YAML mapping.

    """
    try:
        root = YAML(typ="safe", pure=True).compose(text)
    except YAMLError as error:
        raise EditError(f"{name} is no YAML that can be read: {problem(error)}") from None
    if not isinstance(root, MappingNode):
        raise EditError(f"{name} holds no mapping; a target has the keys classes and parameters")
    if not _is_shallow(root, DEEPEST):
        raise EditError(f"{name} is nested more than {DEEPEST} levels deep, as by an anchor that holds itself")
    return root


def _is_shallow(node: Node, levels: int) -> bool:
    if not isinstance(node, CollectionNode):
        return True
    values = [value for _, value in node.value] if isinstance(node, MappingNode) else node.value
    return levels > 0 and all(_is_shallow(value, levels - 1) for value in values)


def data(text: str, name: str) -> dict[str, Any]:
    """Return what a file says, as plain values.

    Raises:
        EditError: the text is not a YAML mapping, or a tag in it makes something else of a value.

    """
    try:
        found = YAML(typ="safe", pure=True).load(text)
    except YAMLError as error:
        raise EditError(f"{name} is no YAML that can be read: {problem(error)}") from None
    plain: dict[str, Any] = _unshared(found)
    return plain


def _unshared(value: Any) -> Any:  # noqa: ANN401 - any YAML value
    """Return a copy in which no two places are one object, as those of an anchor and its aliases are."""
    if isinstance(value, dict):
        return {key: _unshared(below) for key, below in value.items()}
    return [_unshared(item) for item in value] if isinstance(value, list) else value


def problem(error: YAMLError) -> str:
    """Return what is wrong with a text and where, on one line."""
    if isinstance(error, MarkedYAMLError) and error.problem_mark:
        mark = error.problem_mark
        return f"{error.problem} at line {mark.line + 1}, column {mark.column + 1}"
    return " ".join(str(error).split())


def walk(root: MappingNode, path: Sequence[str]) -> tuple[tuple[Entry, ...], tuple[str, ...]]:
    """Return the entries that exist along a path, and the rest of the path.

    A key that carries a mark of reclass (``~key`` replaces, ``=key`` is constant) is the key.
    """
    found: list[Entry] = []
    node: Node = root
    for part in path:
        entry = next((entry for entry in entries(node) if _unmarked(entry.key.value) == _unmarked(part)), None)
        if entry is None:
            break
        found.append(entry)
        node = entry.value
    return tuple(found), tuple(path[len(found) :])


def entries(node: Node) -> list[Entry]:
    """Return the entries of a mapping whose keys are plain; none for any other node."""
    if not isinstance(node, MappingNode):
        return []
    return [Entry(node, key, value) for key, value in node.value if isinstance(key, ScalarNode)]


def _unmarked(key: str) -> str:
    return key[1:] if key[:1] in MARKS else key


def is_block(node: Node) -> bool:
    """Whether a node is a collection written over several lines, one entry each."""
    return isinstance(node, CollectionNode) and not node.flow_style


def is_literal(node: Node) -> bool:
    """Whether a node is text written below its key, after ``|`` or ``>``."""
    return isinstance(node, ScalarNode) and node.style in ("|", ">")


def is_unwritten(node: Node) -> bool:
    """Whether nothing at all stands where a node is."""
    return isinstance(node, ScalarNode) and not node.value and not node.style


def is_empty(node: Node) -> bool:
    """Whether a node can become a mapping without losing anything: nothing, ``null`` or ``{}``."""
    if isinstance(node, ScalarNode):
        return not node.style and node.value in ("", "~", "null", "Null", "NULL")
    return isinstance(node, MappingNode) and not node.value
