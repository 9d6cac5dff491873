"""The schema of the project's own composite resource, from its CompositeResourceDefinition."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from copy import deepcopy
from typing import Any

from slipway.latebinding.xrd import definition
from tools.schemas.kinds import Wanted
from tools.schemas.layout import Key, Schema, data


def from_definition(kinds: Sequence[Wanted]) -> dict[Key, Schema]:
    """Return the schemas of the kinds that ``slipway.latebinding.xrd.definition()`` defines.

    Raises:
        LookupError: kinds.yaml asks for a kind or version that the definition does not have.

    """
    spec = definition()["spec"]
    defined = {(f"{spec['group']}/{version['name']}", spec["names"]["kind"]): version for version in spec["versions"]}
    if missing := [each.key for each in kinds if each.key not in defined]:
        raise LookupError(
            f"kinds.yaml wants {missing} of the composite resource definition, which defines {sorted(defined)}"
        )
    return {each.key: _composite(each.key, defined[each.key]["schema"]["openAPIV3Schema"]) for each in kinds}


def _composite(key: Key, structural: Mapping[str, Any]) -> Schema:
    spec = closed(structural["properties"]["spec"])
    spec["properties"]["crossplane"] = deepcopy(data("composite"))
    properties = {
        "apiVersion": {"type": "string", "const": key[0]},
        "kind": {"type": "string", "const": key[1]},
        "metadata": {},
        "spec": spec,
    }
    return {
        "type": "object",
        "additionalProperties": False,
        "required": ["apiVersion", "kind", "spec"],
        "properties": properties,
    }


def closed(structural: Mapping[str, Any]) -> Schema:
    """Return the JSON Schema of a structural schema of Kubernetes: unknown fields refused unless it preserves them.

    CEL rules and list types have no counterpart and are left out; the API server still checks them.
    """
    schema = {
        key: value
        for key, value in structural.items()
        if not key.startswith("x-kubernetes-") and key not in ("description", "default")
    }
    if structural.get("x-kubernetes-int-or-string"):
        schema["type"] = ["integer", "string"]
    if schema.pop("nullable", False):
        schema["type"] = [schema["type"], "null"]
    if isinstance(schema.get("items"), Mapping):
        schema["items"] = closed(schema["items"])
    if "properties" in schema:
        schema["properties"] = {name: closed(value) for name, value in schema["properties"].items()}
    if isinstance(schema.get("additionalProperties"), Mapping):
        schema["additionalProperties"] = closed(schema["additionalProperties"])
    elif schema.get("type") == "object" and not structural.get("x-kubernetes-preserve-unknown-fields"):
        schema["additionalProperties"] = False
    return schema
