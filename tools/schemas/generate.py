"""The recipe: sources in, the files of ``schemas/`` out."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping

from tools.schemas.additions import from_additions
from tools.schemas.composite import from_definition
from tools.schemas.finish import finish
from tools.schemas.kinds import Wanted, wanted
from tools.schemas.kubernetes import from_kubernetes
from tools.schemas.layout import Key, Schema, place
from tools.schemas.packages import fetch
from tools.schemas.record import status_record
from tools.schemas.sources import notices, packages
from tools.schemas.text import text
from tools.schemas.typescript import from_types


def generate() -> dict[str, str]:
    """Return every file of ``schemas/`` by its path there. The same pins give the same bytes."""
    fetch()
    kinds = wanted()
    sources = _sources(kinds)
    files = {place(kind.key): text(finish(kind, sources[kind.key])) for kind in kinds}
    files |= {f"status/{place(kind.key)}": text(status_record(sources[kind.key])) for kind in kinds if kind.status}
    files["index.json"] = text(_index(kinds))
    files |= notices()
    checksums = {path: hashlib.sha256(content.encode()).hexdigest() for path, content in sorted(files.items())}
    return {**files, "SOURCES.json": text({"packages": packages(), "files": checksums})}


def _sources(kinds: tuple[Wanted, ...]) -> Mapping[Key, Schema]:
    def of(source: str) -> list[Wanted]:
        return [kind for kind in kinds if kind.source == source]

    found = from_types(of("types"))
    found |= from_additions(of("additions"), found)
    found |= from_kubernetes(of("kubernetes"))
    found |= from_definition(of("xrd"))
    return found


def _index(kinds: tuple[Wanted, ...]) -> dict[str, dict[str, str]]:
    """Return kind to apiVersion and scope, so that a reader finds a kind by its name."""
    return {kind.key[1]: {"apiVersion": kind.key[0], "scope": kind.scope} for kind in kinds}
