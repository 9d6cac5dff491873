"""What a reservation means for a node group: three shapes, each complete, never a mixture.

https://docs.aws.amazon.com/eks/latest/userguide/capacity-blocks-mng.html
"""

from __future__ import annotations

from typing import Any

from slipway.model.reservation import CapacityBlock, NoReservation, OnDemandCapacityReservation, Reservation


def capacity_type(reservation: Reservation) -> str:
    """Return the node group's ``capacityType``."""
    return "CAPACITY_BLOCK" if isinstance(reservation, CapacityBlock) else "ON_DEMAND"


def template_fields(reservation: Reservation) -> dict[str, Any]:
    """Return the template's fields that name the reservation: a group consumes none that its template leaves out.

    A target goes without capacityReservationPreference, which would have to say the same again.
    """
    if isinstance(reservation, NoReservation):
        return {}
    fields: dict[str, Any] = {"capacityReservationSpecification": {"capacityReservationTarget": _target(reservation)}}
    if isinstance(reservation, CapacityBlock):
        fields["instanceMarketOptions"] = {"marketType": "capacity-block"}
    return fields


def update_config(reservation: Reservation) -> dict[str, Any]:
    """Return how nodes are replaced when their version or template changes: one at a time.

    MINIMAL ends the old node before it starts the new one, because a full reservation holds no second one. Without a
    reservation the default order stands: who gives an instance back may not get another.
    https://docs.aws.amazon.com/eks/latest/userguide/managed-node-update-behavior.html
    """
    one = {"maxUnavailable": 1}
    return one if isinstance(reservation, NoReservation) else {**one, "updateStrategy": "MINIMAL"}


def _target(reservation: OnDemandCapacityReservation | CapacityBlock) -> dict[str, str]:
    if isinstance(reservation, OnDemandCapacityReservation) and reservation.capacity_reservation_resource_group_arn:
        return {"capacityReservationResourceGroupArn": reservation.capacity_reservation_resource_group_arn}
    return {"capacityReservationId": str(reservation.capacity_reservation_id)}
