"""Laying one tree of YAML values over another, as Helm and the inventory do it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any


def merged(base: Any, over: Any) -> Any:  # noqa: ANN401 - any YAML value
    """Return ``base`` with ``over`` laid on it: maps deeply, everything else, lists too, replaced."""
    if isinstance(base, Mapping) and isinstance(over, Mapping):
        return {**base, **{key: merged(base.get(key), value) for key, value in over.items()}}
    return over


def at(path: str, value: Any) -> dict[str, Any]:  # noqa: ANN401 - any YAML value
    """Return ``value`` under the keys of a dotted path: ``at("a.b", 1)`` is ``{"a": {"b": 1}}``."""
    head, _, rest = path.partition(".")
    return {head: at(rest, value) if rest else value}
