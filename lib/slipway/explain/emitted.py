"""An object as a component emits it, late-bound or not."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from slipway.explain.errors import UnbuildableError
from slipway.latebinding.bind import is_late_binding
from slipway.latebinding.compiled import composed
from slipway.manifest import Files, Identity, Manifest
from slipway.render import Component

COMPILED = "compiled"


@dataclass(frozen=True)
class Emitted:
    """An object as a component emits it; ``file`` is its path below the target's folder."""

    target: str
    layer: str
    file: str
    manifest: Manifest

    @cached_property
    def identity(self) -> Identity:
        """The identity of the resource, which for a late-bound one is not the identity of what is committed."""
        return composed(self.manifest)

    @cached_property
    def resource(self) -> Manifest:
        """The object itself: of a LateBinding the template, with the namespace that it will have."""
        if not is_late_binding(self.manifest):
            return self.manifest
        template: Manifest = self.manifest["spec"]["template"]
        namespace = self.manifest["metadata"].get("namespace")
        return {**template, "metadata": {**template["metadata"], **({"namespace": namespace} if namespace else {})}}

    @property
    def binding(self) -> str:
        """The name of the LateBinding that wraps the object, or nothing."""
        return str(self.manifest["metadata"]["name"]) if is_late_binding(self.manifest) else ""

    @property
    def path(self) -> str:
        """The compiled file, from the root of the repository."""
        return f"{COMPILED}/{self.target}/{self.file}"


def emitted(target: str, layer: str, files: Files) -> Iterator[Emitted]:
    """Yield the objects of a component's files, in their order."""
    for file, manifests in files.items():
        for manifest in manifests:
            yield Emitted(target, layer, file, manifest)


def built_files(target: str, component: Component, *models: object) -> Files:
    """Return what a component makes of models.

    Raises:
        UnbuildableError: the component fails.

    """
    try:
        files: Files = component.files(*models)
    except (Exception, SystemExit) as error:
        # Whatever a component raises is its own or the inventory's fault, and a compile says the same.
        text = f"component {component.layer} of target {target} fails: {type(error).__name__}: {error}"
        raise UnbuildableError(text) from error
    return files
