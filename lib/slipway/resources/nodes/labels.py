"""How pods find their nodes: the pool label that every node carries, and the taint that keeps others off GPU nodes."""

from __future__ import annotations

from typing import Literal

Pool = Literal["system", "gpu"]

POOL_LABEL = "slipway.dev/node-pool"
"""Own prefix: the kubelet may not set labels under kubernetes.io, apart from a few."""

GPU_TAINT_KEY = "nvidia.com/gpu"
GPU_TAINT_VALUE = "true"
"""The taint of the reference architecture, ``nvidia.com/gpu=true:NoSchedule``, which its charts tolerate."""


def pool_label(pool: Pool) -> dict[str, str]:
    """Return the label of a pool's nodes, which is also the node selector for them."""
    return {POOL_LABEL: pool}


def gpu_taint() -> dict[str, str]:
    """Return the taint of GPU nodes in the spelling of the EKS API, where NoSchedule is NO_SCHEDULE."""
    return {"key": GPU_TAINT_KEY, "value": GPU_TAINT_VALUE, "effect": "NO_SCHEDULE"}


def gpu_toleration() -> dict[str, str]:
    """Return the toleration of that taint in the spelling of Kubernetes; with Exists the value does not matter."""
    return {"key": GPU_TAINT_KEY, "operator": "Exists", "effect": "NoSchedule"}
