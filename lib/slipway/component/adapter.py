"""A component's ``main``, as kadet calls it: the text of every file of a layer, or a refusal with its reasons."""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping, Sequence
from functools import partial
from typing import NamedTuple

from slipway.component.guard import MistakeError, Refusal, guarded
from slipway.component.rendered import Rendered, environment, hub, node
from slipway.emit import at_root, emit
from slipway.manifest import Files
from slipway.model import Environment, Hub
from slipway.partial import CHECKED
from slipway.render import WHOLE, project_components
from slipway.schema import check

Main = Callable[[], dict[str, str]]
"""What kadet calls: returns the text of each file by its path below the target's folder."""


class Accepted(NamedTuple):
    """An environment that the rules accept, and the files of the layers that are built already."""

    environment: Environment
    built: Mapping[str, Files]


Build = Callable[[Environment], Files]
BuildFleet = Callable[[Hub, Sequence[Environment]], Files]


def component(layer: str, files: Build) -> Main:
    """Return the ``main`` of an environment's component: ``main = component("network", files)``."""

    def main() -> dict[str, str]:
        return guarded(layer, lambda target: _written(layer, files, _accepted(node(target)), target))

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
        return guarded(layer, lambda target: at_root(layer, emit(target, layer, _of_hub(target, files), check)))

    return main


def _every_layer(target: str) -> dict[str, str]:
    rendered = node(target)
    # First, for what is wrong with the environment is no layer's fault.
    accepted = _accepted(rendered)
    if not accepted.built:
        from slipway.component.built import compiled

        accepted = Accepted(accepted.environment, compiled(rendered).built)
    texts: dict[str, str] = {}
    for each in project_components():
        if not each.fleet:
            found = guarded(each.layer, partial(_written, each.layer, each.files, accepted))
            if isinstance(found, Refusal):
                return found
            texts |= found
    return texts


def _written(layer: str, files: Build, accepted: Accepted, target: str) -> dict[str, str]:
    return emit(target, layer, _files(layer, files, accepted), check)


def _files(layer: str, files: Build, accepted: Accepted) -> Files:
    if layer not in accepted.built:
        return files(accepted.environment)
    from slipway.component.built import built_from

    # Built already, if by the same function of the same file.
    return accepted.built[layer] if built_from(layer, files) else files(accepted.environment)


def _accepted(rendered: Rendered) -> Accepted:
    """Return an environment that the rules accept."""
    model = environment(rendered)
    if os.environ.get(CHECKED):
        return Accepted(model, {})
    from slipway.component.judged import judged

    verdict = judged(rendered)
    if verdict.faults:
        faults = "".join(f"\n  {fault}" for fault in verdict.faults)
        raise MistakeError(f"the rules refuse target {rendered.target}:{faults}")
    return Accepted(model, verdict.built)


def _of_hub(target: str, files: BuildFleet) -> Files:
    from slipway.component.built import of_hub

    return of_hub(files, hub(node(target)))
