"""Rules that guard the compiler itself: no inventory trips them, so a compiled object is changed instead.

A case is a file in ``guards/``: the ``object`` (kind and name) of a sample ``target``, the place in it (``at``), and
what is done there: ``set`` a value, ``remove`` it, or ``find`` a text and ``replace`` it by as many copies as ``times``
says.
``expect`` is every finding that follows. ``make golden`` writes the last part anew; read it.
"""

from __future__ import annotations

import copy
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from slipway.findings import Finding
from slipway.manifest import Manifest
from slipway.rules.building import CompiledFleet, build, build_fleet
from slipway.rules.compiled import Compiled
from slipway.rules.registry import compiled_findings, fleet_compiled_findings
from tests.rules.dumping import dump
from tests.support.sample import parameters, sample_environment, sample_hub

GUARDS = Path(__file__).parent / "guards"
HUB = "hub"
ENVIRONMENTS = tuple(sorted(set(parameters()) - {HUB}))
TOLD = ("rule", "severity", "target", "path", "message", "found", "allowed")


@dataclass(frozen=True)
class Guard:
    """One changed object."""

    file: Path
    facts: dict[str, Any]

    @property
    def expected(self) -> list[dict[str, str]]:
        """The findings that must follow."""
        found: list[dict[str, str]] = self.facts.get("expect", [])
        return found

    def found(self) -> list[dict[str, str]]:
        """Return the findings that follow."""
        return [told(finding) for finding in self._findings()]

    def write(self, found: list[dict[str, str]]) -> None:
        """Write the expected findings anew."""
        head = self.file.read_text(encoding="utf-8").partition("expect:")[0]
        self.file.write_text(head + dump({"expect": found}), encoding="utf-8")

    def _findings(self) -> Iterator[Finding]:
        target = self.facts["target"]
        if target != HUB:
            sound = compiled(target)
            changed = self._changed(sound.manifests)
            return compiled_findings(Compiled(sound.environment, changed, sound.layers), target)
        sound_fleet = fleet()
        manifests = {**sound_fleet.manifests, HUB: self._changed(sound_fleet.own)}
        return fleet_compiled_findings(CompiledFleet(sound_fleet.hub, sound_fleet.environments, manifests))

    def _changed(self, manifests: Sequence[Manifest]) -> Sequence[Manifest]:
        changed = copy.deepcopy(manifests)
        *way, last = self.facts["at"]
        holder = named(changed, *self.facts["object"].split())
        for step in way:
            holder = holder.setdefault(step, {})
        if self.facts.get("remove"):
            del holder[last]
        elif "find" in self.facts:
            found, times = self.facts["find"], self.facts.get("times", 1)
            assert found in holder[last]
            holder[last] = holder[last].replace(found, self.facts["replace"] * times)
        else:
            holder[last] = self.facts["set"]
        return changed


def guards() -> list[Guard]:
    """Return every case, by name."""
    return [Guard(file, yaml.safe_load(file.read_text(encoding="utf-8"))) for file in sorted(GUARDS.glob("*.yml"))]


def told(finding: Finding) -> dict[str, str]:
    """Return a finding as a case expects it, empty values left out."""
    entry = {key: str(getattr(finding, key)) for key in TOLD}
    return {key: value for key, value in entry.items() if value}


def named(manifests: Sequence[Manifest], kind: str, name: str) -> Any:
    """Return an object by kind and name, a late-bound one out of its wrapper."""
    inner = (manifest["spec"]["template"] for manifest in manifests if manifest["kind"] == "LateBinding")
    return next(one for one in [*inner, *manifests] if (one["kind"], one["metadata"]["name"]) == (kind, name))


@cache
def compiled(target: str) -> Compiled:
    """Return a sample environment with its objects."""
    return build(sample_environment(target))


@cache
def fleet() -> CompiledFleet:
    """Return the samples with all their objects."""
    environments = [compiled(target).environment for target in ENVIRONMENTS]
    return build_fleet(sample_hub(), environments, {target: compiled(target).manifests for target in ENVIRONMENTS})
