"""The EC2 launch template of a node group: disks, instance metadata, tags, and where the capacity comes from.

It names no image, no user data and no security group. EKS then takes the image of the group's ``amiType``, adds its own
bootstrap data and the cluster's security group; a group of ours at any level would turn the last one off.
https://docs.aws.amazon.com/eks/latest/userguide/launch-templates.html
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from slipway.manifest import Manifest
from slipway.model import Environment
from slipway.model.nodes import Volume
from slipway.resources.managed import managed

ROOT_DEVICE = "/dev/xvda"
BOTTLEROCKET_DATA_DEVICE = "/dev/xvdb"
"""Bottlerocket keeps images and containers on a volume of its own, beside the one with its system."""

HOP_LIMIT = 1
"""A pod is one hop further away than its node, so pods cannot get at the node's role. Nothing here needs to: AWS calls
go through roles of service accounts, and the load balancer controller is told its region and VPC."""


def launch_template(
    environment: Environment, group: str, ami_type: str, volume: Volume, more: Mapping[str, Any]
) -> Manifest:
    """Return a group's launch template; ``more`` holds its instance type and reservation, if they belong here."""
    name = environment.names.object(group)
    tags = {"Name": name, **environment.settings.tags}
    for_provider = {
        "name": name,
        **more,
        "blockDeviceMappings": _block_devices(ami_type, volume),
        "metadataOptions": {
            "httpEndpoint": "enabled",
            "httpTokens": "required",
            "httpPutResponseHopLimit": HOP_LIMIT,
        },
        # Tags of a node group stay on the group; instances and their volumes get theirs from here.
        "tagSpecifications": [{"resourceType": resource, "tags": dict(tags)} for resource in ("instance", "volume")],
    }
    return managed(environment, "LaunchTemplate", name, for_provider)


def _block_devices(ami_type: str, volume: Volume) -> list[dict[str, Any]]:
    """Return the disks; one without a size keeps the size of its image."""
    if ami_type.startswith("BOTTLEROCKET_"):
        system = {"deviceName": ROOT_DEVICE, "ebs": _disk({"volumeType": "gp3"})}
        return [system, {"deviceName": BOTTLEROCKET_DATA_DEVICE, "ebs": _disk(_size(volume))}]
    return [{"deviceName": ROOT_DEVICE, "ebs": _disk(_size(volume))}]


def _size(volume: Volume) -> dict[str, Any]:
    size: dict[str, Any] = {"volumeSize": volume.volume_size, "volumeType": volume.volume_type}
    if volume.iops:
        size["iops"] = volume.iops
    if volume.throughput:
        size["throughput"] = volume.throughput
    return size


def _disk(size: Mapping[str, Any]) -> dict[str, Any]:
    """Return an encrypted disk that goes with its instance; the provider takes both words as text."""
    return {**size, "encrypted": "true", "deleteOnTermination": "true"}
