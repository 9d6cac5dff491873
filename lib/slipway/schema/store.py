"""Finds and reads the committed schemas, a kind at a time, once per process."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from types import MappingProxyType
from typing import Any

from slipway.schema.suggest import question

Schema = Mapping[str, Any]
"""A JSON Schema of draft-07, as read from its file; not to be changed."""


class SchemaStoreError(Exception):
    """The schema files are missing or unreadable: an incomplete installation, not a fault of the inventory."""


class UnknownKindError(LookupError):
    """A kind without a schema was asked for by name."""


@dataclass(frozen=True, slots=True)
class KindEntry:
    """A kind that has a schema; ``scope`` is Namespaced or Cluster."""

    kind: str
    api_version: str
    scope: str

    @property
    def file(self) -> str:
        """The schema's path below the schema folder: ``<group or core>/<kind in lower case>_<version>.json``."""
        group, _, version = self.api_version.rpartition("/")
        return f"{group or 'core'}/{self.kind.lower()}_{version}.json"


@cache
def folder() -> Path:
    """Return the folder of the schemas: inside an installed package, otherwise at the root of the checkout.

    Raises:
        SchemaStoreError: neither place has an index.

    """
    package = Path(__file__).parent
    places = (package / "files", package.parents[2] / "schemas")
    for place in places:
        if (place / "index.json").is_file():
            return place
    tried = ", ".join(map(str, places))
    raise SchemaStoreError(f"no schemas found, tried: {tried}; run `make schemas` or install Slipway anew")


def read(path: str) -> Any:  # noqa: ANN401 (JSON)
    """Return a file of the schema folder.

    Raises:
        SchemaStoreError: it is missing, or is not JSON.

    """
    file = folder() / path
    try:
        return json.loads(file.read_bytes())
    except (OSError, ValueError) as error:
        raise SchemaStoreError(f"{file} cannot be read: {error}; run `make schemas` or check it out anew") from error


@cache
def kinds() -> Mapping[str, KindEntry]:
    """Return every kind with a schema, by its name."""
    entries = read("index.json")
    return MappingProxyType({kind: KindEntry(kind, it["apiVersion"], it["scope"]) for kind, it in entries.items()})


def entry(kind: str) -> KindEntry:
    """Return the entry of a kind.

    Raises:
        UnknownKindError: it has no schema; the message names the closest ones.

    """
    found = kinds().get(kind)
    if found is None:
        raise UnknownKindError("; ".join(filter(None, (f"there is no schema of kind {kind}", question(kind, kinds())))))
    return found


def api_version(kind: str) -> str:
    """Return ``group/version`` of a kind; raises UnknownKindError."""
    return entry(kind).api_version


def scope(kind: str) -> str:
    """Return ``Namespaced`` or ``Cluster``; raises UnknownKindError."""
    return entry(kind).scope


@cache
def schema(kind: str) -> Schema:
    """Return the JSON Schema of a kind; raises UnknownKindError."""
    return MappingProxyType(read(entry(kind).file))


@cache
def status_fields(kind: str) -> Mapping[str, str]:
    """Return path to type of what a kind reports under status.atProvider; empty for kinds that are no source.

    Raises:
        UnknownKindError: the kind has no schema at all.

    """
    path = f"status/{entry(kind).file}"
    return MappingProxyType(read(path) if (folder() / path).is_file() else {})
