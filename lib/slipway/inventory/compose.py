"""YAML text to nodes that know their line and column.

libyaml does the parsing, through PyYAML: reclass-rs is built on a translation of the same parser, so what parses here
parses there, at the same line and column, and a fleet's files are composed ten times faster than in pure Python.
"""

from __future__ import annotations

import re
from typing import Any

import yaml
from yaml._yaml import CParser
from yaml.nodes import Node

from slipway.findings import Finding, Location
from slipway.inventory import yaml_rules as rules
from slipway.inventory.lines import lines_of

IMPLICIT = ""
"""Tag of a node without a tag; an explicit tag is kept as written."""

NON_SPECIFIC = "!"

DEEPEST = 100
"""Levels of nesting that are accepted: reclass-rs refuses 128, and libyaml's composer crashes at some thousands."""

_SUSPECT_DEPTH = 400
_CLOSE = "Close the quote where its text ends."
_OPENINGS = (yaml.SequenceStartEvent, yaml.MappingStartEvent)
_CLOSINGS = (yaml.SequenceEndEvent, yaml.MappingEndEvent)


class Composer(CParser):
    """libyaml's parser and composer with tags left alone: scalars are read later, in one place."""

    def resolve(self, _kind: Any, _value: Any, implicit: Any) -> str:  # noqa: ANN401 - called by libyaml's binding
        """Return the tag of an untagged node; a lone ``!`` keeps its meaning as text."""
        return NON_SPECIFIC if implicit == (False, False) else IMPLICIT

    def descend_resolver(self, _current: Any, _index: Any) -> None:  # noqa: ANN401
        """Do nothing: no tag depends on a path."""

    def ascend_resolver(self) -> None:
        """Do nothing: no tag depends on a path."""


def compose(file: str, text: str) -> tuple[Node | None, Finding | None]:
    """Return the root node of a YAML text, ``None`` for an empty one, or the finding that says why there is none."""
    try:
        too_deep = _too_deep(file, text)
        return (None, too_deep) if too_deep else (Composer(text).get_single_node(), None)
    except yaml.reader.ReaderError as error:
        return None, _unreadable(file, text, error)
    except yaml.MarkedYAMLError as error:
        return None, _malformed(file, text, error)


def _too_deep(file: str, text: str) -> Finding | None:
    """Measure the depth without recursion, and only where the text's form allows for a great one."""
    longest_line = max(map(len, lines_of(text)))
    if text.count("[") + text.count("{") + longest_line < _SUSPECT_DEPTH:
        return None
    depth = 0
    for event in yaml.parse(text, Loader=yaml.CSafeLoader):
        depth += isinstance(event, _OPENINGS) - isinstance(event, _CLOSINGS)
        mark = event.start_mark
        if depth > DEEPEST and mark:
            place = Location(file, mark.line + 1, mark.column + 1)
            message = f"more than {DEEPEST} levels of nesting"
            found, allowed = f"{depth} levels", f"at most {DEEPEST} levels"
            return rules.TOO_DEEP.finding(message, found=found, allowed=allowed, location=place)
    return None


def _unreadable(file: str, text: str, error: yaml.reader.ReaderError) -> Finding:
    place = end_of(file, text[: int(error.position)])
    code = error.character if isinstance(error.character, int) else ord(error.character)
    found = f"U+{code:04X}"
    return rules.ENCODING.finding(f"character {found} is not allowed in YAML", found=found, location=place)


def end_of(file: str, before: str) -> Location:
    """Return the place that follows a text."""
    lines = lines_of(before + "x")
    return Location(file, len(lines), len(lines[-1]))


def _malformed(file: str, text: str, error: yaml.MarkedYAMLError) -> Finding:
    mark = error.problem_mark or error.context_mark
    place = _within(file, text, mark.line, mark.column) if mark else Location(file)
    problem = str(error.problem or error.context)
    if "undefined alias" in problem:
        return _undefined(text, place)
    if "another document" in problem:
        message = "a second document starts here"
        return rules.SEVERAL_DOCUMENTS.finding(message, found="---", allowed="one document", location=place)
    tab = _tab(file, text, place.line)
    if tab:
        return rules.TAB.finding("tab in the indentation", found="\\t", allowed="spaces", location=tab)
    context = f" {error.context}" if error.context else ""
    if error.context_mark and error.context_mark.line + 1 < place.line:
        context += f" that starts in line {error.context_mark.line + 1}"
    return _syntax(text, f"{problem}{context}", place)


def _undefined(text: str, place: Location) -> Finding:
    name = re.match(r"\*([^\s,\[\]{}]*)", lines_of(text)[place.line - 1][place.column - 1 :])
    alias = name[1] if name else ""
    return rules.UNDEFINED_ALIAS.finding(f"no anchor &{alias} in this file", found=f"*{alias}", location=place)


def _syntax(text: str, message: str, place: Location) -> Finding:
    """Return the finding at the quote that the error follows from, if that is sure, else at libyaml's own place."""
    from slipway.inventory.quotes import odd_quote  # noqa: PLC0415 - for files that cannot be parsed only

    quote = odd_quote(text, place.line)
    if quote is None:
        return rules.SYNTAX.finding(message, location=place)
    line = lines_of(text)[quote.line - 1][quote.column - 1 :].rstrip()
    taken = f"the text runs on to line {quote.last}" if quote.last > quote.line else "the text runs on to the end"
    if quote.closed:
        opened = Location(place.file, quote.line, quote.column)
        odd = f"the quote that opens here is not closed in its line: {taken}"
        return rules.SYNTAX.finding(odd, found=line, allowed=quote.closed, remedy=_CLOSE, location=opened)
    doubt = f"{rules.SYNTAX.remedy} Look at the quote in line {quote.line} as well: {taken}."
    return rules.SYNTAX.finding(message, remedy=doubt, location=place)


def _tab(file: str, text: str, near: int) -> Location | None:
    """Find a tab in the indentation of the line at fault or of the one before it."""
    lines = lines_of(text)
    for number in (near, near - 1):
        if 0 < number <= len(lines):
            indentation = re.match(r"\s*", lines[number - 1])
            column = indentation[0].find("\t") if indentation else -1
            if column >= 0:
                return Location(file, number, column + 1)
    return None


def _within(file: str, text: str, line: int, column: int) -> Location:
    """Return a place that exists: libyaml reports the end of the text as the line after the last."""
    lines = lines_of(text)
    if line >= len(lines):
        return Location(file, len(lines), max(len(lines[-1]), 1))
    return Location(file, line + 1, column + 1)
