"""Names a person may have meant."""

from __future__ import annotations

from collections.abc import Iterable
from difflib import get_close_matches


def close(name: str, known: Iterable[str]) -> tuple[str, ...]:
    """Return up to three known names like this one, the likeliest first.

    Names that differ in case alone exclude the others: case is the usual slip (vpcID for vpcId), and a similarity
    measure would rank longer names above it.
    """
    names = tuple(known)
    same = tuple(each for each in names if each.lower() == name.lower())
    return same or tuple(get_close_matches(name, names, n=3, cutoff=0.7))


def question(name: str, known: Iterable[str]) -> str:
    """Return ``did you mean vpcId?``, or nothing if no known name is like it."""
    names = close(name, known)
    return f"did you mean {' or '.join(names)}?" if names else ""
