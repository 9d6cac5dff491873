"""Rules on everything that is compiled: the last gate, for what free values and odd names can still do."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from functools import partial

from slipway.emit import REFERENCE
from slipway.manifest import Identity, Manifest, identity
from slipway.resources.argocd.validate import annotation_faults
from slipway.rules.building import CompiledFleet
from slipway.rules.compiled import Compiled, Place, leaves, texts, unwrapped
from slipway.rules.places import hub_place_of
from slipway.rules.rule import Fault, Rule, rule
from slipway.schema import check
from slipway.serialize import NotSerializableError, document
from slipway.serialize.faults import first_fault
from slipway.serialize.glance import glance

Placed = Iterable[tuple[Manifest, Place]]


@rule(
    "OUTPUT-001",
    "Every object is one that the API server takes",
    reason="An object that its schema refuses stops a sync halfway.",
    remedy="Correct the key of the inventory that the field comes from; slipway explain names it.",
    source="docs/schemas.md",
)
def valid(compiled: Compiled) -> Iterator[Fault]:
    """Yield what the schemas find in any object."""
    return _violations(compiled.placed)


@rule(
    "OUTPUT-002",
    "No two objects are one and the same",
    reason="Of two objects with one identity the later sync wins, and the other is never built.",
    remedy="Give the group, entry or model another name, or the registry a shorter one.",
    source="docs/architecture.md",
)
def unique(compiled: Compiled) -> Iterator[Fault]:
    """Yield objects whose identity another one has, templates of late bindings included."""
    return _twins(compiled.placed)


@rule(
    "OUTPUT-003",
    "Every layer can be built",
    reason="A component that refuses its values would stop the compile.",
    remedy="Correct what the message names; if it names nothing of yours, report it.",
    source="docs/architecture.md",
)
def built(compiled: Compiled) -> Iterator[Fault]:
    """Yield the layers that cannot be built."""
    return _refusals(compiled.refused)


@rule(
    "OUTPUT-004",
    "Every text can be written, and kapitan leaves it as it is",
    reason="YAML carries no control characters, and kapitan puts a secret, or its hash, in the place of ?{gpg:path}.",
    remedy="Write the value otherwise.",
    source="https://kapitan.dev/pages/references/",
)
def written(compiled: Compiled) -> Iterator[Fault]:
    """Yield objects that cannot be written as text, and texts that kapitan takes for references."""
    return _unwritten(compiled.placed)


@rule(
    "ARGOCD-001",
    "Waves, sync options and compare options are spelled right",
    reason="Argo CD ignores an option it does not know, so the guard it stood for is simply not there.",
    remedy="Report it: the compiler writes these annotations itself.",
    source="https://argo-cd.readthedocs.io/en/stable/user-guide/sync-options/",
)
def spelled(compiled: Compiled) -> Iterator[Fault]:
    """Yield annotations that Argo CD would ignore."""
    return _misspelt(compiled.placed)


def _violations(placed: Placed) -> Iterator[Fault]:
    seen: set[tuple[str, str, str]] = set()
    for manifest, place in placed:
        for violation in check(manifest):
            key = (place(violation.path), violation.path, violation.message)
            # What one line of the inventory does to many objects alike is told once.
            if key not in seen:
                message = f"{identity(manifest)}: {violation.path}: {violation.message}"
                yield Fault(key[0], message, violation.found, violation.allowed)
            seen.add(key)


def _twins(placed: Placed) -> Iterator[Fault]:
    places: dict[Identity, list[Place]] = {}
    for manifest, place in placed:
        places.setdefault(identity(unwrapped(manifest)), []).append(place)
    for key, found in places.items():
        if len(found) > 1:
            yield Fault(found[-1](""), f"{len(found)} objects have one identity", str(key), "one object, one place")


def _refusals(refused: Mapping[str, str]) -> Iterator[Fault]:
    for layer, reason in refused.items():
        yield Fault(layer, f"component {layer} refuses: {reason}")


def _unwritten(placed: Placed) -> Iterator[Fault]:
    placed = list(placed)
    if _sound(manifest for manifest, _ in placed):
        return
    for manifest, place in placed:
        if _sound([manifest]):
            continue
        try:
            text = document(manifest)
        except NotSerializableError as error:
            path, fault = first_fault(manifest) or ("", str(error))
            yield Fault(place(path), f"{identity(manifest)}: {path} is {fault}", *_no_number(manifest, path))
            continue
        for path, value, is_key in texts(manifest) if REFERENCE.search(text) else ():
            for reference in REFERENCE.findall(value):
                message = f"{identity(manifest)}: kapitan takes {reference} for a reference to a secret"
                yield Fault(place(path), message, reference, "text without ?{...}", at_key=is_key)


def _no_number(manifest: Manifest, path: str) -> tuple[str, str]:
    """Return a value as YAML writes it and what may stand there, if it is a float that is no number."""
    value = next((value for below, _, value in leaves(manifest) if below == path), None) if path else None
    return (re.sub("inf|nan", r".\g<0>", str(value)), "a finite number") if isinstance(value, float) else ("", "")


def _sound(manifests: Iterable[Manifest]) -> bool:
    seen = glance(manifests)
    return seen is not None and "?{" not in seen


def _misspelt(placed: Placed) -> Iterator[Fault]:
    for manifest, place in placed:
        for fault in annotation_faults(manifest):
            yield Fault(place(""), f"{identity(manifest)}: {fault}")


def _own(fleet: CompiledFleet) -> Placed:
    return ((manifest, partial(hub_place_of, manifest)) for manifest in fleet.own)


RULES: tuple[Rule[Compiled], ...] = (valid, unique, written, spelled)
HUB_RULES: tuple[Rule[CompiledFleet], ...] = (
    Rule(valid.facts, lambda fleet: _violations(_own(fleet))),
    Rule(unique.facts, lambda fleet: _twins(_own(fleet))),
    Rule(built.facts, lambda fleet: _refusals(fleet.refused)),
    Rule(written.facts, lambda fleet: _unwritten(_own(fleet))),
    Rule(spelled.facts, lambda fleet: _misspelt(_own(fleet))),
)
"""The same rules on the hub's own objects."""
