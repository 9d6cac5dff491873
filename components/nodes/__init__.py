"""Nodes: the CPU group that runs controllers, and the GPU groups that run models."""

from slipway.component import component
from slipway.manifest import Files
from slipway.model import Environment
from slipway.resources.nodes import cpu, gpu


def files(environment: Environment) -> Files:
    """Return the layer's objects by file: one for the CPU group, one for each GPU group."""
    groups = sorted(environment.nodes.gpu)
    return {
        "nodes/cpu.yaml": cpu.cpu_group(environment),
        **{f"nodes/{group}.yaml": gpu.gpu_group(environment, group) for group in groups},
    }


main = component("nodes", files)
