"""What every competitor has to render: the objects that the components build, without kapitan and without YAML."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from slipway.inventory.render import render
from slipway.manifest import Files
from slipway.model import Environment, parse
from slipway.render import environment_layers
from tools.bench.fleet import Fleet


@dataclass(frozen=True)
class Built:
    """An environment, typed, and its objects by file."""

    environment: Environment
    files: Files

    @property
    def objects(self) -> int:
        """How many objects the environment has."""
        return sum(map(len, self.files.values()))


def build(fleet: Fleet) -> Mapping[str, Built]:
    """Return every environment of a fleet with its objects, in the fleet's order.

    Raises:
        ValueError: a generated target does not render.

    """
    rendered = render(fleet.root, fleet.names).targets
    return {name: _built(name, rendered[name].parameters, fleet) for name in fleet.names}


def _built(name: str, parameters: Mapping[str, object] | None, fleet: Fleet) -> Built:
    model = parse(parameters or {})
    if not isinstance(model, Environment):
        raise ValueError(f"{name} is no environment")
    files: dict[str, object] = {}
    for _, layer in environment_layers(model, fleet.root):
        files |= {path: list(manifests) for path, manifests in layer.items() if manifests}
    return Built(model, files)  # type: ignore[arg-type]
