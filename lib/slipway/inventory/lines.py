"""Lines of a text as YAML counts them."""

from __future__ import annotations

import re

_BREAK = re.compile("\r\n|[\n\r\x85\u2028\u2029]")
"""Line breaks of YAML 1.1, which libyaml counts by; Python's ``splitlines`` knows further ones."""


def lines_of(text: str) -> list[str]:
    """Return the lines of a text without their breaks; a break at the end adds no line."""
    lines = _BREAK.split(text)
    return lines[:-1] if len(lines) > 1 and not lines[-1] else lines
