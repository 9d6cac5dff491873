"""Reads the packaged catalogue once and hands out its facts."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from difflib import get_close_matches
from functools import cache
from importlib.resources import files
from types import MappingProxyType
from typing import Any

from slipway.catalogue.facts import MANAGED, FieldFact, KindFacts, ListIdentity
from slipway.catalogue.paths import parse

_TERRAFORM = "https://github.com/hashicorp/terraform-provider-aws/blob/v6.34.0/internal/service/"
_FOR_PROVIDER = "spec.forProvider."


class CatalogueError(Exception):
    """Something is wrong with the catalogue or with a question to it."""


class UnknownKindError(CatalogueError, KeyError):
    """The catalogue has no such kind."""

    def __init__(self, kind: str, known: tuple[str, ...]) -> None:
        """Name the kind and what it may have been meant to be."""
        near = get_close_matches(kind, known, n=1)
        hint = f"; did you mean {near[0]}?" if near else f"; known: {', '.join(known)}"
        super().__init__(f"the catalogue has no kind {kind!r}{hint}")

    def __str__(self) -> str:
        """Return the message as written; KeyError would quote it."""
        return str(self.args[0])


def kind_facts(kind: str) -> KindFacts:
    """Return the facts of a kind by its name, ``VPC``.

    Raises:
        UnknownKindError: the catalogue has no such kind.

    """
    known = _catalogue()
    if kind not in known:
        raise UnknownKindError(kind, tuple(known))
    return known[kind]


def kinds() -> tuple[KindFacts, ...]:
    """Return the facts of every kind, in the order of the catalogue."""
    return tuple(_catalogue().values())


def is_known(kind: str) -> bool:
    """Whether the catalogue has the kind."""
    return kind in _catalogue()


@cache
def _catalogue() -> Mapping[str, KindFacts]:
    # What kinds.yaml says, as JSON: every command reads it, and reading YAML takes forty times as long.
    return MappingProxyType(build(json.loads(files("slipway.catalogue").joinpath("kinds.json").read_bytes())))


def build(document: Mapping[str, Any]) -> dict[str, KindFacts]:
    """Build the facts from a document shaped as ``kinds.schema.json`` says.

    Raises:
        CatalogueError: a source is named that the document does not list.
        ValueError: a path cannot be taken apart.

    """
    sources: Mapping[str, str] = document["sources"]
    return {kind: _kind(kind, entry, document["common"], sources) for kind, entry in document["kinds"].items()}


def _kind(kind: str, entry: Mapping[str, Any], common: Mapping[str, Any], sources: Mapping[str, str]) -> KindFacts:
    own = _source(entry["source"], sources)
    whole = [*entry.get("fields", ())]
    if entry["apiVersion"].rpartition("/")[0].endswith(MANAGED):
        whole += common["managed"] + (common["stateful"] if "stateful" in entry else [])
    provided = [*entry.get("forProvider", ())]
    for section in ("regional", "taggable"):
        if entry[section]:
            provided += common[section]
    fields = [*_fields(whole, "", own, sources), *_fields(provided, _FOR_PROVIDER, own, sources)]
    return KindFacts(
        kind=kind,
        api_version=entry["apiVersion"],
        plural=entry["plural"],
        package=entry["package"],
        scope=entry["scope"],
        regional=entry["regional"],
        taggable=entry["taggable"],
        external_name=entry["externalName"],
        source=own,
        stateful=entry.get("stateful", ""),
        protection=entry.get("protection", ""),
        removal=entry.get("removal", ""),
        grants=entry.get("grants", ""),
        name_field=entry.get("nameField", ""),
        fields=tuple(fields),
        lists=tuple(_lists(entry.get("lists", {}))),
    )


def _fields(
    entries: Iterable[Mapping[str, Any]], prefix: str, own: str, sources: Mapping[str, str]
) -> Iterator[FieldFact]:
    for entry in entries:
        source = _source(entry["source"], sources) if "source" in entry else own
        for relative in entry["paths"]:
            path = prefix + relative
            yield FieldFact(
                path=path,
                segments=parse(path),
                facts=frozenset(entry["facts"]),
                source=source,
                note=entry.get("note", ""),
                way_out=entry.get("wayOut", ""),
                default=entry.get("default"),
                safe=entry.get("safe"),
                worse=entry.get("worse"),
                unlimited=entry.get("unlimited"),
                elements=tuple(entry.get("elements", ())),
                separator=entry.get("separator", ""),
            )


def _lists(entries: Mapping[str, Any], prefix: str = "") -> Iterator[ListIdentity]:
    for relative, entry in entries.items():
        if relative == "forProvider":
            yield from _lists(entry, _FOR_PROVIDER)
            continue
        path = prefix + relative
        by, ordered = (entry["by"], entry["ordered"]) if isinstance(entry, dict) else (entry, False)
        if isinstance(by, list):
            yield ListIdentity(path, parse(path), "keys", tuple(by), ordered)
        else:
            yield ListIdentity(path, parse(path), by, (), ordered)


def _source(name: str, sources: Mapping[str, str]) -> str:
    if name.startswith("terraform:"):
        return _TERRAFORM + name.removeprefix("terraform:")
    if name not in sources:
        message = f"the catalogue names the source {name!r}, which is not among its sources: {', '.join(sources)}"
        raise CatalogueError(message)
    return sources[name]
