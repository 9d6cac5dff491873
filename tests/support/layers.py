"""What a component of the repository builds for an environment."""

from __future__ import annotations

from functools import cache
from importlib.util import module_from_spec, spec_from_file_location
from types import ModuleType

from slipway.emit import emit
from slipway.manifest import Files, Manifest
from slipway.model import Environment
from slipway.schema import check
from tests.support.sample import ROOT


@cache
def component_module(layer: str) -> ModuleType:
    """Return the module of a component, loaded from its folder as kapitan does."""
    spec = spec_from_file_location(f"components_{layer}", ROOT / "components" / layer / "__init__.py")
    assert spec
    assert spec.loader
    module = module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def layer_files(layer: str, environment: Environment) -> Files:
    """Return the objects of each file of a layer."""
    files: Files = component_module(layer).files(environment)
    return files


def layer_texts(layer: str, environment: Environment) -> dict[str, str]:
    """Return the text of each file of a layer, after every check that a compile makes."""
    return emit(environment.name, layer, layer_files(layer, environment), check)


def objects(layer: str, environment: Environment, kind: str = "") -> list[Manifest]:
    """Return the objects of a layer, or those of one kind, in their order."""
    found = [one for manifests in layer_files(layer, environment).values() for one in manifests]
    return [one for one in found if one["kind"] == kind] if kind else found


def names(manifests: list[Manifest]) -> list[str]:
    """Return the objects' names."""
    return [manifest["metadata"]["name"] for manifest in manifests]
