"""Paths in an object: ``spec.subnetIds[0]``, ``spec.subnetIds[]``, ``metadata.labels["a.b/c"]``."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable

ANY = "[]"
"""The step to any element of a list."""

_PLAIN = re.compile(r"[A-Za-z_*][\w-]*")
_STEP = re.compile(r"""(?:^|(?<=.)\.)(?P<name>[A-Za-z_*][\w-]*)|\[(?P<index>\d*)\]|\[(?P<quoted>"[^"]+")\]""")


def spell(steps: Iterable[str | int]) -> str:
    """Return the path of field names and list indices as text."""
    text = ""
    for step in steps:
        if isinstance(step, int):
            text += f"[{step}]"
        elif _PLAIN.fullmatch(step):
            text += f".{step}" if text else step
        else:
            text += f"[{json.dumps(step)}]"
    return text


def steps(path: str) -> tuple[str, ...]:
    """Return the steps of a path; every list index becomes ``[]``.

    Raises:
        ValueError: the text is not a path.

    """
    found: list[str] = []
    position = 0
    while position < len(path) or not path:
        match = _STEP.match(path, position)
        if match is None:
            raise ValueError(f"{path!r} is no path: cannot read {path[position:]!r}; an example is spec.subnetIds[0]")
        if match["name"] is not None:
            found.append(match["name"])
        elif match["quoted"] is not None:
            found.append(json.loads(match["quoted"]))
        else:
            found.append(ANY)
        position = match.end()
    return tuple(found)
