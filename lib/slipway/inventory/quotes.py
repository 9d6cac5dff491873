"""Quotes that are not closed: YAML reads on to the next quote and breaks off there, in words about something else."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice

import yaml

from slipway.inventory.lines import lines_of

_LINE_END = re.compile("[\r\n\x85\u2028\u2029]|$")
_CLOSERS = re.compile(r"[\s\]},]*$")
_MOST_TRIED = 20
"""Quoted texts of several lines that are looked at: a file has few of them, and each costs parsing it twice."""


@dataclass(frozen=True, slots=True)
class OddQuote:
    """A quote and the text that it opens; lines and columns count from 1.

    ``last`` is the line in which the text ends. ``closed`` is the rest of the line with the quote closed, if it is sure
    that this quote is what is wrong: the file is YAML then, and no quote is left over.
    """

    line: int
    column: int
    last: int
    closed: str = ""


@dataclass(frozen=True, slots=True)
class _Quoted:
    """A quoted text, as YAML reads it: where it starts, its first and last line, its columns, all from 0."""

    index: int
    first: int
    column: int
    last: int
    end: int


def odd_quote(text: str, line: int) -> OddQuote | None:
    """Return the quote that a syntax error in a line (from 1) may follow from: the sure one, else the last above."""
    lines = lines_of(text)
    spread = [one for one in _quoted(text) if one.first < one.last and one.first < line]
    for one in islice(spread, _MOST_TRIED):
        for closed in _closed(text, one):
            if _whole(closed, one, text[one.index]):
                rest = lines_of(closed)[one.first][one.column :].rstrip()
                return OddQuote(one.first + 1, one.column + 1, min(one.last + 1, len(lines)), rest)
    near = [one for one in spread if one.last + 1 >= line]
    return OddQuote(near[-1].first + 1, near[-1].column + 1, min(near[-1].last + 1, len(lines))) if near else None


def _quoted(text: str) -> Iterator[_Quoted]:
    """Yield the quoted texts as far as the text can be read; what breaks off in one ends where reading does."""
    try:
        for token in yaml.scan(text, Loader=yaml.CSafeLoader):
            if isinstance(token, yaml.ScalarToken) and token.style in ("'", '"'):
                start, end = token.start_mark, token.end_mark
                yield _Quoted(start.index, start.line, start.column, end.line, end.column)
    except yaml.MarkedYAMLError as error:
        start, end = error.context_mark, error.problem_mark
        if start and end and text[start.index : start.index + 1] in ("'", '"'):
            yield _Quoted(start.index, start.line, start.column, max(end.line, start.line + 1), end.column)


def _closed(text: str, quoted: _Quoted) -> Iterator[str]:
    """Yield the text with the quote closed in its own line: at the end, and before brackets and commas there."""
    found = _LINE_END.search(text, quoted.index)
    stop = found.start() if found else len(text)
    line = text[quoted.index : stop]
    for length in dict.fromkeys((len(line.rstrip()), len(_CLOSERS.sub("", line)))):
        end = quoted.index + length
        yield text[:end] + text[quoted.index] + text[end:]


def _whole(text: str, quoted: _Quoted, quote: str) -> bool:
    """Whether a text is YAML and every quote in the lines of a quoted text opens or closes a text of one line."""
    try:
        for _ in yaml.parse(text, Loader=yaml.CSafeLoader):
            pass
    except yaml.YAMLError:
        return False
    lines = dict(enumerate(lines_of(text)))
    for one in _quoted(text):
        if one.first in lines and quoted.first <= one.last and one.first <= quoted.last:
            if one.first != one.last:
                return False
            line = lines[one.first]
            lines[one.first] = line[: one.column] + " " * (one.end - one.column) + line[one.end :]
    return not any(quote in lines.get(number, "") for number in range(quoted.first, quoted.last + 1))
