"""A value from the command line, as the text of a file: in one line, and over several as the files are written."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from ruamel.yaml import YAML
from ruamel.yaml.error import YAMLError
from ruamel.yaml.events import AliasEvent
from ruamel.yaml.nodes import MappingNode, Node, ScalarNode, SequenceNode

from slipway.authoring.errors import EditError
from slipway.authoring.shape import Shape
from slipway.authoring.tree import is_literal, problem
from slipway.inventory.values import MARKS
from slipway.serialize.scalars import double_quoted, one_line

STEP = "  "
_SAFE_IN_FLOW = re.compile(r"[^,\[\]{}]+")


@dataclass(frozen=True, slots=True)
class Value:
    """A value as text: ``flow`` fits between braces, ``lines`` are those of a collection below its key.

    A scalar or an empty collection has no lines; it stands beside its key as ``inline``.
    """

    flow: str
    inline: str
    lines: tuple[str, ...] = ()


def read(given: str, shape: Shape) -> Value:
    """Return a value given as YAML: ``3``, ``[a, b]``, ``{kind: none}``.

    What the model takes for text is quoted where a reader could take it for anything else: ``1.30``, ``no``.

    Raises:
        EditError: it is not YAML.

    """
    try:
        node = YAML(typ="safe", pure=True).compose(given)
    except YAMLError as error:
        if shape.takes_text_only:
            return _scalar(one_line(given.strip()))
        raise EditError(f"the value {given!r} is no YAML: {problem(error)}") from None
    if _aliased(given):
        raise EditError(f"the value {given!r} holds an alias: write it out")
    if node is None:
        raise EditError("the value is empty; write null for nothing, '\"\"' for empty text")
    if shape.takes_text_only and isinstance(node, MappingNode) and not node.flow_style:
        # Text with a colon in it.
        return _scalar(one_line(given.strip()))
    return _value(node, shape)


def _aliased(given: str) -> bool:
    return any(isinstance(event, AliasEvent) for event in YAML(typ="safe", pure=True).parse(given))


def plain(value: Value) -> Any:  # noqa: ANN401 - any YAML value
    """Return a value as plain data."""
    return YAML(typ="safe", pure=True).load(f"[{value.flow}]")[0]


def wrapped(path: Sequence[str], value: Value) -> Value:
    """Return the mapping that has a value at a path."""
    for part in reversed(path):
        key = _written_key(part)
        value = Value(f"{{{key}: {value.flow}}}", "", tuple(_entry(key, value)))
    return value


def entry_in_flow(part: str, value: Value) -> str:
    """Return an entry of a mapping in braces."""
    return f"{_written_key(part)}: {value.flow}"


def _value(node: Node, shape: Shape) -> Value:
    if isinstance(node, MappingNode) and node.value:
        entries = [(key, _value(value, shape.value(str(key.value)))) for key, value in node.value]
        written = [(_written_key(str(key.value)), value) for key, value in entries]
        flow = "{" + ", ".join(f"{key}: {value.flow}" for key, value in written) + "}"
        return Value(flow, "", tuple(line for key, value in written for line in _entry(key, value)))
    if isinstance(node, SequenceNode) and node.value:
        items = [_value(item, shape.item()) for item in node.value]
        flow = "[" + ", ".join(item.flow for item in items) + "]"
        return Value(flow, "", tuple(line for item in items for line in _item(item)))
    if isinstance(node, ScalarNode):
        return _scalar(_text(node, shape))
    return _scalar("{}" if isinstance(node, MappingNode) else "[]")


def _text(node: ScalarNode, shape: Shape) -> str:
    text = str(node.value)
    if node.style in ('"', "'") or is_literal(node):
        return double_quoted(text)
    return one_line(text) if shape.is_text(text) else text


def _scalar(written: str) -> Value:
    safe = written[:1] in ('"', "'") or written in ("{}", "[]") or _SAFE_IN_FLOW.fullmatch(written)
    return Value(written if safe else double_quoted(written), written)


def _entry(key: str, value: Value) -> list[str]:
    if value.lines:
        return [f"{key}:", *(STEP + line for line in value.lines)]
    return [f"{key}: {value.inline}"]


def _item(value: Value) -> list[str]:
    first, *rest = value.lines or (value.inline,)
    return [f"- {first}", *(STEP + line for line in rest)]


def _written_key(key: str) -> str:
    # A leading ~ or = is reclass's mark of the key; YAML sees something else in it only where it stands alone.
    mark, bare = (key[0], key[1:]) if key[:1] in MARKS and key[1:] else ("", key)
    written = one_line(bare)
    return mark + written if written == bare else one_line(key)
