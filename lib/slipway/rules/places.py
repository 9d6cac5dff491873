"""Which part of the inventory a field of a compiled object comes from, as exactly as it can be told from its path."""

from __future__ import annotations

import re
from collections.abc import Mapping

from slipway.manifest import Manifest
from slipway.model import Environment
from slipway.names import application

SECTIONS: Mapping[str, str] = {
    "gpu-operator": "gpuOperator",
    "aws-load-balancer-controller": "loadBalancerController",
    "inference": "inference",
    "documentation": "documentation",
}
"""The section of ``applications`` that a chart's Application comes from."""

PACKAGES: Mapping[str, str] = {
    "Provider": "hub.crossplane.provider.registry",
    "Function": "hub.crossplane.functionPython",
}
"""What the name and the package of a Crossplane package come from, by its kind."""

VALUES = "spec.source.helm.valuesObject."
SOURCE = "spec.source."
INDEX = re.compile(r"\[(\d+)\]")


def section_of(environment: Environment, manifest: Manifest, layer: str) -> str:
    """Return the section of the inventory that an object mostly comes from: its layer's, or its chart's."""
    if manifest["kind"] == "Application":
        for chart, section in SECTIONS.items():
            if manifest["metadata"]["name"] == application(environment.name, chart):
                return f"applications.{section}"
    return layer


def place_of(environment: Environment, manifest: Manifest, layer: str, path: str) -> str:
    """Return where in the inventory a field of an object was written; its section, if nothing more can be told."""
    section = section_of(environment, manifest, layer)
    path = INDEX.sub(r".\1", path)
    if manifest["kind"] == "Application" and section.startswith("applications."):
        if path.startswith(VALUES):
            return value_place(environment, section, path.removeprefix(VALUES))
        return f"{section}.source.{path.removeprefix(SOURCE)}" if path.startswith(SOURCE) else section
    if path.startswith("spec.forProvider.tags."):
        return f"environment.tags.{path.removeprefix('spec.forProvider.tags.')}"
    return section


def hub_place_of(manifest: Manifest, path: str) -> str:
    """Return where in the hub's target a field of one of its own objects was written."""
    if path in ("", "spec.package"):
        return PACKAGES.get(manifest["kind"], "hub")
    return "hub"


def value_place(environment: Environment, section: str, path: str) -> str:
    """Return where a path of a chart's values was written: among the models, or in the free values."""
    models = f"{environment.applications.inference.models_path}."
    if section == "applications.inference" and path.startswith(models):
        return f"{section}.models.{path.removeprefix(models)}"
    return f"{section}.values.{path}"
