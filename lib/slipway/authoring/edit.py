"""Set one key of a target file in place, or take one out: nothing else of the text changes."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from ruamel.yaml.nodes import MappingNode, Node

from slipway.authoring import spans
from slipway.authoring.errors import EditError
from slipway.authoring.tree import Entry, compose, data, entries, is_block, is_empty, is_literal, walk
from slipway.authoring.values import STEP, Value, entry_in_flow, plain, wrapped
from slipway.authoring.verify import put, verified
from slipway.inventory.values import MARKS

PARAMETERS = "parameters"


def set_key(text: str, name: str, path: Sequence[str], value: Value) -> str:
    """Return the text of a target file with the value at ``parameters``, ``path`` set.

    Every line stays as it is but those that hold the value. Comments inside of a collection that is replaced go with
    it. A last part ``~key`` makes the value replace what classes say instead of being merged with it.

    Raises:
        EditError: the file is no YAML, the path leads through something that is no map, or the value is in a form that
            cannot be edited without touching something else.

    """
    root = compose(text, name)
    found, rest = walk(root, (PARAMETERS, *path))
    edited = _replaced(text, found[-1], path[-1], value) if not rest else _added(text, name, root, found, rest, value)
    expected = data(text, name)
    put(expected, (PARAMETERS, *path), plain(value))
    return verified(edited, name, expected)


def remove_key(text: str, name: str, path: Sequence[str]) -> str:
    """Return the text without the key at ``parameters``, ``path``, nor the comment above it; as it is if it has none.

    Maps that would be left empty go as well: an empty one would replace what classes say there.

    Raises:
        EditError: the file is no YAML, or the key is in a form that cannot be taken out alone.

    """
    found, rest = walk(compose(text, name), (PARAMETERS, *path))
    if rest:
        return text
    depth = len(found) - 1
    while depth > 1 and len(found[depth].parent.value) == 1:
        depth -= 1
    expected = data(text, name)
    node: Any = expected
    for entry in found[:depth]:
        node = node[entry.key.value]
    del node[found[depth].key.value]
    if depth == 1 and not node:
        raise EditError(f"{name}: without `{'.'.join(path)}` nothing would be left below {PARAMETERS}")
    return verified(_without(text, found[depth]), name, expected)


def _replaced(text: str, entry: Entry, part: str, value: Value) -> str:
    start, end = spans.span(text, entry)
    if not is_block(entry.parent):
        written = f" {value.flow}" if start == spans.colon(text, entry) else value.flow
        edited = text[:start] + written + text[end:]
    elif is_block(entry.value):
        edited = _instead_of_block(text, entry, value)
    else:
        edited = _instead_of_line(text, entry, value)
    if part[:1] in MARKS and entry.key.value != part:
        key = entry.key
        edited = edited[: key.start_mark.index] + part + edited[key.end_mark.index :]
    return edited


def _instead_of_block(text: str, entry: Entry, value: Value) -> str:
    """Replace a collection below its key; comments between the key and its first line stay."""
    first = spans.line_start(text, entry.value.start_mark.index)
    last = spans.following(text, entry)
    if value.lines:
        same = isinstance(entry.value, MappingNode) == (not value.lines[0].startswith("- "))
        column = entry.value.start_mark.column if same else entry.key.start_mark.column + len(STEP)
        return text[:first] + _lines(text, value.lines, column) + text[last:]
    colon = spans.colon(text, entry)
    return f"{text[:colon]} {value.inline}{text[colon:first]}{text[last:]}"


def _instead_of_line(text: str, entry: Entry, value: Value) -> str:
    """Replace what starts on the line of its key; a comment at the end of the line stays."""
    (start, end), colon = spans.span(text, entry), spans.colon(text, entry)
    if is_literal(entry.value):
        # Its text ends where the next line starts.
        end = len(text[:end].rstrip())
    if not value.lines:
        return text[: start if start > colon else colon] + ("" if start > colon else " ") + value.inline + text[end:]
    rest = spans.line_end(text, end)
    below = text[rest:].removeprefix("\r").removeprefix("\n")
    written = _lines(text, value.lines, entry.key.start_mark.column + len(STEP))
    return text[:colon] + text[end:rest] + newline(text) + written + below


def _added(text: str, name: str, root: MappingNode, found: Sequence[Entry], rest: Sequence[str], value: Value) -> str:
    """Add a key that is not there to the last map of its path that is."""
    node: Node = found[-1].value if found else root
    if found and is_empty(node):
        return _replaced(text, found[-1], "", wrapped(rest, value))
    present = entries(node)
    if not present:
        raise EditError(f"{name}: `{'.'.join(str(entry.key.value) for entry in found[1:])}` is no map")
    if not is_block(node):
        end = spans.span(text, present[-1])[1]
        return f"{text[:end]}, {entry_in_flow(rest[0], wrapped(rest[1:], value))}{text[end:]}"
    end = spans.following(text, present[-1])
    separate = "" if text[:end].endswith("\n") else newline(text)
    written = _lines(text, wrapped(rest, value).lines, spans.columns(present[0].parent))
    return text[:end] + separate + written + text[end:]


def _without(text: str, entry: Entry) -> str:
    if is_block(entry.parent):
        first = spans.comments_above(text, spans.line_start(text, entry.key.start_mark.index))
        return text[:first] + text[spans.following(text, entry) :]
    keys = [key for key, _ in entry.parent.value]
    index = keys.index(entry.key)
    if index + 1 < len(keys):
        return text[: entry.key.start_mark.index] + text[keys[index + 1].start_mark.index :]
    before = Entry(entry.parent, *entry.parent.value[index - 1])
    return text[: spans.span(text, before)[1]] + text[spans.span(text, entry)[1] :]


def _lines(text: str, lines: Sequence[str], column: int) -> str:
    end = newline(text)
    return "".join(f"{' ' * column}{line}{end}" for line in lines)


def newline(text: str) -> str:
    """Return the line break that a text uses."""
    return "\r\n" if "\r\n" in text else "\n"
