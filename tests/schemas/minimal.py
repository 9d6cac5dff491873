"""The smallest object each schema accepts, made from the schema itself."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from slipway.manifest import Manifest
from slipway.schema.store import schema

_FORMS = {
    "package": "registry.example.com/upbound/provider:v1.0.0",
    "repoURL": "https://git.example.com/fleet.git",
    "fieldPath": "status.atProvider.arn",
    "pattern": "sample",
}
"""Strings with a form of their own, by field name; every other string may be anything."""


def minimal(kind: str) -> Manifest:
    """Return an object of a kind with its required fields only."""
    made = _value(schema(kind), kind)
    assert isinstance(made, dict)
    if kind == "LateBinding":
        _bind(made)
    return made


def _bind(late: Manifest) -> None:
    """Give the parts of a LateBinding names that agree, as its rules ask."""
    source = {"apiVersion": "kms.aws.m.upbound.io/v1beta1", "kind": "Key", "name": "checkpoints"}
    template = {"apiVersion": "iam.aws.m.upbound.io/v1beta1", "kind": "Policy", "metadata": {"name": "decrypt"}}
    late["spec"] = {
        "sources": {"key": source},
        "values": {"arn": {"source": "key", "fieldPath": "status.atProvider.arn"}},
        "template": {**template, "spec": {"forProvider": {"policy": "${arn}"}}},
    }


def _value(part: Mapping[str, Any], name: str) -> Any:
    if "const" in part or "enum" in part:
        return part.get("const", part.get("enum", [None])[0])
    match part.get("type"):
        case "object":
            return _object(part)
        case "array":
            return [_value(part["items"], name)] * part.get("minItems", 0)
        case "boolean":
            return True
        case "number" | "integer":
            return 1
        case _:
            return _FORMS.get(name, "sample")


def _object(part: Mapping[str, Any]) -> Manifest:
    properties = part.get("properties", {})
    required = set(part.get("required", ()))
    if "anyOf" in part:
        required |= set(part["anyOf"][0]["required"])
    made = {name: _value(properties[name], name) for name in sorted(required)}
    for rule in part.get("then", {}).get("allOf", ()):
        holder = rule["anyOf"][0]["required"][0]
        for name in rule["anyOf"][0]["properties"][holder]["required"]:
            made[holder][name] = _value(properties[holder]["properties"][name], name)
    return made
