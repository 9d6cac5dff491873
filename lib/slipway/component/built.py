"""What the layers make of the environments, built once in a worker: for the rules, for kapitan and for the hub."""

from __future__ import annotations

import os
from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import lru_cache
from typing import Any

from slipway.component.memory import large, remembered
from slipway.component.rendered import Rendered, environment, fleet
from slipway.manifest import Files, Manifest
from slipway.model import Environment, Hub
from slipway.render import known, project_components
from slipway.rules.building import build
from slipway.rules.compiled import Compiled


def compiled(rendered: Rendered) -> Compiled:
    """Return an environment with its objects; a copy each time, since what is looked up in one is kept in it.

    Raises:
        MistakeError: the parameters are not valid, or are a hub's.

    """
    return replace(_built(rendered))


def built_from(layer: str, files: Callable[..., Any]) -> bool:
    """Whether the library has the layer from the same file as kapitan has: ``input_paths`` may name any folder."""
    return _same(layer, files.__code__.co_filename)


def of_hub(files: Callable[[Hub, Sequence[Environment]], Files], hub: Hub) -> Files:
    """Return the files of a hub, which looks at objects of environments that this worker has built or will need.

    Those of a large fleet are built one after the other instead, and dropped.

    Raises:
        MistakeError: an environment is not valid, or kapitan was given a part of the inventory.

    """
    environments = fleet()
    by_model = {} if large() else {id(model): rendered for rendered, model in environments.items()}

    def objects(model: Environment) -> Sequence[Manifest] | None:
        rendered = by_model.get(id(model))
        found = _built(rendered) if rendered else None
        return found.manifests if found and not found.refused else None

    with known(objects):
        return files(hub, list(environments.values()))


@remembered
def _built(rendered: Rendered) -> Compiled:
    return build(environment(rendered))


@lru_cache(maxsize=64)
def _same(layer: str, source: str) -> bool:
    sources = [one.files.__code__.co_filename for one in project_components() if one.layer == layer]
    return [os.path.realpath(one) for one in sources] == [os.path.realpath(source)]
