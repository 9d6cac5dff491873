"""Every rule, and the passes they run in: on a model, on what is compiled from it, and across the fleet.

What is compiled is looked at only where the model has no error: builders may rely on what the rules have ruled out.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace

from slipway.findings import Finding, any_stops
from slipway.latebinding import check as bindings
from slipway.model import Environment, Hub
from slipway.rules import (
    argocd,
    balancer,
    capacity,
    charts,
    cluster,
    collisions,
    documents,
    egress,
    environment,
    fleet,
    foundation,
    ingress,
    models,
    network,
    nodes,
    operator,
    output,
    repositories,
    reservations,
    served,
    storage,
    volumes,
)
from slipway.rules.building import CompiledFleet, build, build_fleet
from slipway.rules.compiled import Compiled
from slipway.rules.facts import RuleFacts
from slipway.rules.fleet import FleetModels
from slipway.rules.rule import Rule
from slipway.schema import check, field_exists

MODEL_RULES: tuple[Rule[Environment], ...] = (
    *environment.RULES,
    *network.RULES,
    *cluster.RULES,
    *nodes.RULES,
    *volumes.RULES,
    *reservations.RULES,
    *models.RULES,
    *served.MODEL_RULES,
    *operator.RULES,
    *ingress.RULES,
    *storage.RULES,
    *repositories.RULES,
)
COMPILED_RULES: tuple[Rule[Compiled], ...] = (
    *output.RULES,
    *foundation.RULES,
    *egress.RULES,
    *capacity.RULES,
    *documents.RULES,
    *charts.RULES,
    *balancer.RULES,
    *served.COMPILED_RULES,
)
EMITTED: tuple[Rule[Compiled], ...] = (output.valid, output.written)
"""What :func:`slipway.emit.emit` refuses as well, in words of its own."""
FLEET_RULES: tuple[Rule[FleetModels], ...] = (*fleet.RULES, *repositories.FLEET_RULES)
COMPILED_FLEET_RULES: tuple[Rule[CompiledFleet], ...] = (*output.HUB_RULES, *argocd.RULES, *collisions.RULES)


class Rulebook:
    """The rules in one run over an inventory: what is compiled from a target is built once for all of them."""

    def __init__(self, *, emits: bool = False, build: Callable[[Environment], Compiled] = build) -> None:
        """Start a run in which nothing is known yet.

        ``emits`` is said by a process that emits the objects anyway: schema and text are then left to ``emit``.
        ``build`` is given by one that has built environments before.
        """
        self._sound: dict[str, Compiled] = {}
        self._emits = emits
        self._build = build

    def on_target(self, target: str, model: Environment | Hub) -> Iterator[Finding]:
        """Yield what the rules find in one target and in its objects; the hub has no rules of its own."""
        if not isinstance(model, Environment):
            return
        found = [finding for entry in MODEL_RULES for finding in entry.findings(model, target)]
        yield from found
        if any_stops(found):
            return
        compiled = self._build(model)
        refused = list(output.built.findings(compiled, target))
        yield from refused
        if not refused:
            # A copy knows nothing yet: what the rules look up in the one they are given would be kept for the fleet.
            self._sound[target] = replace(compiled)
            rules = [entry for entry in COMPILED_RULES if not self._emits or entry not in EMITTED]
            yield from compiled_findings(compiled, target, rules)

    def compiled(self, target: str) -> Compiled | None:
        """Return what was compiled from a target that the rules have looked at; None if a layer cannot be built."""
        return self._sound.get(target)

    def on_fleet(self, targets: Mapping[str, Environment | Hub]) -> Iterator[Finding]:
        """Yield what the rules find across targets, and in the hub's objects where every environment is sound."""
        fleet_models = FleetModels(targets)
        found = [finding for entry in FLEET_RULES for finding in entry.findings(fleet_models)]
        yield from found
        if any_stops(found) or any(target not in self._sound for target in fleet_models.environments):
            return
        environments = list(fleet_models.environments.values())
        if not environments:
            # The hub of no environment at all is not looked at: where no target can be read, that is not its fault.
            return
        compiled = {target: self._sound[target].manifests for target in fleet_models.environments}
        for hub in fleet_models.hubs.values():
            yield from fleet_compiled_findings(build_fleet(hub, environments, compiled))


def compiled_findings(
    compiled: Compiled, target: str, rules: Sequence[Rule[Compiled]] = COMPILED_RULES
) -> Iterator[Finding]:
    """Yield what the rules find in the objects of one environment."""
    for entry in rules:
        yield from entry.findings(compiled, target)
    yield from bindings.check_bindings(compiled.manifests, check, field_exists, target)


def fleet_compiled_findings(fleet: CompiledFleet) -> Iterator[Finding]:
    """Yield what the rules find in the hub's objects, which may be bound to those of every environment."""
    for entry in COMPILED_FLEET_RULES:
        yield from entry.findings(fleet, fleet.hub.name)
    elsewhere = [item for target, found in fleet.manifests.items() if target != fleet.hub.name for item in found]
    yield from bindings.check_bindings(fleet.own, check, field_exists, fleet.hub.name, elsewhere)


def domain_facts() -> tuple[RuleFacts, ...]:
    """Return the facts of every domain rule, by id."""
    facts = [
        *(entry.facts for entry in MODEL_RULES),
        output.built.facts,
        *(entry.facts for entry in COMPILED_RULES),
        *(entry.facts for entry in FLEET_RULES),
        *(entry.facts for entry in COMPILED_FLEET_RULES),
        *(entry.facts for entry in bindings.RULES),
    ]
    return tuple(sorted(dict.fromkeys(facts), key=lambda entry: entry.id))
