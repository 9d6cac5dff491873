"""A component's ``main``, as kadet calls it: the text of every file of a layer, or a refusal with its reasons."""

from __future__ import annotations

import os
from collections.abc import Callable, Sequence

from slipway.component.guard import MistakeError, guarded
from slipway.component.rendered import Rendered, fleet, node, parsed
from slipway.emit import at_root, emit
from slipway.manifest import Files
from slipway.model import Environment, Hub
from slipway.partial import CHECKED
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


def fleet_component(layer: str, files: BuildFleet) -> Main:
    """Return the ``main`` of a component of the hub, which is also given every environment, ordered by name."""

    def main() -> dict[str, str]:
        return guarded(layer, lambda target: at_root(layer, emit(target, layer, files(_hub(target), fleet()), check)))

    return main


def _files(target: str, layer: str, files: Build) -> Files:
    rendered = node(target)
    model = parsed(rendered)
    if not isinstance(model, Environment):
        raise MistakeError(f"target {target} is a hub, and this component builds environments")
    if os.environ.get(CHECKED):
        return files(model)
    return _judged(rendered, layer, files, model)


def _judged(rendered: Rendered, layer: str, files: Build, model: Environment) -> Files:
    from slipway.component.judged import built_from, judged

    verdict = judged(rendered)
    if verdict.faults:
        faults = "".join(f"\n  {fault}" for fault in verdict.faults)
        raise MistakeError(f"the rules refuse target {rendered.target}:{faults}")
    # Built for the rules already, by the same function of the same file.
    return verdict.built[layer] if layer in verdict.built and built_from(layer, files) else files(model)


def _hub(target: str) -> Hub:
    model = parsed(node(target))
    if not isinstance(model, Hub):
        raise MistakeError(f"target {target} is an environment, and this component builds the hub")
    return model
