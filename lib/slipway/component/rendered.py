"""kapitan's rendered inventory as typed models, each parsed once for all components of a target.

It is taken as it is, without ``kadet.inventory()``: that wraps the whole fleet in every worker, turns lazy for every
later component once one of them asks for it, and hands out objects whose changes reach the targets compiled next by the
same worker. What a component sees here is a private copy, typed and frozen.
"""

from __future__ import annotations

import os
from collections.abc import Mapping
from typing import Any, TypeVar

from pydantic import ValidationError

from slipway.component.guard import MistakeError
from slipway.component.memory import remembered
from slipway.model import Environment, Hub, parse
from slipway.partial import NEEDS_FLEET, PART_OF_FLEET

Model = TypeVar("Model", Environment, Hub)


class Rendered:
    """The rendered parameters of one target, the same only as themselves: the key of parsed models."""

    def __init__(self, target: str, parameters: Mapping[str, Any]) -> None:
        """Keep the parameters alive as long as anything is known of them: their id is then nobody else's."""
        self.target = target
        self.parameters = parameters

    def __eq__(self, other: object) -> bool:
        """Whether both are the parameters of one rendering."""
        return isinstance(other, Rendered) and other.parameters is self.parameters

    def __hash__(self) -> int:
        """Return the id, since parameters are mutable."""
        return id(self.parameters)


def node(target: str) -> Rendered:
    """Return a target's parameters.

    Raises:
        MistakeError: the inventory has no such target.

    """
    found = _inventory().get(target)
    if found is None:
        raise MistakeError(
            f"kapitan.vars.target is {target!r}, which is no target of the inventory: write ${{_reclass_:name:short}}"
        )
    return Rendered(target, found["parameters"])


def parsed(rendered: Rendered) -> Environment | Hub:
    """Return the model of a target, the same one for all components, which one worker runs one after the other.

    Raises:
        MistakeError: the parameters are not valid.

    """
    try:
        return _parsed(rendered)
    except ValidationError as error:
        faults = [f"\n  {'.'.join(map(str, fault['loc']))}: {fault['msg']}" for fault in error.errors()]
        raise MistakeError(f"the inventory of target {rendered.target} is not valid:{''.join(faults)}") from None


def environment(rendered: Rendered) -> Environment:
    """Return the model of an environment.

    Raises:
        MistakeError: the parameters are not valid, or are a hub's.

    """
    return _only(Environment, rendered, "is a hub, and this component builds environments")


def hub(rendered: Rendered) -> Hub:
    """Return the model of a hub.

    Raises:
        MistakeError: the parameters are not valid, or are an environment's.

    """
    return _only(Hub, rendered, "is an environment, and this component builds the hub")


def fleet() -> dict[Rendered, Environment]:
    """Return every environment of the inventory, by name.

    Raises:
        MistakeError: an environment is not valid, or kapitan was given a part of the inventory.

    """
    if os.environ.get(PART_OF_FLEET):
        raise MistakeError(NEEDS_FLEET)
    rendered = [node(target) for target in sorted(_inventory())]
    return {one: model for one in rendered if isinstance(model := parsed(one), Environment)}


def _only(wanted: type[Model], rendered: Rendered, otherwise: str) -> Model:
    model = parsed(rendered)
    if not isinstance(model, wanted):
        raise MistakeError(f"target {rendered.target} {otherwise}")
    return model


@remembered
def _parsed(rendered: Rendered) -> Environment | Hub:
    return parse(_copy(rendered.parameters))


def _copy(value: Any) -> Any:  # noqa: ANN401 - any YAML value
    kind = type(value)
    if kind is str:
        return value
    if kind is dict:
        return {key: _copy(item) for key, item in value.items()}
    return [_copy(item) for item in value] if kind is list else value


def _inventory() -> Mapping[str, Any]:
    from kapitan import cached  # type: ignore[import-untyped]

    found: Mapping[str, Any] = cached.global_inv
    return found
