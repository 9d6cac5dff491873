"""Paths of the catalogue as text and taken apart."""

from __future__ import annotations

import re

from slipway.catalogue.facts import Segments

ELEMENT = "[]"
"""The segment that stands for every element of a list."""

_SEGMENT = re.compile(r'\["(?P<quoted>[^"]*)"\]|(?P<element>\[\])|\.?(?P<plain>[^.\[\]]+)')


def parse(path: str) -> Segments:
    """Take a path apart.

    Raises:
        ValueError: the path holds something that is neither a key, nor ``[]``, nor ``["key"]``.

    """
    if "[" not in path and "]" not in path:
        return tuple(path.split("."))
    segments: list[str] = []
    end = 0
    while end < len(path):
        match = _SEGMENT.match(path, end)
        if match is None:
            message = f'{path!r} is not a path at character {end + 1}; write it as a.b[].c or a["b.c"]'
            raise ValueError(message)
        quoted, element, plain = match.group("quoted", "element", "plain")
        segments.append(quoted if quoted is not None else element or plain)
        end = match.end()
    return tuple(segments)


def matches(pattern: Segments, segments: Segments) -> bool:
    """Whether the path, whose list elements may carry any identity in brackets, is the pattern or lies below it."""
    if len(pattern) > len(segments):
        return False
    pairs = zip(pattern, segments, strict=False)
    return all(want == have or (want == ELEMENT and have.startswith("[")) for want, have in pairs)
