"""The elements of a list under the names that tell them apart."""

from __future__ import annotations

import hashlib
import json
from typing import Any

from slipway.catalogue import ListIdentity

ORDER = "[order]"
"""The last segment of a change that only says in which order the elements of a list stand."""


def elements_of(values: list[Any], rule: ListIdentity | None, *, scalar_sets: bool) -> dict[str, Any] | None:
    """Return the elements by their name in brackets, in the order of the list; None if it only compares as a whole.

    Without a rule of the catalogue, a list of objects that all have a ``name`` of their own goes by name, and a list of
    plain values is a set if ``scalar_sets``; anything else is one value.
    """
    if rule is not None and rule.by == "position":
        return {f"[{index}]": value for index, value in enumerate(values)}
    names = [_name(value, rule, scalar_sets=scalar_sets) for value in values]
    if any(name is None for name in names):
        return None
    keyed = dict(zip(map(str, names), values, strict=True))
    # Two elements of one name cannot be told apart by it.
    return keyed if len(keyed) == len(values) else None


def _name(value: Any, rule: ListIdentity | None, *, scalar_sets: bool) -> str | None:  # noqa: ANN401
    if rule is None:
        if isinstance(value, dict):
            return f"[name={value['name']}]" if isinstance(value.get("name"), str) else None
        return f"[{_scalar(value)}]" if scalar_sets and not isinstance(value, list) else None
    if rule.by == "keys":
        return _by_keys(value, rule.keys)
    if rule.by == "value":
        return None if isinstance(value, dict | list) else f"[{_scalar(value)}]"
    digest = hashlib.sha256(json.dumps(value, sort_keys=True).encode()).hexdigest()
    return f"[#{digest[:12]}]"


def _by_keys(value: Any, keys: tuple[str, ...]) -> str | None:  # noqa: ANN401
    if not isinstance(value, dict):
        return None
    found = [f"{key}={_scalar(value[key])}" for key in keys if key in value]
    return f"[{','.join(found)}]" if found else None


def _scalar(value: Any) -> str:  # noqa: ANN401
    return value if isinstance(value, str) else json.dumps(value, sort_keys=True)
