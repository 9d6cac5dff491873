"""Section ``network``: the VPC, its subnets and the ways out of it."""

from typing import Annotated, Literal

from pydantic import Field

from slipway.model.base import Bool, Cidr, Model, NotBool, ZoneName

RETENTION_DAYS = Annotated[
    Literal[1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545, 731, 1096, 1827, 2192, 2557, 2922, 3288, 3653],
    NotBool,
]
"""https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_PutRetentionPolicy.html"""


class Subnets(Model):
    """Ranges given by hand, one for each zone; absent: split from the VPC's range (docs/network.md)."""

    public: dict[ZoneName, Cidr] | None = Field(
        None,
        description="Public subnets: zone to range.",
        examples=[{"us-east-2a": "10.20.224.0/23", "us-east-2b": "10.20.226.0/23"}],
    )
    worker: dict[ZoneName, Cidr] | None = Field(
        None,
        description="Private worker subnets: zone to range.",
        examples=[{"us-east-2a": "10.20.0.0/19", "us-east-2b": "10.20.32.0/19"}],
    )
    control_plane: dict[ZoneName, Cidr] | None = Field(
        None,
        description="Private control-plane subnets: zone to range.",
        examples=[{"us-east-2a": "10.20.240.0/28", "us-east-2b": "10.20.240.16/28"}],
    )


class FlowLog(Model):
    """Flow log of the VPC into CloudWatch."""

    enabled: Bool = Field(description="Whether the VPC's traffic is logged.")
    traffic_type: Literal["ACCEPT", "REJECT", "ALL"] = Field(description="Which traffic is logged.")
    retention_in_days: RETENTION_DAYS = Field(description="How long CloudWatch keeps the log, in days.")


class Network(Model):
    """Section ``network``: the VPC, its subnets and the ways out of it."""

    cidr_block: Cidr = Field(description="IPv4 range of the VPC.", examples=["10.20.0.0/16"])
    availability_zones: Annotated[tuple[ZoneName, ...], Field(min_length=2)] = Field(
        description="Zones that get subnets. EKS and the load balancer need at least two.",
        examples=[["us-east-2a", "us-east-2b"]],
    )
    nat_gateways: Literal["single", "perAvailabilityZone"] = Field(
        description="One NAT gateway for all zones, or one in each so that a zone's failure stays its own."
    )
    control_plane_subnets: Bool = Field(description="A third private tier for the control plane's network interfaces.")
    ecr_endpoints: Bool = Field(
        description="Interface endpoints ecr.api and ecr.dkr: image pulls stay inside the VPC (layers come through S3)."
    )
    flow_log: FlowLog
    subnets: Subnets = Field(Subnets(), description="Subnet ranges given by hand instead of the documented split.")
    peered_with: tuple[str, ...] = Field(
        (),
        description="Environments whose VPCs are peered with this one; their ranges must not overlap.",
        examples=[["staging-us-west-2"]],
    )
