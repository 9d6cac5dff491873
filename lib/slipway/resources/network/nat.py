"""NAT gateways, the private subnets' way out: one for all zones, or one in each."""

from __future__ import annotations

from slipway.manifest import Manifest
from slipway.model import Environment
from slipway.resources.managed import managed, ref


def nat_zone(environment: Environment, zone: str) -> str:
    """Return the zone of the NAT gateway that a zone's private subnets go out through.

    A single gateway lies in the zone that the inventory lists first, so appending a zone does not move it.
    """
    network = environment.network
    return network.availability_zones[0] if network.nat_gateways == "single" else zone


def nat_name(environment: Environment, zone: str) -> str:
    """Return the name of a zone's NAT gateway and of its address.

    The zone is part of it: AWS cannot move a gateway, so one in another zone is another object.
    """
    return environment.names.object("nat", zone)


def nat(environment: Environment) -> list[Manifest]:
    """Return each NAT gateway, followed by its address."""
    zones = dict.fromkeys(nat_zone(environment, zone) for zone in environment.network.availability_zones)
    return [manifest for zone in zones for manifest in _gateway(environment, zone)]


def _gateway(environment: Environment, zone: str) -> list[Manifest]:
    name = nat_name(environment, zone)
    for_provider = {
        "connectivityType": "public",
        "allocationIdRef": ref(name),
        "subnetIdRef": ref(environment.names.subnet("public", zone)),
    }
    return [
        managed(environment, "NATGateway", name, for_provider),
        managed(environment, "EIP", name, {"domain": "vpc"}),
    ]
