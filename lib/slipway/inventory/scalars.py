"""Plain YAML scalars: what kapitan's reclass-rs reads them as, and which of them other readers read differently.

reclass-rs reads YAML 1.2 (serde_yaml), PyYAML and Helm read YAML 1.1: ``no``, ``0123`` and ``12:30`` are text to the
one and a boolean or a number to the others. https://yaml.org/spec/1.2.2/#103-core-schema, https://yaml.org/type/
"""

from __future__ import annotations

import re
from enum import Enum
from functools import lru_cache

Scalar = str | int | float | bool | None


class Trap(Enum):
    """A plain scalar that does not mean everywhere what it seems to mean."""

    BOOLEAN_WORD = "boolean word"
    LEADING_ZERO = "leading zero"
    TRAILING_ZERO = "trailing zero"
    SEXAGESIMAL = "sexagesimal"
    OTHER_NUMBER = "other number"
    TOO_LARGE = "too large"


_CONSTANTS: dict[str, Scalar] = {
    **dict.fromkeys(("", "~", "null", "Null", "NULL")),
    **dict.fromkeys(("true", "True", "TRUE"), True),
    **dict.fromkeys(("false", "False", "FALSE"), False),
    **dict.fromkeys((".inf", ".Inf", ".INF", "+.inf", "+.Inf", "+.INF"), float("inf")),
    **dict.fromkeys(("-.inf", "-.Inf", "-.INF"), float("-inf")),
    **dict.fromkeys((".nan", ".NaN", ".NAN"), float("nan")),
}
_INTEGER = re.compile(r"[-+]?(?:0|[1-9][0-9]*)")
_BASED = re.compile(r"[-+]?(?:0x[0-9a-fA-F]+|0o[0-7]+|0b[01]+)")
_FLOAT = re.compile(r"[-+]?(?:[0-9]+\.?[0-9]*|\.[0-9]+)(?:[eE][-+]?[0-9]+)?")
_TRAPS = (
    (Trap.BOOLEAN_WORD, re.compile(r"(?:yes|Yes|YES|no|No|NO|on|On|ON|off|Off|OFF)")),
    (Trap.LEADING_ZERO, re.compile(r"[-+]?0[0-9]+")),
    (Trap.TRAILING_ZERO, re.compile(r"[-+]?(?:[0-9]+\.[0-9]*0|[0-9]*\.[0-9]*0)")),
    (Trap.SEXAGESIMAL, re.compile(r"[-+]?[0-9][0-9_]*(?::[0-5]?[0-9])+(?:\.[0-9_]*)?")),
    (Trap.OTHER_NUMBER, re.compile(r"[-+]?(?:[0-9]+(?:_[0-9_]*)+(?:\.[0-9_]*)?|0o[0-7]+|0b[01]+)")),
)
LARGEST = 2**64 - 1
SMALLEST = -(2**63)
"""The integers that reclass-rs reads: 64 bits, with a sign or without."""

_INITIALS = frozenset("0123456789+-.~ntfNTFyYoO")
"""What a plain scalar starts with if it may be anything but text."""


@lru_cache(maxsize=8192)
def plain(text: str) -> tuple[Scalar, Trap | None]:
    """Return the value of a plain scalar, and why it is read differently elsewhere if it is."""
    return read_plain(text), trap(text)


def read_plain(text: str) -> Scalar:
    """Return the value of a plain scalar as reclass-rs 0.10 reads it; a number beyond 64 bits stays text."""
    if text and text[0] not in _INITIALS:
        return text
    if text in _CONSTANTS:
        return _CONSTANTS[text]
    number = _integer(text)
    if number is not None:
        return number if SMALLEST <= number <= LARGEST else text
    leading_zero = text.lstrip("+-").isdigit() and text.lstrip("+-").startswith("0")
    if _FLOAT.fullmatch(text) and not leading_zero:
        value = float(text)
        return text if value in (float("inf"), float("-inf")) else value
    return text


def trap(text: str) -> Trap | None:
    """Return why a plain scalar is read differently elsewhere, or ``None``."""
    if not text or text[0] not in _INITIALS:
        return None
    number = _integer(text)
    if number is not None and not SMALLEST <= number <= LARGEST:
        return Trap.TOO_LARGE
    for reason, pattern in _TRAPS:
        if pattern.fullmatch(text):
            unchanged = reason is Trap.TRAILING_ZERO and text.lstrip("+") == str(read_plain(text))
            return None if unchanged else reason
    return None


def _integer(text: str) -> int | None:
    if _INTEGER.fullmatch(text):
        return int(text) if len(text) < 40 else LARGEST + 1
    if _BASED.fullmatch(text):
        return int(text, 0)
    return None
