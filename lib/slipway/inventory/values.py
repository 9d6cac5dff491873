"""YAML nodes to plain values, and on the way every fault that a single value can have."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from yaml.nodes import MappingNode, Node, ScalarNode, SequenceNode

from slipway.findings import Finding, Location
from slipway.inventory import yaml_rules as rules
from slipway.inventory.compose import DEEPEST, IMPLICIT
from slipway.inventory.scalars import LARGEST, SMALLEST, Trap, plain, read_plain
from slipway.rules.facts import RuleFacts

_TRAPS: dict[Trap, RuleFacts] = {
    Trap.BOOLEAN_WORD: rules.BOOLEAN_WORD,
    Trap.LEADING_ZERO: rules.LEADING_ZERO,
    Trap.TRAILING_ZERO: rules.TRAILING_ZERO,
    Trap.SEXAGESIMAL: rules.SEXAGESIMAL,
    Trap.OTHER_NUMBER: rules.OTHER_NUMBER,
    Trap.TOO_LARGE: rules.TOO_LARGE,
}
_MERGE_KEY = "<<"
_OPEN = object()
MARKS = ("~", "=")
"""What reclass reads before a key: replace instead of merge, and never change again."""

_ACCOUNT_ID_DIGITS = 12
_LEVELS = f"at most {DEEPEST} levels"
_YES = ("yes", "on")


def place(file: str, node: Node) -> Location:
    """Return where a node starts."""
    return Location(file, node.start_mark.line + 1, node.start_mark.column + 1)


class Reader:
    """Reads the nodes of one file into plain values.

    ``findings`` collects the faults. ``exotic`` is set where only reclass-rs itself can tell the value: merge keys and
    aliases (a node that comes twice is read once, so that nested aliases cost no more than their text). ``marked`` is
    set where a key carries reclass's ``~`` or ``=``.
    """

    def __init__(self, file: str, *, has_anchors: bool) -> None:
        """Prepare to read ``file``; ``has_anchors`` says that a node may come twice."""
        self.file = file
        self.findings: list[Finding] = []
        self.exotic = has_anchors
        self.marked = False
        self._known: dict[int, Any] | None = {} if has_anchors else None

    def read(self, node: Node, depth: int = 0) -> Any:  # noqa: ANN401 - any YAML value
        """Return the value of a node: dict, list, text, number, boolean or ``None``."""
        if self._known is not None:
            return self._read_once(node, depth, self._known)
        return self._read(node, depth)

    def _read_once(self, node: Node, depth: int, known: dict[int, Any]) -> Any:  # noqa: ANN401
        if id(node) not in known:
            known[id(node)] = _OPEN
            known[id(node)] = self._read(node, depth)
        if known[id(node)] is _OPEN:
            message = "an alias stands inside its own anchor"
            self._add(rules.TOO_DEEP, node, message, found="nesting without end", allowed=_LEVELS)
            return None
        return known[id(node)]

    def _read(self, node: Node, depth: int) -> Any:  # noqa: ANN401
        if isinstance(node, ScalarNode):
            return self._scalar(node)
        if node.tag != IMPLICIT:
            self._tagged(node)
        if depth >= DEEPEST:
            message = f"more than {DEEPEST} levels of nesting"
            self._add(rules.TOO_DEEP, node, message, found=f"{depth + 1} levels", allowed=_LEVELS)
            return None
        if isinstance(node, MappingNode):
            return self._mapping(node, depth)
        return [self.read(item, depth + 1) for item in node.value]

    def _mapping(self, node: MappingNode, depth: int) -> dict[Any, Any]:
        values: dict[Any, Any] = {}
        first: dict[Any, Node] = {}
        for key_node, value_node in node.value:
            key = self._key(key_node)
            value = self.read(value_node, depth + 1)
            if key in first:
                self._twice(key, key_node, place(self.file, first[key]))
            first.setdefault(key, key_node)
            values[key] = value
        return values

    def _twice(self, key: Any, node: Node, before: Location) -> None:  # noqa: ANN401
        message = f"key `{key}` stands in this mapping already, in line {before.line}"
        self._add(rules.DUPLICATE_KEY, node, message, found=str(key), allowed="each key once", earlier=(before,))

    def _key(self, node: Node) -> Any:  # noqa: ANN401
        if not isinstance(node, ScalarNode):
            found = "a mapping" if isinstance(node, MappingNode) else "a list"
            self._add(rules.KEY_NOT_TEXT, node, f"{found} stands where a key belongs", found=found, allowed="text")
            return f"{node.start_mark.line}:{node.start_mark.column}"
        key = self._scalar(node)
        if key is None or isinstance(key, bool):
            form = "null" if key is None else "a boolean"
            allowed = f'"{node.value}"' if node.value else "text"
            self._add(rules.KEY_NOT_TEXT, node, f"the key is {form}", found=node.value or "nothing", allowed=allowed)
        if isinstance(key, str):
            self.exotic |= key == _MERGE_KEY
            self.marked |= key.startswith(MARKS)
        return key

    def _scalar(self, node: ScalarNode) -> Any:  # noqa: ANN401
        if node.tag != IMPLICIT:
            self._tagged(node)
            return node.value
        if node.style:
            return node.value
        value, reason = plain(node.value)
        if reason:
            self._trap(reason, node)
        return value

    def _trap(self, reason: Trap, node: ScalarNode) -> None:
        text: str = node.value
        message = f"`{text}` is read differently by other YAML readers"
        if reason is Trap.TOO_LARGE:
            message = f"`{text}` does not fit 64 bits"
        elif reason is Trap.TRAILING_ZERO:
            message = f"`{text}` is read as the number {read_plain(text)}"
        elif reason is Trap.LEADING_ZERO and len(text) == _ACCOUNT_ID_DIGITS:
            message = f"account id `{text}` is not quoted: other YAML readers take it for an octal number"
        self._add(_TRAPS[reason], node, message, found=text, allowed=_unambiguous(reason, text))

    def _tagged(self, node: Node) -> None:
        tag = short_tag(node.tag)
        self._add(rules.TAG, node, f"tag {tag} on a value", found=tag, allowed="a value without a tag")

    def _add(
        self,
        rule: RuleFacts,
        node: Node,
        message: str,
        *,
        found: str,
        allowed: str,
        earlier: tuple[Location, ...] = (),
    ) -> None:
        location = place(self.file, node)
        self.findings.append(rule.finding(message, found=found, allowed=allowed, location=location, earlier=earlier))


def _unambiguous(reason: Trap, text: str) -> str:
    """Return how a plain scalar is written so that every reader takes it for the same."""
    quoted = f'"{text}"'
    if reason is Trap.BOOLEAN_WORD:
        return f"{quoted} for text, {'true' if text.lower() in _YES else 'false'} for a boolean"
    if reason is Trap.TRAILING_ZERO:
        return f"{quoted} for text, {read_plain(text)} for a number"
    if reason is Trap.TOO_LARGE:
        return f"{quoted} for text, {SMALLEST} to {LARGEST} for a number"
    return quoted


def scalars(node: Node | None, *, is_key: bool = False) -> Iterator[tuple[ScalarNode, bool]]:
    """Yield every scalar below a node in the order of the text, and whether it is a key."""
    if isinstance(node, ScalarNode):
        yield node, is_key
    elif isinstance(node, MappingNode):
        for key, value in node.value:
            yield from scalars(key, is_key=True)
            yield from scalars(value)
    elif isinstance(node, SequenceNode):
        for item in node.value:
            yield from scalars(item)


def short_tag(tag: str) -> str:
    """Return a tag as people write it: ``!!str`` for ``tag:yaml.org,2002:str``."""
    core = "tag:yaml.org,2002:"
    return "!!" + tag.removeprefix(core) if tag.startswith(core) else tag
