"""What the typed model refuses, as findings: in the inventory's own paths, in plain words, at the line to correct."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from pydantic import BaseModel, ValidationError

from slipway.findings import Finding
from slipway.inventory import schema_rules as rules
from slipway.inventory.origin import Origins
from slipway.inventory.schema_paths import spot
from slipway.inventory.schema_words import Fault, Words, shown, words_for

Models = Mapping[str, type[BaseModel]]
"""The models that a target may be parsed as, by their names, which a ValidationError carries as its title."""


def findings(error: ValidationError, target: str, models: Models, origins: Origins) -> Iterator[Finding]:
    """Yield one finding for each path that the model refuses, in the order of the model."""
    model = models.get(error.title, BaseModel)
    seen: set[tuple[str, str]] = set()
    for raw in error.errors(include_url=False):
        fault = Fault(raw["type"], raw["msg"], raw.get("ctx", {}), raw["input"], spot(model, raw["loc"]))
        words = words_for(fault)
        if (fault.path, words.rule.id) not in seen and not _follows(fault):
            seen.add((fault.path, words.rule.id))
            yield _finding(fault, words, target, origins)


def _follows(fault: Fault) -> bool:
    """Whether a list counts as too short only because its items are refused themselves."""
    return fault.kind == "too_short" and len(fault.value) >= fault.context.get("min_length", 0)


def _finding(fault: Fault, words: Words, target: str, origins: Origins) -> Finding:
    path = (*fault.spot.path, words.child) if words.child else fault.spot.path
    absent = words.rule is rules.MISSING_KEY
    at_key = fault.spot.in_key or words.rule is rules.UNKNOWN_KEY
    return words.rule.finding(
        words.message,
        target=target,
        path=".".join(path),
        found="" if absent else words.found or shown(fault.last if at_key else fault.value),
        allowed=words.allowed,
        remedy=words.remedy,
        location=origins.key(path) if at_key else origins.locate(path),
        earlier=() if absent else origins.earlier(path),
    )
