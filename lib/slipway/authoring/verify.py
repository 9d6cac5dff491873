"""An edited text says what it is to say, or it is not written."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from slipway.authoring.errors import EditError
from slipway.authoring.tree import data
from slipway.inventory.values import MARKS


def put(content: Any, path: Sequence[str], value: Any) -> None:  # noqa: ANN401 - any YAML value
    """Set a value in plain data, under the key as it is written there."""
    *parents, last = path
    for part in parents:
        key = _key(content, part)
        if not content.get(key):
            content[key] = {}
        content = content[key]
    if last[:1] in MARKS:
        content.pop(_key(content, last), None)
        content[last] = value
    else:
        content[_key(content, last)] = value


def _key(content: Any, part: str) -> str:  # noqa: ANN401
    return next((key for key in (part, *(mark + part for mark in MARKS), part[1:]) if key in content), part)


def verified(text: str, name: str, expected: Any) -> str:  # noqa: ANN401
    """Return the text if it says what it is to say.

    Raises:
        EditError: it does not, as with anchors that the change would reach through.

    """
    try:
        good = data(text, name) == expected
    except EditError:
        good = False
    if not good:
        raise EditError(f"{name} is written in a form that cannot be edited in place (anchors, tags): edit it by hand")
    return text
