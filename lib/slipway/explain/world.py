"""A project in memory: its targets rendered and parsed, and the objects that the components make of them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import cached_property
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from slipway.emit import at_root
from slipway.explain.emitted import Emitted, built_files, emitted
from slipway.explain.errors import UnbuildableError
from slipway.inventory.layout import InventoryUnreadableError, Layout, discover
from slipway.inventory.render import Rendered
from slipway.inventory.render import render as render_inventory
from slipway.model import Environment, Hub, parse
from slipway.render import Component, components


class World:
    """The targets of a project, each rendered, parsed and built when it is first asked for."""

    def __init__(self, root: Path) -> None:
        """Look at the project in a folder that holds ``inventory/`` and ``components/``.

        Raises:
            UnbuildableError: there is no inventory.

        """
        self.root = root
        try:
            self.layout: Layout = discover(root)
        except InventoryUnreadableError as error:
            raise UnbuildableError(str(error)) from error
        self._rendered: dict[str, Rendered] = {}
        self._models: dict[str, Environment | Hub] = {}
        self._objects: dict[str, tuple[Emitted, ...]] = {}

    @property
    def targets(self) -> tuple[str, ...]:
        """The names of all targets, in order."""
        return tuple(sorted(self.layout.targets))

    @cached_property
    def components(self) -> tuple[Component, ...]:
        """The components of the project."""
        return components(self.root)

    def component(self, layer: str) -> Component:
        """Return a component by its layer."""
        return next(one for one in self.components if one.layer == layer)

    def rendered(self, target: str) -> Rendered:
        """Return a target as it renders."""
        self.render([target])
        return self._rendered[target]

    def render(self, targets: Iterable[str]) -> None:
        """Render what is not rendered yet; many at once share what they read."""
        missing = [target for target in targets if target not in self._rendered]
        if missing:
            self._rendered |= render_inventory(self.root, missing).targets

    def parameters(self, target: str) -> dict[str, Any]:
        """Return the rendered parameters of a target.

        Raises:
            UnbuildableError: it does not render.

        """
        rendered = self.rendered(target)
        if rendered.parameters is None:
            faults = [*rendered.findings, *rendered.included.findings]
            faults += [finding for document in rendered.documents for finding in document.findings if finding.stops]
            listed = "".join(f"\n  {fault.location or target}: {fault.rule} {fault.message}" for fault in faults)
            raise UnbuildableError(f"target {target} does not render:{listed}\nslipway check says more")
        return rendered.parameters

    def model(self, target: str) -> Environment | Hub:
        """Return the model of a target.

        Raises:
            UnbuildableError: it does not render, or what it renders to is not valid.

        """
        if target not in self._models:
            try:
                self._models[target] = parse(self.parameters(target))
            except ValidationError as error:
                faults = [f"\n  {'.'.join(map(str, fault['loc']))}: {fault['msg']}" for fault in error.errors()]
                text = f"the inventory of target {target} is not valid:{''.join(faults)}\nslipway check says more"
                raise UnbuildableError(text) from None
        return self._models[target]

    def objects(self, target: str) -> tuple[Emitted, ...]:
        """Return every object of a target, late-bound ones in their wrappers.

        Raises:
            UnbuildableError: the inventory or a component is at fault.

        """
        if target not in self._objects:
            model = self.model(target)
            if isinstance(model, Hub):
                self._objects[target] = self.of_hub(target, model, self.environments)
            else:
                own = (component for component in self.components if not component.fleet)
                self._objects[target] = tuple(
                    one
                    for component in own
                    for one in emitted(target, component.layer, built_files(target, component, model))
                )
        return self._objects[target]

    def of_hub(self, target: str, hub: Hub, environments: Sequence[Environment]) -> tuple[Emitted, ...]:
        """Return what the hub's components make for some environments."""
        fleet = (component for component in self.components if component.fleet)
        return tuple(
            one
            for component in fleet
            for one in emitted(
                target,
                component.layer,
                at_root(component.layer, built_files(target, component, hub, environments)),
            )
        )

    @property
    def environments(self) -> tuple[Environment, ...]:
        """Every environment, by name."""
        self.render(self.targets)
        models = [self.model(target) for target in self.targets]
        return tuple(model for model in models if isinstance(model, Environment))

    @cached_property
    def hub(self) -> str:
        """The name of the hub's target, or nothing; targets that do not parse are passed over."""
        for target in sorted(self.targets, key=lambda name: (name != "hub", name)):
            try:
                if isinstance(self.model(target), Hub):
                    return target
            except UnbuildableError:
                continue
        return ""
