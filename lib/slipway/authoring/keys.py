"""Dotted keys of the command line, ``environment.tags."cost.center"``."""

from __future__ import annotations

import re

from slipway.authoring.errors import EditError

_PART = re.compile(r'(?:"(?P<quoted>[^"]+)"|(?P<bare>[^".]+))(?:\.|\Z)')


def parts(key: str) -> tuple[str, ...]:
    """Return the parts of a key; a part with a dot in it stands in double quotes, ``parameters.`` in front may stay.

    Raises:
        EditError: it is no key.

    """
    found, position = [], 0
    while position < len(key):
        match = _PART.match(key, position)
        if match is None:
            break
        found.append(match["quoted"] or match["bare"])
        position = match.end()
    if not found or position < len(key) or key.endswith("."):
        raise EditError(f"`{key}` is no key: write it with dots, as in cluster.version")
    return tuple(found[1:] if found[0] == "parameters" and found[1:] else found)
