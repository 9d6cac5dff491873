"""The fields a managed resource needs once Crossplane may create or update it, as conditions of JSON Schema."""

from __future__ import annotations

from tools.schemas.layout import Key, Schema, data

# managementPolicies left out mean ["*"], so the condition holds then as well.
_MANAGES = {"properties": {"managementPolicies": {"contains": {"enum": ["*", "Create", "Update"]}}}}


def create_conditions(key: Key, schema: Schema) -> None:
    """Add the rules of ``required.yaml``: each field must stand in forProvider or in initProvider."""
    fields = data("required").get(key[0], {}).get(key[1], [])
    if fields:
        rules = [{"anyOf": [_holds(part, field) for part in ("forProvider", "initProvider")]} for field in fields]
        schema["properties"]["spec"].update({"if": _MANAGES, "then": {"allOf": rules}})


def _holds(part: str, field: str) -> Schema:
    return {"required": [part], "properties": {part: {"required": [field]}}}
