"""The check of an emitted object against the schema of its kind."""

from __future__ import annotations

import json
from functools import cache
from typing import Any

from jsonschema_rs import Draft7Validator

from slipway.manifest import Manifest
from slipway.schema.explain import explain, unknown_kind
from slipway.schema.foreign import foreign
from slipway.schema.store import kinds, schema
from slipway.schema.violation import Violation


def check(manifest: Manifest) -> tuple[Violation, ...]:
    """Return what is wrong with an object, in the order of the paths; nothing if its schema accepts it.

    A kind without a schema is a violation as well: what nobody checks must not be emitted.

    Raises:
        SchemaStoreError: the schema files are missing.

    """
    kind, api_version = manifest.get("kind"), manifest.get("apiVersion")
    known = kinds().get(kind) if isinstance(kind, str) else None
    if known is None or known.api_version != api_version:
        return (unknown_kind(api_version, kind),)
    try:
        if _body(known.kind).is_valid(manifest) and _metadata(known.kind).is_valid(manifest["metadata"]):
            return ()
        found = {
            violation for error in _whole(known.kind).iter_errors(manifest) for violation in explain(error, known.kind)
        }
    except (TypeError, ValueError):
        # Raised for values JSON has no form for, such as a date that YAML read from an unquoted 2026-11-23.
        return tuple(sorted(foreign(manifest)))
    return tuple(sorted(found))


@cache
def _whole(kind: str) -> Draft7Validator:
    return _validator(dict(schema(kind)))


@cache
def _body(kind: str) -> Draft7Validator:
    """Return the validator of all but what stands in metadata, of which an object must have some."""
    known = schema(kind)
    return _validator({**known, "properties": {**known["properties"], "metadata": True}})


@cache
def _metadata(kind: str) -> Draft7Validator:
    return _shared(json.dumps(schema(kind)["properties"]["metadata"]))


@cache
def _shared(text: str) -> Draft7Validator:
    """Return the validator of metadata: one for most kinds, since its patterns take half the time of making all."""
    return _validator(json.loads(text))


def _validator(known: dict[str, Any]) -> Draft7Validator:
    return Draft7Validator(known, validate_formats=True)
