"""The commands of a page: every line of its fenced ``sh`` blocks, in the order in which a reader runs them."""

from __future__ import annotations

import re
from textwrap import dedent

BLOCK = re.compile(r"^(?P<indent> *)```(?P<language>\w*)\n(?P<body>.*?)^(?P=indent)```$", re.MULTILINE | re.DOTALL)


def blocks(page: str, language: str) -> list[str]:
    """Return the fenced blocks of a language, without the indentation of the list they stand in."""
    return [dedent(found["body"]) for found in BLOCK.finditer(page) if found["language"] == language]


def commands(page: str, language: str = "sh") -> list[str]:
    """Return the commands; a line that ends in a backslash goes on in the next one."""
    lines = "".join(blocks(page, language)).replace("\\\n", " ").splitlines()
    return [line for line in lines if line.strip() and not line.startswith("#")]
