"""Building what rules on compiled objects look at: a component that refuses its model becomes a fault."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from slipway.manifest import Files, Manifest
from slipway.model import Environment, Hub
from slipway.render import Component, known, project_components
from slipway.rules.compiled import Compiled


@dataclass(frozen=True)
class CompiledFleet:
    """The hub, the environments, and every object that is compiled for them, by target.

    ``refused`` says why the hub's objects cannot be built, if so; they are then missing.
    """

    hub: Hub
    environments: Sequence[Environment]
    manifests: Mapping[str, Sequence[Manifest]]
    refused: Mapping[str, str] = field(default_factory=dict)

    @property
    def own(self) -> Sequence[Manifest]:
        """The hub's own objects."""
        return self.manifests[self.hub.name]

    def of(self, kind: str) -> Iterator[tuple[str, Manifest]]:
        """Yield the objects of a kind with their target."""
        for target, manifests in self.manifests.items():
            yield from ((target, manifest) for manifest in manifests if manifest["kind"] == kind)


def build(environment: Environment) -> Compiled:
    """Return an environment with all its objects and the layers that cannot be built."""
    manifests: list[Manifest] = []
    layers: list[str] = []
    refused: dict[str, str] = {}
    built = dict(_built(_of(fleet=False), refused, lambda component: component.files(environment)))
    for layer, files in built.items():
        found = [manifest for listed in files.values() for manifest in listed]
        manifests += found
        layers += [layer] * len(found)
    return Compiled(environment, manifests, layers, refused, built)


def build_fleet(
    hub: Hub, environments: Sequence[Environment], compiled: Mapping[str, Sequence[Manifest]]
) -> CompiledFleet:
    """Return the hub and the environments, whose own objects are ``compiled``, with the hub's objects beside them."""
    refused: dict[str, str] = {}
    by_model = {id(environment): compiled[environment.name] for environment in environments}
    with known(lambda environment: by_model.get(id(environment))):
        built = list(_built(_of(fleet=True), refused, lambda component: component.files(hub, environments)))
    own = [manifest for _, files in built for listed in files.values() for manifest in listed]
    return CompiledFleet(hub, environments, {**compiled, hub.name: own}, refused)


def _of(*, fleet: bool) -> Iterator[Component]:
    return (component for component in project_components() if component.fleet is fleet)


def _built(
    components: Iterator[Component], refused: dict[str, str], files: Callable[[Component], Files]
) -> Iterator[tuple[str, Files]]:
    """Yield each layer's files; the layers that raise are noted in ``refused`` instead."""
    for component in components:
        try:
            yield component.layer, files(component)
        except Exception as error:  # noqa: BLE001 - whatever a component raises, kapitan would stop at it as well
            refused[component.layer] = f"{type(error).__name__}: {error}"
