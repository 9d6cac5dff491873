"""The hub's objects for the sample fleet, with changes laid over hub and environments alike."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from typing import Any

from slipway.emit import emit
from slipway.manifest import Files, Manifest
from slipway.model import Environment, Hub
from slipway.schema import check
from tests.support.layers import component_module
from tests.support.sample import sample_environment, sample_hub

TARGETS = ("dev-us-east-2", "prod-us-east-1", "staging-us-west-2")
FLAVOURS = ("self-managed", "eks-capability")


def members(**overrides: Any) -> tuple[Environment, ...]:
    return tuple(sample_environment(target, **overrides) for target in TARGETS)


def hub_files(hub: Hub, environments: Sequence[Environment]) -> Files:
    files: Files = component_module("hub").files(hub, environments)
    return files


@cache
def fleet_files(flavour: str = "self-managed") -> Files:
    """Return the hub's objects by file; the same for all tests, which leave them as they are."""
    fleet = {"argocd": {"flavour": flavour}}
    return hub_files(sample_hub(fleet=fleet), members(fleet=fleet))


def texts(flavour: str) -> dict[str, str]:
    """Return the hub's files as they are written."""
    return emit("hub", "hub", fleet_files(flavour), check)


def everything(files: Files) -> list[Manifest]:
    return [manifest for manifests in files.values() for manifest in manifests]


def of_kind(files: Files, kind: str) -> dict[str, Manifest]:
    """Return the objects of a kind by name."""
    return {one["metadata"]["name"]: one for one in everything(files) if one["kind"] == kind}


def wave(manifest: Manifest) -> int:
    return int(manifest["metadata"]["annotations"]["argocd.argoproj.io/sync-wave"])
