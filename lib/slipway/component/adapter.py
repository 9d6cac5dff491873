"""The kadet adapter: turns a pure function of the inventory into what kapitan runs for a target.

It takes kapitan's rendered inventory as it is, without ``kadet.inventory()``: that wraps the whole fleet in every
worker, turns lazy for every later component once one of them asks for it, and hands out objects whose changes reach the
targets compiled next by the same worker. What a component sees here is a private copy, typed and frozen.

kapitan is imported when it runs a component, and not before: the library path loads components without it.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Mapping, Sequence
from functools import lru_cache
from pathlib import Path
from typing import Any, NoReturn

from pydantic import ValidationError

from slipway.emit import EmitError, at_root, emit
from slipway.findings import Finding
from slipway.manifest import Files
from slipway.model import Environment, Hub, parse
from slipway.partial import CHECKED, NEEDS_FLEET, PART_OF_FLEET
from slipway.schema import check

Main = Callable[[], dict[str, str]]
"""What kadet calls: returns the text of each file by its path below the target's folder."""


class MistakeError(Exception):
    """A fault of the inventory or of a component's objects, said so that nobody needs a traceback."""


def component(layer: str, files: Callable[[Environment], Files]) -> Main:
    """Return the ``main`` of an environment's component: ``main = component("network", files)``."""

    def main() -> dict[str, str]:
        return _guarded(layer, lambda target: emit(target, layer, files(_environment(target)), check))

    return main


def fleet_component(layer: str, files: Callable[[Hub, Sequence[Environment]], Files]) -> Main:
    """Return the ``main`` of a component of the hub, which is also given every environment, ordered by name."""

    def main() -> dict[str, str]:
        return _guarded(layer, lambda target: at_root(layer, emit(target, layer, files(_hub(target), _fleet()), check)))

    return main


def _guarded(layer: str, build: Callable[[str], dict[str, str]]) -> dict[str, str]:
    from kapitan.topics import current_target  # type: ignore[import-untyped]

    sys.__dict__.pop("tracebacklimit", None)
    target = str(current_target.get())
    try:
        return build(target)
    except EmitError as mistake:
        return _Refusal(str(mistake), None)
    except MistakeError as mistake:
        return _Refusal(f"component {layer}: {mistake}", None)
    except SystemExit as leaving:
        # kapitan's pool waits for ever for a worker that has left: https://github.com/python/cpython/issues/96062
        return _Refusal(f"component {layer} called sys.exit({leaving.code!r}): raise an exception instead", leaving)
    except Exception as fault:  # noqa: BLE001 - whatever it is, kapitan would report it without its cause
        return _Refusal(f"component {layer}: {type(fault).__name__}: {fault}", fault)


class _Refusal(dict[str, str]):
    """Raises when kapitan writes it.

    What ``main`` raises itself, kapitan reports as "Could not load Kadet module" and leaves the cause to a traceback.
    """

    def __init__(self, message: str, cause: BaseException | None) -> None:
        super().__init__()
        self.message = message
        self.cause = cause

    def items(self) -> NoReturn:
        from kapitan.errors import CompileError  # type: ignore[import-untyped]

        if self.cause is None:
            # kapitan prints the traceback of every exception; a mistake in the inventory has none worth reading.
            sys.tracebacklimit = 0
        raise CompileError(self.message) from self.cause


class _Rendered:
    """The rendered parameters of one target, the same only as themselves: the key of parsed models."""

    def __init__(self, parameters: Mapping[str, Any]) -> None:
        self.parameters = parameters

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Rendered) and other.parameters is self.parameters

    def __hash__(self) -> int:
        return id(self.parameters)


@lru_cache(maxsize=2)
def _parsed(rendered: _Rendered) -> Environment | Hub:
    """Parse once for all components of a target, which kapitan runs one after the other in one worker."""
    return parse(_copy(rendered.parameters))


def _copy(value: Any) -> Any:  # noqa: ANN401 - any YAML value
    if isinstance(value, Mapping):
        return {key: _copy(item) for key, item in value.items()}
    return [_copy(item) for item in value] if isinstance(value, list | tuple) else value


def _inventory() -> Mapping[str, Any]:
    from kapitan import cached  # type: ignore[import-untyped]

    found: Mapping[str, Any] = cached.global_inv
    return found


def _model(target: str) -> Environment | Hub:
    node = _inventory().get(target)
    if node is None:
        raise MistakeError(
            f"kapitan.vars.target is {target!r}, which is no target of the inventory: write ${{_reclass_:name:short}}"
        )
    try:
        return _parsed(_Rendered(node["parameters"]))
    except ValidationError as error:
        faults = [f"\n  {'.'.join(map(str, fault['loc']))}: {fault['msg']}" for fault in error.errors()]
        raise MistakeError(f"the inventory of target {target} is not valid:{''.join(faults)}") from None


@lru_cache(maxsize=2)
def _faults(rendered: _Rendered, target: str) -> tuple[str, ...]:
    """Return what the rules refuse in an environment, once for all of its components.

    What a component itself cannot build is told by that component.
    """
    from slipway.rules.output import built
    from slipway.rules.registry import Rulebook

    found = [one for one in Rulebook().on_target(target, _parsed(rendered)) if one.stops]
    placed = _placed(target) if found else ()
    return tuple(map(line, [one for one in placed or found if one.rule != built.facts.id]))


def _placed(target: str) -> list[Finding]:
    """Return the same findings with their places, which takes reading the files once more."""
    from slipway.inventory.check import check as check_inventory
    from slipway.inventory.layout import InventoryUnreadableError, UnknownTargetError

    try:
        return [one for one in check_inventory(Path.cwd(), (target,)).findings if one.stops]
    except (InventoryUnreadableError, UnknownTargetError):
        return []


def line(finding: Finding) -> str:
    """Return a finding as one line: place, rule, key, fault, value found and values allowed."""
    details = [f"{word} {value}" for word, value in (("found", finding.found), ("allowed", finding.allowed)) if value]
    place = f"{finding.location} " if finding.location else ""
    return f"{place}{finding.rule} {finding.path}: {finding.message}" + (f" ({'; '.join(details)})" if details else "")


def _environment(target: str) -> Environment:
    model = _model(target)
    if not isinstance(model, Environment):
        raise MistakeError(f"target {target} is a hub, and this component builds environments")
    if not os.environ.get(CHECKED):
        faults = _faults(_Rendered(_inventory()[target]["parameters"]), target)
        if faults:
            raise MistakeError(f"the rules refuse target {target}:" + "".join(f"\n  {fault}" for fault in faults))
    return model


def _hub(target: str) -> Hub:
    model = _model(target)
    if not isinstance(model, Hub):
        raise MistakeError(f"target {target} is an environment, and this component builds the hub")
    return model


def _fleet() -> tuple[Environment, ...]:
    if os.environ.get(PART_OF_FLEET):
        raise MistakeError(NEEDS_FLEET)
    models = [_model(target) for target in sorted(_inventory())]
    return tuple(model for model in models if isinstance(model, Environment))
