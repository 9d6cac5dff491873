"""A glance that tells nearly every manifest as writable in a tenth of the time that writing it takes."""

from __future__ import annotations

from typing import Any

from slipway.manifest import Manifest

_MOST_VALUES = 100_000
"""More values than any Kubernetes object may hold in its 1.5 MiB: one that contains itself has no end of them."""

_LONGEST_KEY = 100
"""However it is quoted, a key of so many characters is short enough for every reader."""

_WHOLE = range(-(2**63), 2**63)


def glance(manifest: Manifest) -> str | None:
    """Return all texts of a manifest, joined, if it can surely be written; None where only writing it will tell.

    Texts are field names and values. Floats, long keys and characters beyond ASCII are left for a closer look.
    """
    keys: list[str] = []
    texts: list[str] = []
    values: list[Any] = [manifest]
    for value in values:
        kind = type(value)
        if kind is str:
            texts.append(value)
        elif kind is dict:
            keys += value
            values += value.values()
        elif kind is list and len(values) < _MOST_VALUES:
            values += value
        elif value is not None and kind is not bool and not (kind is int and value in _WHOLE):
            return None
    if set(map(type, keys)) - {str} or max(map(len, keys), default=0) > _LONGEST_KEY or len(values) >= _MOST_VALUES:
        return None
    joined = "\n".join([*keys, *texts])
    return joined if joined.isascii() else None
