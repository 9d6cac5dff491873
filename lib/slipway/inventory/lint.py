"""Faults of one inventory file as a whole: its top-level keys, its list of classes, its anchors."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

import yaml
from yaml.nodes import MappingNode, Node, ScalarNode, SequenceNode

from slipway.findings import Finding, Location
from slipway.inventory import yaml_rules as rules
from slipway.inventory.hints import hint
from slipway.inventory.values import place
from slipway.rules.facts import RuleFacts

SECTIONS = ("classes", "parameters", "applications", "exports", "environment")
"""The top-level keys that reclass reads."""

_ANCHOR = re.compile(r"[&*][^\s,\[\]{}]")


@dataclass(frozen=True, slots=True)
class ClassEntry:
    """One line of a ``classes:`` list: the name as written and where it stands."""

    name: str
    location: Location


def may_have_anchors(text: str) -> bool:
    """Whether a text can hold anchors or aliases: an unquoted & or * that starts a word; comments count as well."""
    return any(not (start := found.start()) or text[start - 1] in " \t\n[{,:-" for found in _ANCHOR.finditer(text))


def anchors(file: str, text: str) -> Iterator[Finding]:
    """Yield a note for each anchor of a text that parses."""
    for event in yaml.parse(text, Loader=yaml.CSafeLoader):
        anchor = getattr(event, "anchor", None)
        mark = event.start_mark
        if anchor and mark and not isinstance(event, yaml.AliasEvent):
            location = Location(file, mark.line + 1, mark.column + 1)
            yield rules.ANCHOR.finding(f"anchor &{anchor}", found=f"&{anchor}", location=location)


def sections(file: str, root: Node | None) -> Iterator[Finding]:
    """Yield the faults of a file's top level: not a mapping, unknown keys, sections of the wrong shape."""
    if root is None:
        return
    if not isinstance(root, MappingNode):
        yield _misplaced(rules.NOT_A_MAPPING, file, "the file", root, "a mapping")
        return
    for key, value in root.value:
        if isinstance(key, ScalarNode):
            yield from _section(file, key, value)


def _section(file: str, key: ScalarNode, value: Node) -> Iterator[Finding]:
    if key.value not in SECTIONS:
        yield _unknown(file, key)
    elif key.value == "parameters" and not (isinstance(value, MappingNode) or _empty(value)):
        yield _misplaced(rules.SECTION_SHAPE, file, "`parameters`", value, "a mapping")
    elif key.value == "classes" and not (isinstance(value, SequenceNode) or _empty(value)):
        yield _misplaced(rules.SECTION_SHAPE, file, "`classes`", value, "a list of class names")
    elif key.value == "classes" and isinstance(value, SequenceNode):
        for item in value.value:
            if not isinstance(item, ScalarNode) or not item.value:
                yield _misplaced(rules.SECTION_SHAPE, file, "an entry of `classes`", item, "a class name")


def _misplaced(rule: RuleFacts, file: str, what: str, node: Node, expected: str) -> Finding:
    message = f"{what} is {_form(node)} where {expected} belongs"
    return rule.finding(message, found=_form(node), allowed=expected, location=place(file, node))


def _form(node: Node) -> str:
    if isinstance(node, ScalarNode):
        return "text" if node.value else "empty"
    return "a list" if isinstance(node, SequenceNode) else "a mapping"


def _unknown(file: str, key: ScalarNode) -> Finding:
    return rules.UNKNOWN_SECTION.finding(
        f"unknown top-level key `{key.value}`{hint(key.value, SECTIONS)}",
        found=key.value,
        allowed=", ".join(SECTIONS),
        location=place(file, key),
    )


def _empty(value: Node) -> bool:
    """Whether nothing at all is written: reclass takes that for an empty section, and refuses a written null."""
    return isinstance(value, ScalarNode) and not value.value and not value.style


def class_entries(file: str, root: Node | None) -> tuple[ClassEntry, ...]:
    """Return the classes that a file lists, in order."""
    value = section(root, "classes")
    if not isinstance(value, SequenceNode):
        return ()
    return tuple(
        ClassEntry(item.value, place(file, item)) for item in value.value if isinstance(item, ScalarNode) and item.value
    )


def section(root: Node | None, name: str) -> Node | None:
    """Return the node of a top-level section."""
    if not isinstance(root, MappingNode):
        return None
    return next((value for key, value in root.value if isinstance(key, ScalarNode) and key.value == name), None)
