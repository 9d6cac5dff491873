"""Section ``nodes``: the group that runs controllers and the groups that run models."""

from typing import Annotated, Any, Literal

from pydantic import AfterValidator, Field, StringConstraints, model_validator

from slipway.merge import merged
from slipway.model.base import Int, Model
from slipway.model.reservation import CapacityBlock, GpuInstanceType, NoReservation, Reservation

CPU_GROUP = "cpu"
"""The name of the one CPU group; a GPU group of that name would share its file, template and role."""


def _not_the_cpu_group(name: str) -> str:
    if name == CPU_GROUP:
        raise ValueError(f"{CPU_GROUP} is the name of the CPU group: choose another for the GPU group")
    return name


GroupName = Annotated[
    str,
    StringConstraints(pattern=r"^[a-z]([a-z0-9-]*[a-z0-9])?$", max_length=20),
    AfterValidator(_not_the_cpu_group),
]
GpuAmiType = Literal["AL2023_x86_64_NVIDIA", "BOTTLEROCKET_x86_64_NVIDIA"]
CpuAmiType = Literal["AL2023_x86_64_STANDARD", "BOTTLEROCKET_x86_64"]
TemplateVersion = Annotated[str, StringConstraints(pattern=r"^(follow|[1-9][0-9]*)$")]
Labels = dict[
    Annotated[str, StringConstraints(min_length=1, max_length=317)], Annotated[str, StringConstraints(max_length=63)]
]


class ScalingConfig(Model):
    """Size of a node group, in instances."""

    min_size: Int = Field(ge=0, description="Fewest instances.")
    max_size: Int = Field(ge=1, description="Most instances.")
    desired_size: Int = Field(ge=0, description="Size at creation; later an autoscaler or EKS may move it.")


class Volume(Model):
    """The volume that holds images and what servers stage."""

    volume_size: Int = Field(ge=20, le=16384, description="Size in GiB.")
    volume_type: Literal["gp3", "io2"] = Field(description="EBS volume type.")
    iops: Int | None = Field(None, ge=3000, description="Provisioned operations a second.")
    throughput: Int | None = Field(None, ge=125, description="Provisioned throughput in MiB a second.")
    below_reference_reason: Annotated[str, StringConstraints(min_length=1)] | None = Field(
        None, description="Why less than the reference size of 300 GiB is enough on a GPU group."
    )


class NodeGroup(Model):
    """What CPU and GPU groups share."""

    scaling_config: ScalingConfig
    volume: Volume
    labels: Labels = Field({}, description="Further node labels.", examples=[{"example.com/team": "inference"}])
    version: Annotated[str, StringConstraints(pattern=r"^1\.[0-9]{2}$")] | None = Field(
        None,
        description="Kubernetes minor version of the nodes; absent: the cluster's. "
        "Write the old one to let the control plane go ahead while these nodes keep running.",
        examples=["1.34"],
    )
    release_version: str | None = Field(
        None,
        description="AMI release such as 1.35.2-20260714; on GPU nodes it fixes driver and toolkit.",
        examples=["1.35.2-20260714"],
    )
    launch_template_version: TemplateVersion | None = Field(
        None,
        description="follow: nodes roll when the template changes; a number: they stay on that version. "
        "Absent: follow, and 1 for a Capacity Block, where rolling needs the group at size 0.",
        examples=["2"],
    )


class CpuNodes(NodeGroup):
    """The untainted group for controllers; it always exists, because the GPU taint leaves them nowhere else to run."""

    instance_types: Annotated[tuple[str, ...], Field(min_length=1)] = Field(
        description="Instance types that EKS may choose among.", examples=[["m7i.2xlarge"]]
    )
    ami_type: CpuAmiType = Field(description="Image of the nodes, by EKS's name for its kind.")

    @property
    def template_version(self) -> str:
        """``follow`` or the pinned version of the launch template."""
        return self.launch_template_version or "follow"


class GpuNodes(NodeGroup):
    """A group of GPU nodes of one instance type."""

    instance_type: GpuInstanceType = Field(description="p5e.48xlarge is the smallest supported profile.")
    ami_type: GpuAmiType = Field(description="AL2023 with NVIDIA driver and toolkit; Bottlerocket is experimental.")
    reservation: Reservation = Field(description="How its instances are obtained: one of three shapes.")
    availability_zones: tuple[str, ...] = Field(
        (), description="Zones of the group; empty: all, or the reservation's.", examples=[["us-east-2b"]]
    )

    @property
    def template_version(self) -> str:
        """``follow`` or the pinned version of the launch template."""
        pinned = "1" if isinstance(self.reservation, CapacityBlock) else "follow"
        return self.launch_template_version or pinned

    @property
    def reserved_zone(self) -> str | None:
        """The one zone that the reservation ties the group to."""
        return None if isinstance(self.reservation, NoReservation) else self.reservation.availability_zone


class Nodes(Model):
    """Section ``nodes``: the group that runs controllers, and the groups that run models."""

    cpu: CpuNodes
    gpu_defaults: dict[str, Any] = Field(description="What every group under gpu starts from; a group's own keys win.")
    gpu: Annotated[dict[GroupName, GpuNodes], Field(min_length=1)] = Field(description="GPU groups by name.")

    @model_validator(mode="before")
    @classmethod
    def _inherit(cls, data: Any) -> Any:  # noqa: ANN401 - whatever the inventory holds, checked after this
        if not isinstance(data, dict) or not isinstance(data.get("gpu"), dict):
            return data
        defaults = data.get("gpuDefaults")
        if not isinstance(defaults, dict):
            return data
        groups = {name: merged(defaults, group) for name, group in data["gpu"].items()}
        return {**data, "gpu": groups}
