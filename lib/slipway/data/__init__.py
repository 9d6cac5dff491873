"""Dated facts about AWS as data: what changes outside without anybody here noticing."""

from slipway.data.tables import (
    InstanceType,
    KubernetesVersion,
    instance_type,
    instance_types,
    kubernetes_version,
    kubernetes_versions,
)

__all__ = [
    "InstanceType",
    "KubernetesVersion",
    "instance_type",
    "instance_types",
    "kubernetes_version",
    "kubernetes_versions",
]
