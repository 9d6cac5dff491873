"""The CPU group. It always exists and has no taint: the GPU taint leaves controllers nowhere else to run."""

from __future__ import annotations

from slipway.manifest import Manifest
from slipway.model import Environment
from slipway.model.nodes import CPU_GROUP
from slipway.resources.nodes.group import node_group
from slipway.resources.nodes.role import node_role
from slipway.resources.nodes.template import launch_template


def cpu_group(environment: Environment) -> list[Manifest]:
    """Return the CPU group, its launch template and its role."""
    nodes = environment.nodes.cpu
    more = {
        "capacityType": "ON_DEMAND",
        "instanceTypes": list(nodes.instance_types),
        # One at a time: a second replica of each controller keeps running.
        "updateConfig": {"maxUnavailable": 1},
    }
    zones = environment.network.availability_zones
    return [
        node_group(environment, CPU_GROUP, nodes, "system", zones, more),
        launch_template(environment, CPU_GROUP, nodes.ami_type, nodes.volume, {}),
        *node_role(environment, CPU_GROUP),
    ]
