"""Where the time of one environment goes: each step of a compile by itself, without kapitan's start."""

from __future__ import annotations

import os
import time
from collections.abc import Callable, Mapping, Sequence
from typing import Any, TypeVar

import reclass_rs

from slipway.emit import emit
from slipway.inventory.check import check as check_inventory
from slipway.inventory.collector import paused
from slipway.manifest import Files
from slipway.model import Environment, parse
from slipway.render import environment_layers
from slipway.rules.registry import Rulebook
from slipway.schema import check
from slipway.serialize import stream
from tools.bench.fleet import Fleet

Result = TypeVar("Result")

RECLASS: dict[str, str | bool] = {
    "storage_type": "yaml_fs",
    "nodes_uri": "targets",
    "classes_uri": "classes",
    "compose_node_name": False,
    "allow_none_override": True,
    "ignore_class_notfound": False,
}
"""What kapitan tells reclass-rs."""

STEPS: Mapping[str, str] = {
    "inventory": "kapitan's inventory (reclass-rs)",
    "parse": "typed model",
    "rules": "all rules, on the model and on its objects",
    "build": "objects built",
    "schema": "schema check of every object",
    "text": "text of every file",
    "gate": "names, doubles and references",
}
"""The steps of a compile in their order, in words; what kapitan does besides is the rest of a measured compile."""

CHECK = "check"
"""``slipway check`` of the whole fleet: places, models, all rules, also across targets. No step of kapitan's."""


def pieces(fleet: Fleet, runs: int) -> dict[str, float]:
    """Return the milliseconds of processor time that each step takes for an environment, the best of so many runs.

    All steps are single-threaded.
    """
    os.environ |= {"RAYON_NUM_THREADS": "1", "RUST_LIB_BACKTRACE": "0"}
    with paused():
        seconds = _seconds(fleet, runs)
    return {step: round(1000 * value / fleet.size, 3) for step, value in seconds.items()}


def _seconds(fleet: Fleet, runs: int) -> dict[str, float]:
    seconds: dict[str, float] = {}

    def timed(step: str, work: Callable[[], Result]) -> Result:
        seconds[step], result = best(work, runs)
        return result

    parameters = timed("inventory", lambda: _reclass(fleet))
    models = [model for model in timed("parse", lambda: list(map(parse, parameters))) if isinstance(model, Environment)]
    timed("rules", lambda: [list(Rulebook(emits=True).on_target(model.name, model)) for model in models])
    layers = timed("build", lambda: [dict(environment_layers(model, fleet.root)) for model in models])
    every = [files for built in layers for files in built.values()]
    timed("schema", lambda: [check(one) for files in every for one in _objects(files)])
    timed("text", lambda: [stream("one line", many) for files in every for many in files.values() if many])
    whole, _ = best(lambda: _emitted(models, layers), runs)
    # The rules build the objects that they look at, and the components take them from there.
    seconds["rules"] -= seconds["build"]
    seconds["gate"] = whole - seconds["schema"] - seconds["text"]
    timed(CHECK, lambda: check_inventory(fleet.root))
    return seconds


def best(work: Callable[[], Result], runs: int) -> tuple[float, Result]:
    """Return the processor seconds of the best of so many runs, and the result of the last."""
    times: list[float] = []
    for _ in range(runs):
        started = time.process_time()
        result = work()
        times.append(time.process_time() - started)
    return min(times), result


def _reclass(fleet: Fleet) -> list[dict[str, Any]]:
    config = reclass_rs.Config.from_dict(str(fleet.root / "inventory"), RECLASS)
    nodes = reclass_rs.Reclass.from_config(config).inventory().nodes
    return [nodes[name].parameters for name in fleet.names]


def _objects(files: Files) -> list[dict[str, Any]]:
    return [manifest for manifests in files.values() for manifest in manifests]


def _emitted(models: Sequence[Environment], layers: Sequence[Mapping[str, Files]]) -> None:
    for model, built in zip(models, layers, strict=True):
        for layer, files in built.items():
            emit(model.name, layer, files, check)
