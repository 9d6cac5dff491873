"""How GPU instances are obtained: a tagged choice of three shapes, because AWS accepts no mixture of them.

https://docs.aws.amazon.com/eks/latest/userguide/capacity-blocks-mng.html
"""

from typing import Annotated, Literal, Self

from pydantic import Field, StringConstraints, model_validator

from slipway.model.base import Int, Model, Moment, ZoneName

ReservationId = Annotated[str, StringConstraints(pattern=r"^cr-[0-9a-f]{8,17}$")]
GroupArn = Annotated[
    str, StringConstraints(pattern=r"^arn:aws(-[a-z]+)*:resource-groups:[a-z0-9-]+:[0-9]{12}:group/.+$")
]
GpuInstanceType = Literal["p5e.48xlarge", "p5en.48xlarge", "p5.48xlarge"]
"""The supported shapes; p5e.48xlarge is the smallest profile that Poolside supports."""


class NoReservation(Model):
    """On demand without a reservation: GPU instances are then usually not to be had."""

    kind: Literal["none"]


class OnDemandCapacityReservation(Model):
    """An On-Demand Capacity Reservation, named by its id or by a resource group that holds it."""

    kind: Literal["odcr"]
    capacity_reservation_id: ReservationId | None = Field(
        None, description="Id of the reservation: either this or its resource group.", examples=["cr-0123456789abcdef0"]
    )
    capacity_reservation_resource_group_arn: GroupArn | None = Field(
        None,
        description="Resource group that holds the reservation, instead of its id.",
        examples=["arn:aws:resource-groups:us-east-2:111122223333:group/gpus"],
    )
    availability_zone: ZoneName = Field(
        description="Zone of the reservation; the group's only subnet lies there.", examples=["us-east-2b"]
    )
    instance_type: GpuInstanceType = Field(description="Instance type that was reserved.")
    instance_count: Int = Field(ge=1, description="Number of instances that were reserved.")
    end_date: Moment | None = Field(
        None, description="End of the reservation; absent: until cancelled.", examples=["2027-03-01T00:00:00Z"]
    )

    @model_validator(mode="after")
    def _one_target(self) -> Self:
        if (self.capacity_reservation_id is None) == (self.capacity_reservation_resource_group_arn is None):
            raise ValueError("give exactly one of capacityReservationId and capacityReservationResourceGroupArn")
        return self


class CapacityBlock(Model):
    """A Capacity Block for ML: bought for a window, in one zone, of one type."""

    kind: Literal["capacityBlock"]
    capacity_reservation_id: ReservationId = Field(
        description="Id of the reservation that the block is.", examples=["cr-0123456789abcdef0"]
    )
    availability_zone: ZoneName = Field(
        description="Zone of the block; the group's only subnet lies there.", examples=["us-west-2a"]
    )
    instance_type: GpuInstanceType = Field(description="Instance type that was bought.")
    instance_count: Int = Field(ge=1, description="Number of instances that were bought.")
    start_date: Moment = Field(description="Start of the block, in UTC.", examples=["2026-12-01T11:30:00Z"])
    end_date: Moment = Field(description="End of the block, in UTC.", examples=["2026-12-15T11:30:00Z"])


Reservation = Annotated[NoReservation | OnDemandCapacityReservation | CapacityBlock, Field(discriminator="kind")]
