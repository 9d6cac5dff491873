"""The compact record of what a managed resource reports under status.atProvider."""

from __future__ import annotations

from collections.abc import Iterator

from tools.schemas.layout import Schema


def status_record(schema: Schema) -> dict[str, str]:
    """Return path to type for every scalar: ``{"status.atProvider.identity[].oidc[].issuer": "string"}``.

    ``*`` stands for any key of a map.
    """
    at_provider = schema["properties"]["status"]["properties"]["atProvider"]
    return dict(sorted(_scalars("status.atProvider", at_provider)))


def _scalars(path: str, schema: Schema) -> Iterator[tuple[str, str]]:
    if schema["type"] == "array":
        yield from _scalars(f"{path}[]", schema["items"])
    elif schema["type"] != "object":
        yield path, schema["type"]
    elif isinstance(schema.get("additionalProperties"), dict):
        yield from _scalars(f"{path}.*", schema["additionalProperties"])
    for name, part in schema.get("properties", {}).items():
        yield from _scalars(f"{path}.{name}", part)
