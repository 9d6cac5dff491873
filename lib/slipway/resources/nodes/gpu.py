"""A GPU group: tainted nodes of one instance type, from a reservation or on demand."""

from __future__ import annotations

from typing import Any

from slipway.manifest import Manifest
from slipway.model import Environment
from slipway.model.nodes import GpuNodes
from slipway.model.reservation import CapacityBlock
from slipway.resources.nodes import reservation
from slipway.resources.nodes.group import node_group
from slipway.resources.nodes.labels import gpu_taint
from slipway.resources.nodes.role import node_role
from slipway.resources.nodes.template import launch_template


def gpu_group(environment: Environment, group: str) -> list[Manifest]:
    """Return a GPU group by its name in the inventory, its launch template and its role."""
    nodes = environment.nodes.gpu[group]
    more: dict[str, Any] = {
        "capacityType": reservation.capacity_type(nodes.reservation),
        "taint": [gpu_taint()],
        "scalingConfig": {"minSize": _min_size(nodes), "maxSize": nodes.scaling_config.max_size},
        "updateConfig": reservation.update_config(nodes.reservation),
    }
    # The instance type stands in the template: a Capacity Block takes it nowhere else.
    template = {"instanceType": nodes.instance_type, **reservation.template_fields(nodes.reservation)}
    return [
        node_group(environment, group, nodes, "gpu", zones(environment, nodes), more),
        launch_template(environment, group, nodes.ami_type, nodes.volume, template),
        *node_role(environment, group),
    ]


def zones(environment: Environment, nodes: GpuNodes) -> tuple[str, ...]:
    """Return the zones of a group: the reservation's one, else the group's own list, else all of the network."""
    if nodes.reserved_zone:
        return (nodes.reserved_zone,)
    return nodes.availability_zones or environment.network.availability_zones


def _min_size(nodes: GpuNodes) -> int:
    """Return the smallest size: 0 on a Capacity Block, whatever the inventory says.

    EKS upgrades such a group at size 0 only, and refuses a desired size below the minimum.
    https://docs.aws.amazon.com/eks/latest/userguide/capacity-blocks-mng.html
    """
    return 0 if isinstance(nodes.reservation, CapacityBlock) else nodes.scaling_config.min_size
