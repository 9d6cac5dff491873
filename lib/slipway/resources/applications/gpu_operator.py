"""NVIDIA's GPU Operator: with what the image of the GPU nodes lacks, and agents that get onto tainted nodes.

Helm replaces lists, so every toleration stands here in full. Without the feature discovery's toleration no GPU node is
ever labelled, nothing else of the operator starts there, and the node advertises no GPU.
https://docs.nvidia.com/datacenter/cloud-native/gpu-operator/latest/getting-started.html
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, NamedTuple

from slipway.manifest import Manifest
from slipway.model import Environment
from slipway.model.nodes import GpuAmiType
from slipway.resources.applications.chart import CONTROLLERS, chart_application
from slipway.resources.nodes.labels import gpu_toleration, pool_label


class OnBoard(NamedTuple):
    """What an image brings along; a second one from the operator would get in its way."""

    driver: bool
    toolkit: bool
    device_plugin: bool


ON_BOARD: Mapping[GpuAmiType, OnBoard] = {
    # https://docs.aws.amazon.com/eks/latest/userguide/ml-eks-optimized-ami.html
    "AL2023_x86_64_NVIDIA": OnBoard(driver=True, toolkit=True, device_plugin=False),
    "BOTTLEROCKET_x86_64_NVIDIA": OnBoard(driver=True, toolkit=True, device_plugin=True),
}

CONTROL_PLANE_TOLERATION = {"key": "node-role.kubernetes.io/control-plane", "operator": "Equal", "effect": "NoSchedule"}
"""The chart's own toleration of the feature discovery's agents, which ours would otherwise take away."""


class MixedImagesError(ValueError):
    """GPU groups run on images that need different operators, and a cluster has one."""


def on_board(environment: Environment) -> OnBoard:
    """Return what the images of all GPU groups bring along.

    Raises:
        MixedImagesError: they differ. The chart's switches hold for the whole cluster: a device plugin for one group's
            nodes would run beside the other's own, and both would register the same GPUs.

    """
    groups = environment.nodes.gpu
    found = {ON_BOARD[group.ami_type] for group in groups.values()}
    if len(found) > 1:
        listed = ", ".join(f"{name}: {group.ami_type}" for name, group in sorted(groups.items()))
        raise MixedImagesError(
            f"nodes.gpu: the groups' amiType differ ({listed}), and one GPU Operator cannot serve both: "
            "give all GPU groups of the environment one amiType"
        )
    return found.pop()


def gpu_operator(environment: Environment) -> list[Manifest]:
    """Return the operator's Application.

    Raises:
        MixedImagesError: as :func:`on_board`.

    """
    chart = environment.applications.gpu_operator
    return chart_application(
        environment,
        chart,
        "gpu-operator",
        release_name="gpu-operator",
        values=_values(on_board(environment)) if chart.enabled else {},
        wave=CONTROLLERS,
        privileged=True,
    )


def _values(image: OnBoard) -> dict[str, Any]:
    system = pool_label("system")
    agents = [gpu_toleration()]
    return {
        "operator": {
            "nodeSelector": system,
            # Helm's upgrade hook becomes a job before every sync, and Argo CD applies the chart's definitions itself.
            "upgradeCRD": False,
            "cleanupCRD": False,
        },
        "driver": {"enabled": not image.driver},
        "toolkit": {"enabled": not image.toolkit},
        "devicePlugin": {"enabled": not image.device_plugin},
        # Models take whole GPUs.
        "mig": {"strategy": "single"},
        "migManager": {"enabled": False},
        "cdi": {"enabled": True},
        "gfd": {"enabled": True},
        "dcgmExporter": {"enabled": True, "serviceMonitor": {"enabled": False}},
        "daemonsets": {"tolerations": agents},
        "node-feature-discovery": {
            "worker": {"tolerations": [CONTROL_PLANE_TOLERATION, *agents]},
            "master": {"nodeSelector": system},
            "gc": {"nodeSelector": system},
            # Helm's hook would become a job at the end of a deletion, when the cluster may be gone.
            "postDeleteCleanup": False,
        },
    }
