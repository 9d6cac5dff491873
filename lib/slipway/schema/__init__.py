"""JSON Schemas of every kind Slipway emits, and the check of objects against them.

    >>> from slipway.schema import check
    >>> check({"apiVersion": "v1", "kind": "Namespace", "metadata": {"name": "dev-us-east-2"}})
    ()

The schemas are generated (``make schemas``), committed under ``schemas/`` and read once per process, a kind at a time.
"""

from slipway.schema.check import check
from slipway.schema.fields import field_exists, field_type
from slipway.schema.store import KindEntry, SchemaStoreError, UnknownKindError, api_version, kinds, scope
from slipway.schema.violation import Violation

__all__ = [
    "KindEntry",
    "SchemaStoreError",
    "UnknownKindError",
    "Violation",
    "api_version",
    "check",
    "field_exists",
    "field_type",
    "kinds",
    "scope",
]
