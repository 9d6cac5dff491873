"""The rule on how a GPU group gets its instances, as it was compiled: AWS accepts three shapes and no mixture."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from slipway.model import Environment
from slipway.model.nodes import GpuNodes
from slipway.model.reservation import CapacityBlock, NoReservation, OnDemandCapacityReservation
from slipway.rules.compiled import Compiled, dig, provider, shown
from slipway.rules.rule import Fault, Rule, rule

CAPACITY_TYPE = "capacityType"
MARKET = "instanceMarketOptions.marketType"
TARGET = "capacityReservationSpecification.capacityReservationTarget"


def _expected(group: GpuNodes) -> dict[str, Any]:
    """Return capacity type, market type and target that belong to the reservation's kind."""
    match group.reservation:
        case NoReservation():
            return {CAPACITY_TYPE: "ON_DEMAND", MARKET: None, TARGET: None}
        case CapacityBlock(capacity_reservation_id=id_):
            target = {"capacityReservationId": id_}
            return {CAPACITY_TYPE: "CAPACITY_BLOCK", MARKET: "capacity-block", TARGET: target}
        case OnDemandCapacityReservation(capacity_reservation_id=None, capacity_reservation_resource_group_arn=arn):
            return {CAPACITY_TYPE: "ON_DEMAND", MARKET: None, TARGET: {"capacityReservationResourceGroupArn": arn}}
        case OnDemandCapacityReservation(capacity_reservation_id=id_):
            return {CAPACITY_TYPE: "ON_DEMAND", MARKET: None, TARGET: {"capacityReservationId": id_}}


def _subnets(environment: Environment, group: GpuNodes) -> list[str]:
    zones = (group.reserved_zone,) if group.reserved_zone else group.availability_zones
    return [environment.names.subnet("worker", zone) for zone in zones or environment.network.availability_zones]


@rule(
    "NODES-014",
    "Capacity type, market, target, instance type and subnets follow from the reservation",
    reason="A group of another shape never consumes its reservation: nothing starts, and the reservation is billed.",
    remedy="Report it: the compiler derives these fields from nodes.gpu.<group>.reservation.",
    source="https://docs.aws.amazon.com/eks/latest/userguide/capacity-blocks-mng.html",
)
def one_shape(compiled: Compiled) -> Iterator[Fault]:
    """Yield GPU groups whose fields are not those of their reservation's kind."""
    environment = compiled.environment
    for name, group in environment.nodes.gpu.items():
        node_group = compiled.named("NodeGroup", environment.names.object(name))
        template = compiled.named("LaunchTemplate", environment.names.object(name))
        if node_group is None or template is None:
            continue
        fields = {**provider(template), CAPACITY_TYPE: provider(node_group).get(CAPACITY_TYPE)}
        expected = {**_expected(group), "instanceType": group.instance_type}
        for path, wanted in expected.items():
            found = dig(fields, path)
            if found != wanted:
                message = f"{path} of GPU group `{name}` does not follow from its reservation"
                yield Fault(f"nodes.gpu.{name}.reservation", message, shown(found), shown(wanted))
        subnets = [item["name"] for item in provider(node_group).get("subnetIdRefs", [])]
        if subnets != _subnets(environment, group):
            allowed = ", ".join(_subnets(environment, group))
            message = f"the subnets of GPU group `{name}` do not follow from its reservation"
            yield Fault(f"nodes.gpu.{name}.reservation", message, ", ".join(subnets), allowed)


RULES: tuple[Rule[Compiled], ...] = (one_shape,)
