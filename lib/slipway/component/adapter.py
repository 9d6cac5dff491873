"""A component's ``main``, as kadet calls it: the text of every file of a layer, or a refusal with its reasons."""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping, Sequence

from slipway.component.guard import MistakeError, Refusal, guarded
from slipway.component.rendered import fleet, node, parsed
from slipway.emit import at_root, emit
from slipway.manifest import Files
from slipway.model import Environment, Hub
from slipway.partial import CHECKED
from slipway.render import WHOLE, project_components
from slipway.schema import check

Main = Callable[[], dict[str, str]]
"""What kadet calls: returns the text of each file by its path below the target's folder."""

Build = Callable[[Environment], Files]
BuildFleet = Callable[[Hub, Sequence[Environment]], Files]


def component(layer: str, files: Build) -> Main:
    """Return the ``main`` of an environment's component: ``main = component("network", files)``."""

    def main() -> dict[str, str]:
        return guarded(layer, lambda target: emit(target, layer, _files(target, layer, files), check))

    return main


def environment_component() -> Main:
    """Return the ``main`` of all layers of an environment at once: of every component beside it but the hub's.

    kapitan spends as much on loading seven small components as on writing all their files.
    """

    def main() -> dict[str, str]:
        return guarded(WHOLE, _every_layer)

    return main


def fleet_component(layer: str, files: BuildFleet) -> Main:
    """Return the ``main`` of a component of the hub, which is also given every environment, ordered by name."""

    def main() -> dict[str, str]:
        return guarded(layer, lambda target: at_root(layer, emit(target, layer, files(_hub(target), fleet()), check)))

    return main


def _every_layer(target: str) -> dict[str, str]:
    # First, for what is wrong with the environment is no layer's fault.
    _environment(target)
    texts: dict[str, str] = {}
    for each in project_components():
        if not each.fleet:
            found = component(each.layer, each.files)()
            if isinstance(found, Refusal):
                return found
            texts |= found
    return texts


def _files(target: str, layer: str, files: Build) -> Files:
    model, built = _environment(target)
    if layer not in built:
        return files(model)
    from slipway.component.judged import built_from

    # Built for the rules already, if by the same function of the same file.
    return built[layer] if built_from(layer, files) else files(model)


def _environment(target: str) -> tuple[Environment, Mapping[str, Files]]:
    """Return an environment that the rules accept, with the layers that were built for them to look at."""
    rendered = node(target)
    model = parsed(rendered)
    if not isinstance(model, Environment):
        raise MistakeError(f"target {target} is a hub, and this component builds environments")
    if os.environ.get(CHECKED):
        return model, {}
    from slipway.component.judged import judged

    verdict = judged(rendered)
    if verdict.faults:
        faults = "".join(f"\n  {fault}" for fault in verdict.faults)
        raise MistakeError(f"the rules refuse target {target}:{faults}")
    return model, verdict.built


def _hub(target: str) -> Hub:
    model = parsed(node(target))
    if not isinstance(model, Hub):
        raise MistakeError(f"target {target} is an environment, and this component builds the hub")
    return model
