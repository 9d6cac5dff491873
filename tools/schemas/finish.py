"""The same last steps for every schema, whatever its source."""

from __future__ import annotations

from copy import deepcopy
from typing import Any

from tools.schemas.constraints import constrain
from tools.schemas.create import create_conditions
from tools.schemas.kinds import Wanted
from tools.schemas.layout import Schema, data

DRAFT = "http://json-schema.org/draft-07/schema#"

# The formats both validators assert in draft-07. Kubernetes' own (int32, byte) are left out: nobody would check them.
_FORMATS = frozenset({"date", "date-time", "email", "hostname", "ipv4", "ipv6", "regex", "time", "uri"})


def finish(kind: Wanted, source: Schema) -> Schema:
    """Return the schema to commit: no prose, closed, own metadata, no status, and the rules that other sources give.

    ``status`` is refused: controllers write it, the API server drops it from what is applied, and Argo CD would go on
    showing the difference.
    """
    schema: Schema = _facts(source)
    schema.pop("definitions", None)
    properties = schema["properties"]
    properties.pop("status", None)
    properties["metadata"] = _metadata(kind.scope)
    for name, value in zip(("apiVersion", "kind"), kind.key, strict=True):
        properties[name] = {"const": value, "type": "string"}
    schema["required"] = sorted({*schema.get("required", []), "apiVersion", "kind", "metadata"})
    constrain(kind.key, schema)
    create_conditions(kind.key, schema)
    return {**schema, "$schema": DRAFT}


def _metadata(scope: str) -> Schema:
    metadata: Schema = deepcopy(data("metadata"))
    if scope == "Namespaced":
        metadata["required"] = ["name", "namespace"]
    else:
        del metadata["properties"]["namespace"]
    return metadata


def _facts(node: Any, *, names: bool = False) -> Any:  # noqa: ANN401 (JSON)
    """Drop prose and foreign keywords, and reopen objects whose type names no property: those keep unknown fields.

    ``names`` says that the keys of this mapping are field names, among which ``description`` is a name like any other.
    """
    if isinstance(node, list):
        return [_facts(each) for each in node]
    if not isinstance(node, dict):
        return node
    if names:
        return {name: _facts(value) for name, value in node.items()}
    kept = {key: _facts(value, names=key == "properties") for key, value in node.items() if not _dropped(key, value)}
    if kept.get("type") == "object" and not kept.get("properties") and kept.get("additionalProperties") is False:
        del kept["additionalProperties"]
    return kept


def _dropped(key: str, value: object) -> bool:
    return (
        key in ("description", "title", "$schema", "$id", "default")
        or key.startswith("x-")
        or (key == "format" and value not in _FORMATS)
    )
