"""The rules in a plain ``kapitan compile``: an environment that they refuse is not written."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from slipway.component.built import compiled
from slipway.component.rendered import Rendered, parsed
from slipway.findings import Finding
from slipway.manifest import Files
from slipway.rules.output import built as every_layer_is_built
from slipway.rules.registry import Rulebook


@dataclass(frozen=True)
class Judged:
    """What the rules refuse in an environment, a line each, and the layers that were built for them to look at."""

    faults: tuple[str, ...]
    built: Mapping[str, Files]


@lru_cache(maxsize=2)
def judged(rendered: Rendered) -> Judged:
    """Return what the rules say, once for all components of an environment.

    What a component itself cannot build is told by that component.
    """
    rulebook = Rulebook(emits=True, build=lambda _: compiled(rendered))
    target = rendered.target
    found = [one for one in rulebook.on_target(target, parsed(rendered)) if one.stops]
    placed = _placed(target) if found else ()
    faults = [line(one) for one in placed or found if one.rule != every_layer_is_built.facts.id]
    sound = rulebook.compiled(target)
    return Judged(tuple(faults), sound.built if sound else {})


def line(finding: Finding) -> str:
    """Return a finding as one line: place, rule, key, fault, value found and values allowed."""
    details = [f"{word} {value}" for word, value in (("found", finding.found), ("allowed", finding.allowed)) if value]
    place = f"{finding.location} " if finding.location else ""
    return f"{place}{finding.rule} {finding.path}: {finding.message}" + (f" ({'; '.join(details)})" if details else "")


def _placed(target: str) -> list[Finding]:
    """Return the same findings with their places, which takes reading the files once more."""
    from slipway.inventory.check import check as check_inventory
    from slipway.inventory.layout import InventoryUnreadableError, UnknownTargetError

    try:
        return [one for one in check_inventory(Path.cwd(), (target,)).findings if one.stops]
    except (InventoryUnreadableError, UnknownTargetError):
        return []
