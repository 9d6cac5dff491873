"""An explanation for a terminal, 80 columns wide unless told otherwise, and the same in a pipe."""

from __future__ import annotations

import textwrap
from collections.abc import Iterator

from slipway.explain.values import Explanation
from slipway.explain.writers.body import Section, sections
from slipway.explain.writers.text import Line, block, identity_text, shown
from slipway.plan.values import ABSENT

_INDENT = "  "
_WIDEST = 4000


def as_text(one: Explanation, width: int = 80) -> str:
    """Return the explanation as text; a line is longer than the width only where a word of it is."""
    return "".join(f"{line.rstrip()}\n" for line in _lines(one, width))


def _lines(one: Explanation, width: int) -> Iterator[str]:
    yield from _head(one, width)
    for section in sections(one):
        yield ""
        yield section.title
        yield from _section(section, width)


def _head(one: Explanation, width: int) -> Iterator[str]:
    if one.whole_file:
        yield one.file
        return
    yield identity_text(one.objects[0].identity)
    lines = block(one.value) if one.field else []
    if lines:
        yield f"{one.field} ="
        yield from (f"{_INDENT}{line}" for line in lines)
    elif one.field:
        value = "is not set" if one.value is ABSENT else f"= {shown(one.value)}"
        yield from _wrapped(f"{one.field} {value}", "", _INDENT * 2, width)


def _section(section: Section, width: int) -> Iterator[str]:
    labels = max((len(line.label) for line in section.lines), default=0)
    before = ""
    for line in section.lines:
        yield from _line(line, labels, "" if line.label == before else line.label, width)
        before = line.label


def _line(line: Line, labels: int, label: str, width: int) -> Iterator[str]:
    first = f"{_INDENT}{label:<{labels}}{_INDENT}" if line.label else _INDENT
    first += _INDENT * line.depth
    following = " " * len(first) + ("" if line.label else _INDENT)
    yield from _wrapped("".join(line.spans), first, following, width)


def _wrapped(text: str, first: str, following: str, width: int) -> list[str]:
    return textwrap.wrap(
        text,
        width,
        initial_indent=first,
        subsequent_indent=following,
        break_on_hyphens=False,
        break_long_words=False,
    ) or [first]
