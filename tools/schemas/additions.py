"""Schemas of kinds that no package has yet, from ``additions.yaml``."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from copy import deepcopy
from typing import Any

from tools.schemas.kinds import Wanted
from tools.schemas.layout import Key, Schema, data


def from_additions(kinds: Sequence[Wanted], known: Mapping[Key, Schema]) -> dict[Key, Schema]:
    """Return the stated kinds, each in the frame of a kind of the same group and version from ``known``."""
    return {each.key: _kind(each.key, data("additions")[each.key[0]][each.key[1]], known) for each in kinds}


def _kind(key: Key, stated: Mapping[str, Any], known: Mapping[Key, Schema]) -> Schema:
    schema = deepcopy(known[key[0], stated["like"]])
    schema["properties"]["kind"] = {"const": key[1], "type": "string"}
    spec = schema["properties"]["spec"]["properties"]
    words = {
        "reference": next(value for name, value in spec["forProvider"]["properties"].items() if name.endswith("Ref")),
        "selector": next(
            value for name, value in spec["forProvider"]["properties"].items() if name.endswith("Selector")
        ),
        "map": {"type": "object", "additionalProperties": {"type": "string"}},
    }
    provider = _shape(stated["forProvider"], words)
    required = stated["required"]
    spec["forProvider"] = {**provider, "required": required}
    # initProvider leaves out the fields that forProvider always holds.
    spec["initProvider"] = {
        **provider,
        "properties": {name: value for name, value in provider["properties"].items() if name not in required},
    }
    schema["properties"]["status"]["properties"]["atProvider"] = _shape(stated["atProvider"], words)
    return schema


def _shape(stated: Any, words: Mapping[str, Schema]) -> Schema:  # noqa: ANN401 (YAML)
    if isinstance(stated, str):
        return deepcopy(words.get(stated, {"type": stated}))
    if isinstance(stated, list):
        return {"type": "array", "items": _shape(stated[0], words)}
    return {
        "type": "object",
        "additionalProperties": False,
        "properties": {name: _shape(value, words) for name, value in stated.items()},
    }
