"""reclass references in text: ``${section:key}``, alone, inside other text, or inside each other."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

DEEPEST = 64
"""References that lead to references: reclass-rs gives up here."""


class UnresolvedError(Exception):
    """A reference without a value.

    ``fault`` is ``missing`` (no such key), ``scalar`` (a key is looked up in something that is no mapping), ``loop``,
    ``deep`` (more references in a row than `DEEPEST`) or ``malformed``.
    """

    def __init__(
        self,
        fault: str,
        reference: str,
        *,
        key: str = "",
        within: Any = None,  # noqa: ANN401 - any YAML value
        chain: tuple[str, ...] = (),
    ) -> None:
        """Keep what was looked up: the reference's path, the key of it that failed and the value without that key.

        ``chain`` holds the references that were followed to a loop or too deep, in order.
        """
        super().__init__(fault, reference)
        self.fault = fault
        self.reference = reference
        self.key = key
        self.within = within
        self.chain = chain


class MalformedReferenceError(Exception):
    """A ``${`` without its ``}``, or without a path between them."""


class EscapedReferenceError(Exception):
    """A text with backslashes near its references: reclass-rs's own parser decides what it means."""


@dataclass(frozen=True, slots=True)
class Reference:
    """A reference; its path is text that may hold further references."""

    parts: tuple[str | Reference, ...]


Token = str | Reference

_SIMPLE = re.compile(r"\$\{([^${}\\]+)\}")


def refers(value: object) -> bool:
    """Whether a value is text that reclass looks for references in."""
    return isinstance(value, str) and ("${" in value or "$[" in value)


@lru_cache(maxsize=4096)
def tokens(text: str) -> tuple[Token, ...]:
    """Split a text into plain text and references.

    Raises:
        MalformedReferenceError: a reference is not closed or empty.
        EscapedReferenceError: the text holds backslashes or inventory queries (``$[``).

    """
    if "\\" in text or "$[" in text:
        raise EscapedReferenceError(text)
    parts, end = _parse(text, 0, inside=False)
    if end != len(text):
        raise MalformedReferenceError(text)
    return parts


def paths(text: str) -> tuple[str, ...]:
    """Return the paths of the references in a text that can be read without resolving others, in order."""
    return tuple(_SIMPLE.findall(text))


def _parse(text: str, start: int, *, inside: bool) -> tuple[tuple[Token, ...], int]:
    """Read tokens from ``start`` to the end of the text, or to the closing brace of the reference it is ``inside``."""
    parts: list[Token] = []
    plain = position = start
    while position < len(text):
        if text.startswith("${", position):
            _add(parts, text[plain:position])
            inner, position = _parse(text, position + 2, inside=True)
            if not inner or position >= len(text):
                raise MalformedReferenceError(text)
            parts.append(Reference(inner))
            position += 1
            plain = position
        elif inside and text[position] == "}":
            break
        else:
            position += 1
    _add(parts, text[plain:position])
    return tuple(parts), position


def _add(parts: list[Token], text: str) -> None:
    if text:
        parts.append(text)
