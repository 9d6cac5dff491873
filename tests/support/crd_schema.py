"""Structural schemas of Kubernetes: defaults and strict validation.

https://kubernetes.io/docs/tasks/extend-kubernetes/custom-resources/custom-resource-definitions/#specifying-a-structural-schema
"""

from __future__ import annotations

import base64
import binascii
import re
from collections.abc import Iterator, Mapping
from copy import deepcopy
from datetime import datetime
from typing import Any

from tests.support.crd_rules import rule_faults

Structural = Mapping[str, Any]


def defaulted(value: Any, schema: Structural) -> Any:
    """Fill in the schema's defaults, in place, and return the value.

    Rules rely on them: those on required fields read managementPolicies, which default to ["*"].
    """
    if isinstance(value, dict):
        for name, part in schema.get("properties", {}).items():
            if name not in value and "default" in part:
                value[name] = deepcopy(part["default"])
        for name in value:
            part = schema.get("properties", {}).get(name) or schema.get("additionalProperties")
            if isinstance(part, dict):
                defaulted(value[name], part)
    elif isinstance(value, list):
        for each in value:
            defaulted(each, schema.get("items", {}))
    return value


def faults(value: Any, schema: Structural, path: str) -> Iterator[str]:
    """Yield ``path: fault`` for everything an API server with strict field validation would refuse."""
    if value is None and schema.get("nullable"):
        return
    if wrong := _type_fault(value, schema):
        yield f"{path}: {wrong}"
        return
    for fault in (*_value_faults(value, schema), *rule_faults(value, schema)):
        yield f"{path}: {fault}"
    if isinstance(value, dict):
        yield from _object_faults(value, schema, path)
    elif isinstance(value, list):
        yield from _list_faults(value, schema, path)


_TYPES: Mapping[str, tuple[type, ...]] = {
    "object": (dict,),
    "array": (list,),
    "string": (str,),
    "integer": (int,),
    "number": (int, float),
    "boolean": (bool,),
}


def _type_fault(value: Any, schema: Structural) -> str:
    names: list[str] = ["integer", "string"] if schema.get("x-kubernetes-int-or-string") else [schema.get("type", "")]
    if names == [""]:
        return ""
    # bool is an int in Python, and never a number in JSON.
    if any(isinstance(value, _TYPES[name]) and (name == "boolean" or not isinstance(value, bool)) for name in names):
        return ""
    return f"{value!r} is not of type {' or '.join(names)}"


def _object_faults(value: dict[str, Any], schema: Structural, path: str) -> Iterator[str]:
    properties, others = schema.get("properties", {}), schema.get("additionalProperties")
    keeps = schema.get("x-kubernetes-preserve-unknown-fields", False)
    embedded = schema.get("x-kubernetes-embedded-resource", False)
    required = {*schema.get("required", ()), *(("apiVersion", "kind") if embedded else ())}
    for name in sorted(required - set(value)):
        yield f"{path}.{name}: required, but missing".lstrip(".")
    for name, each in value.items():
        place = f"{path}.{name}".lstrip(".")
        if name in properties:
            yield from faults(each, properties[name], place)
        elif isinstance(others, dict):
            yield from faults(each, others, place)
        elif not (keeps or others is True or (embedded and name in ("apiVersion", "kind", "metadata"))):
            yield f"{place}: unknown field"


def _list_faults(value: list[Any], schema: Structural, path: str) -> Iterator[str]:
    for index, each in enumerate(value):
        yield from faults(each, schema.get("items", {}), f"{path}[{index}]")
    kind = schema.get("x-kubernetes-list-type")
    if kind == "set" and any(each in value[:index] for index, each in enumerate(value)):
        yield f"{path}: elements of a set must differ"
    if kind == "map":
        names = schema["x-kubernetes-list-map-keys"]
        keys = [[each.get(name) for name in names] for each in value if isinstance(each, dict)]
        if any(key in keys[:index] for index, key in enumerate(keys)):
            yield f"{path}: elements must differ in {', '.join(names)}"


def _value_faults(value: Any, schema: Structural) -> Iterator[str]:
    if "enum" in schema and value not in schema["enum"]:
        yield f"{value!r} is not one of {schema['enum']}"
    for keyword, below, measured in (
        ("minLength", True, str),
        ("maxLength", False, str),
        ("minItems", True, list),
        ("maxItems", False, list),
        ("minProperties", True, dict),
        ("maxProperties", False, dict),
    ):
        if keyword in schema and isinstance(value, measured):
            size = len(value)
            if (size < schema[keyword]) if below else (size > schema[keyword]):
                yield f"{value!r} breaks {keyword} {schema[keyword]}"
    if isinstance(value, str):
        if "pattern" in schema and not re.search(schema["pattern"], value):
            yield f"{value!r} does not match {schema['pattern']}"
        if not _has_format(value, schema.get("format", "")):
            yield f"{value!r} is not a {schema['format']}"
    elif isinstance(value, int | float) and not isinstance(value, bool):
        yield from _number_faults(value, schema)
    if "anyOf" in schema and not any(not list(faults(value, each, "")) for each in schema["anyOf"]):
        yield f"{value!r} is none of {schema['anyOf']}"


def _number_faults(value: float, schema: Structural) -> Iterator[str]:
    bits = {"int32": 31, "int64": 63}.get(schema.get("format", ""))
    low = schema.get("minimum", bits and -(2**bits))
    high = schema.get("maximum", bits and 2**bits - 1)
    if low is not None and value < low:
        yield f"{value!r} is below {low}"
    if high is not None and value > high:
        yield f"{value!r} is above {high}"


def _has_format(value: str, name: str) -> bool:
    try:
        if name == "byte":
            base64.b64decode(value, validate=True)
        elif name == "date-time":
            datetime.fromisoformat(value)
    except (binascii.Error, ValueError):
        return False
    return True


UNSUPPORTED = ("allOf", "oneOf", "not", "multipleOf", "exclusiveMinimum", "exclusiveMaximum", "uniqueItems")
"""Keywords this checker does not read; a test asserts that the definitions do not use them."""
