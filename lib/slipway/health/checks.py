"""Argo CD's health checks: Lua files for its restricted interpreter, which knows the base and table libraries only.

https://argo-cd.readthedocs.io/en/stable/operator-manual/health/
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from importlib.resources import files
from typing import Protocol

CHECKS: Mapping[str, str] = {
    "apiextensions.crossplane.io_CompositeResourceDefinition": "definition",
    "argoproj.io_Application": "application",
    "nvidia.com_ClusterPolicy": "clusterpolicy",
    "pkg.crossplane.io_Function": "package",
    "pkg.crossplane.io_Provider": "package",
    "slipway.dev_LateBinding": "latebinding",
}
"""The Lua file for each kind that has a check of its own, by ``<group>_<Kind>``."""

MANAGED_GROUPS = ".upbound.io"
"""How the groups of managed resources end."""


class Kind(Protocol):
    """A kind of objects: the catalogue's facts about one, for example."""

    @property
    def group(self) -> str:
        """The API group, ``eks.aws.m.upbound.io``."""

    @property
    def kind(self) -> str:
        """The kind, ``Cluster``."""


def health_checks() -> Mapping[str, str]:
    """Return the Lua of the checks by ``<group>_<Kind>``: ``argoproj.io_Application``."""
    return {key: lua(name) for key, name in CHECKS.items()}


def managed_check() -> str:
    """Return the Lua of the one check for every managed resource."""
    return lua("managed")


def managed_checks(kinds: Iterable[Kind]) -> Mapping[str, str]:
    """Return that check once for every kind that is a managed resource, by ``<group>_<Kind>``."""
    managed = sorted({f"{each.group}_{each.kind}" for each in kinds if each.group.endswith(MANAGED_GROUPS)})
    return {key: managed_check() for key in managed}


def lua(name: str) -> str:
    """Return the source of a check by the name of its file."""
    return files("slipway.health").joinpath(f"{name}.lua").read_text("utf-8")
