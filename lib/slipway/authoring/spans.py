"""Where in the text of a file a value starts and ends, comments left out."""

from __future__ import annotations

from ruamel.yaml.nodes import MappingNode, Node

from slipway.authoring.errors import EditError
from slipway.authoring.tree import Entry, is_block, is_unwritten


def colon(text: str, entry: Entry) -> int:
    """Return the index after the colon of a key."""
    return text.index(":", entry.key.end_mark.index) + 1


def span(text: str, entry: Entry) -> tuple[int, int]:
    """Return the start and the end of a value; an unwritten one lies after the colon of its key.

    Raises:
        EditError: the value is an alias, so that its text stands elsewhere.

    """
    if is_unwritten(entry.value):
        return colon(text, entry), colon(text, entry)
    _refuse_alias(entry)
    return entry.value.start_mark.index, _end(text, entry.value, colon(text, entry))


def following(text: str, entry: Entry) -> int:
    """Return the start of the line after a key and all of its value.

    Raises:
        EditError: the value ends in an alias, so that its text stands elsewhere.

    """
    return _next_line(text, span(text, entry)[1])


def line_start(text: str, index: int) -> int:
    """Return the start of the line that an index lies in."""
    return text.rfind("\n", 0, index) + 1


def line_end(text: str, index: int) -> int:
    """Return the end of the line that an index lies in, before its line break."""
    end = text.find("\n", index)
    end = len(text) if end < 0 else end
    return end - 1 if text[index:end].endswith("\r") else end


def _end(text: str, node: Node, start: int) -> int:
    """Return where the last thing in a node ends; ``start`` for one in which nothing is written."""
    if is_unwritten(node):
        return start
    if not is_block(node) or not node.value:
        return int(node.end_mark.index)
    if not isinstance(node, MappingNode):
        return _end(text, node.value[-1], node.start_mark.index + 1)
    key, value = node.value[-1]
    last = Entry(node, key, value)
    _refuse_alias(last)
    return _end(text, value, colon(text, last))


def _refuse_alias(entry: Entry) -> None:
    """An alias is the very node that its anchor marks, with the anchor's place."""
    if not is_unwritten(entry.value) and entry.value.start_mark.index < entry.key.end_mark.index:
        raise EditError(f"`{entry.key.value}` is an alias of something above it: write its value out first")


def _next_line(text: str, index: int) -> int:
    if text[:index].endswith("\n"):  # a literal block ends where the next line starts
        return index
    end = text.find("\n", index)
    return len(text) if end < 0 else end + 1


def comments_above(text: str, index: int) -> int:
    """Return the start of the comment lines right above the line that starts at an index, indented as it is."""
    indentation = text[index : line_end(text, index)]
    indentation = indentation[: len(indentation) - len(indentation.lstrip(" "))]
    while index:
        above = line_start(text, index - 1)
        if not text[above:index].startswith(f"{indentation}#"):
            return index
        index = above
    return index


def columns(node: MappingNode) -> int:
    """Return the indentation of a mapping's keys."""
    return int(node.value[0][0].start_mark.column)
