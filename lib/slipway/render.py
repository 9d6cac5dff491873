"""The library path: what the components make of a model, without kapitan.

Checks, plans and the hub's activation policy need the objects, not the files; kapitan's start alone takes longer than
making them.
"""

from __future__ import annotations

import importlib.util
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from functools import cache, lru_cache
from inspect import signature
from pathlib import Path
from typing import Any

from slipway.emit import at_root, emit
from slipway.manifest import Files, Manifest
from slipway.model import Environment, Hub
from slipway.root import NotInProjectError, find_root
from slipway.schema import check

SOURCE = Path(__file__).resolve().parents[2]
"""The checkout of an editable install: its components serve where an inventory is read from elsewhere."""

Known = Callable[[Environment], Sequence[Manifest] | None]
"""Returns what was built of this very model before, or None."""

_known: ContextVar[Known] = ContextVar("_known", default=lambda _: None)

WHOLE = "environment"
"""The component that stands for all layers of an environment: kapitan is given it, the library path the layers."""

FLEET_PARAMETERS = 2
"""``files(hub, environments)`` is a component of the hub, ``files(environment)`` one of an environment."""


@dataclass(frozen=True)
class Component:
    """A component of ``components/``, named by its folder; ``fleet`` ones take the hub and every environment."""

    layer: str
    fleet: bool
    files: Any


def _root() -> Path:
    return _nearest(Path.cwd())


@lru_cache(maxsize=8)
def _nearest(folder: Path) -> Path:
    try:
        return find_root(folder)
    except NotInProjectError:
        return SOURCE


@cache
def components(root: Path) -> tuple[Component, ...]:
    """Return the components of a project, by name.

    Raises:
        AttributeError: a component has no function ``files``.

    """
    folders = sorted(folder for folder in (root / "components").iterdir() if folder.name != WHOLE)
    return tuple(_load(folder) for folder in folders if (folder / "__init__.py").is_file())


def _load(folder: Path) -> Component:
    # Not under the name that kapitan gives it: both may be loaded in one process.
    spec = importlib.util.spec_from_file_location(f"slipway_component_{folder.name}", folder / "__init__.py")
    if spec is None or spec.loader is None:
        raise ImportError(f"{folder} cannot be loaded as a component")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return Component(folder.name, len(signature(module.files).parameters) == FLEET_PARAMETERS, module.files)


def project_components() -> tuple[Component, ...]:
    """Return the components of the project at hand."""
    return components(_root())


def environment_layers(environment: Environment, root: Path | None = None) -> Iterator[tuple[str, Files]]:
    """Yield the layers of an environment with their files."""
    for component in components(root or _root()):
        if not component.fleet:
            yield component.layer, component.files(environment)


def hub_layers(hub: Hub, environments: Sequence[Environment], root: Path | None = None) -> Iterator[tuple[str, Files]]:
    """Yield the layers of the hub with their files."""
    for component in components(root or _root()):
        if component.fleet:
            yield component.layer, component.files(hub, environments)


@contextmanager
def known(objects: Known) -> Iterator[None]:
    """Within the block, :func:`environment_objects` yields the objects that this function returns of a model.

    The hub looks at the objects of every environment: a check of the fleet has them all, a worker of kapitan some.
    """
    token = _known.set(objects)
    try:
        yield
    finally:
        _known.reset(token)


def environment_objects(environment: Environment, root: Path | None = None) -> Iterator[Manifest]:
    """Yield every object of an environment, late-bound ones in their wrappers."""
    if (built := _known.get()(environment)) is not None:
        yield from built
        return
    for _, files in environment_layers(environment, root):
        for manifests in files.values():
            yield from manifests


def hub_objects(hub: Hub, environments: Sequence[Environment], root: Path | None = None) -> Iterator[Manifest]:
    """Yield every object of the hub."""
    for _, files in hub_layers(hub, environments, root):
        for manifests in files.values():
            yield from manifests


def texts(
    model: Environment | Hub, environments: Sequence[Environment] = (), root: Path | None = None
) -> Mapping[str, str]:
    """Return the compiled files of a target by path below its folder, as ``kapitan compile`` writes them.

    Raises:
        slipway.emit.EmitError: an object does not pass its schema, or two objects or files clash.

    """
    layers = (
        environment_layers(model, root) if isinstance(model, Environment) else hub_layers(model, environments, root)
    )
    written: dict[str, str] = {}
    for layer, files in layers:
        found = emit(model.name, layer, files, check)
        written |= found if isinstance(model, Environment) else at_root(layer, found)
    return written
