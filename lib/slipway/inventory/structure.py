"""What the typed model refuses, as findings: in the inventory's own paths, in plain words, at the line to correct."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Set

from pydantic import BaseModel, ValidationError

from slipway.findings import Finding
from slipway.inventory import schema_rules as rules
from slipway.inventory.origin import Origins
from slipway.inventory.schema_fault import Fault, Words, shown
from slipway.inventory.schema_paths import spot
from slipway.inventory.schema_words import words_for

_RENAME = "Rename the file: the value is its name."

Models = Mapping[str, type[BaseModel]]
"""The models that a target may be parsed as, by their names, which a ValidationError carries as its title."""


def findings(error: ValidationError, target: str, models: Models, origins: Origins) -> Iterator[Finding]:
    """Yield one finding for each path that the model refuses, in the order of the model."""
    faults = list(_faults(error, models.get(error.title, BaseModel), origins))
    refused = {fault.path for fault in faults if not fault.at_key}
    seen: set[tuple[str, str]] = set()
    for fault in faults:
        words = words_for(fault)
        if (fault.path, words.rule.id) not in seen and not _follows(fault, refused, origins):
            seen.add((fault.path, words.rule.id))
            yield _finding(fault, words, target, origins)


def _faults(error: ValidationError, model: type[BaseModel], origins: Origins) -> Iterator[Fault]:
    for raw in error.errors(include_url=False):
        place = spot(model, raw["loc"])
        yield Fault(raw["type"], raw["msg"], raw.get("ctx", {}), raw["input"], place, origins.text(place.path))


def _follows(fault: Fault, refused: Set[str], origins: Origins) -> bool:
    """Whether a value is refused only for what it is made from: a list for its items, text for what it refers to."""
    if fault.kind == "too_short":
        minimum: int = fault.context.get("min_length", 0)
        return len(fault.value) >= minimum
    return not fault.at_key and not refused.isdisjoint(origins.references(fault.spot.path))


def _finding(fault: Fault, words: Words, target: str, origins: Origins) -> Finding:
    path = (*fault.spot.path, words.child) if words.child else fault.spot.path
    absent = words.rule is rules.MISSING_KEY
    earlier = origins.earlier_keys if fault.at_key else origins.earlier
    return words.rule.finding(
        words.message,
        target=target,
        path=".".join(path),
        found="" if absent else words.found or shown(fault.last if fault.at_key else fault.value),
        allowed=words.allowed,
        remedy=words.remedy or (_RENAME if origins.named(path) else ""),
        location=origins.key(path) if fault.at_key else origins.locate(path),
        earlier=() if absent else earlier(path),
    )
