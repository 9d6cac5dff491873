"""The dated tables, read once and typed."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import cache
from importlib.resources import files
from typing import Any

import yaml


@dataclass(frozen=True, slots=True)
class KubernetesVersion:
    """A minor version on EKS. ``sure`` is False where AWS's own page did not confirm the dates."""

    version: str
    standard_ends: date
    extended_ends: date
    sure: bool


@dataclass(frozen=True, slots=True)
class InstanceType:
    """An instance type; ``gpu_memory`` is GB a GPU, ``max_pods`` the VPC CNI's limit in secondary-address mode."""

    name: str
    gpus: int
    gpu_memory: int
    max_pods: int


def _read(name: str) -> Any:  # noqa: ANN401 - packaged YAML; the callers type what they take
    return yaml.load(files("slipway.data").joinpath(name).read_bytes(), Loader=yaml.CSafeLoader)


@cache
def kubernetes_versions() -> tuple[KubernetesVersion, ...]:
    """Return the minors on EKS, oldest first."""
    return tuple(
        KubernetesVersion(
            row["version"],
            date.fromisoformat(row["standardEnds"]),
            date.fromisoformat(row["extendedEnds"]),
            row["sure"],
        )
        for row in _read("eks-versions.yaml")["versions"]
    )


def kubernetes_version(version: str) -> KubernetesVersion | None:
    """Return one minor, or None if the table does not know it."""
    return next((row for row in kubernetes_versions() if row.version == version), None)


@cache
def kubernetes_floor() -> str:
    """Return the oldest minor that the reference architecture supports."""
    return str(_read("eks-versions.yaml")["floor"])


@cache
def instance_types() -> tuple[InstanceType, ...]:
    """Return the instance types that have been looked up."""
    rows = _read("instance-types.yaml")["instanceTypes"]
    return tuple(InstanceType(row["name"], row["gpus"], row["gpuMemory"], row["maxPods"]) for row in rows)


def instance_type(name: str) -> InstanceType | None:
    """Return one instance type, or None if the table does not know it."""
    return next((row for row in instance_types() if row.name == name), None)
