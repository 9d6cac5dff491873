"""Route tables, their default routes, and which subnet uses which."""

from __future__ import annotations

from typing import Any

from slipway.manifest import Manifest
from slipway.model import Environment
from slipway.resources.managed import live_ref, managed, ref
from slipway.resources.network import split
from slipway.resources.network.nat import nat_name, nat_zone
from slipway.resources.network.split import Tier

ANYWHERE = "0.0.0.0/0"


def public_table(environment: Environment) -> str:
    """Return the name of the route table of all public subnets."""
    return environment.names.object("public")


def private_table(environment: Environment, zone: str) -> str:
    """Return the name of the route table of a zone's private subnets.

    Every zone has its own even behind a single NAT gateway: going to one gateway in each zone then changes the targets
    of routes and nothing else.
    """
    return environment.names.object("private", zone)


def private_tables(environment: Environment) -> list[str]:
    """Return the names of all private route tables, in the order of the zones."""
    return [private_table(environment, zone) for zone in environment.network.availability_zones]


def routes(environment: Environment) -> list[Manifest]:
    """Return each route table with its default route, then the subnets' associations."""
    internet = {"gatewayIdRef": ref(environment.names.object())}
    tables = _table(environment, public_table(environment), internet)
    for zone in environment.network.availability_zones:
        # The one reference whose target an inventory change may move: a plain one would keep the first gateway's id.
        gateway = {"natGatewayIdRef": live_ref(nat_name(environment, nat_zone(environment, zone)))}
        tables += _table(environment, private_table(environment, zone), gateway)
    return tables + [
        _association(environment, tier, zone)
        for tier in split.tiers(environment.network)
        for zone in environment.network.availability_zones
    ]


def _table(environment: Environment, name: str, target: dict[str, Any]) -> list[Manifest]:
    default = {"routeTableIdRef": ref(name), "destinationCidrBlock": ANYWHERE, **target}
    return [
        managed(environment, "RouteTable", name, {"vpcIdRef": ref(environment.names.object())}),
        managed(environment, "Route", name, default),
    ]


def _association(environment: Environment, tier: Tier, zone: str) -> Manifest:
    subnet = environment.names.subnet(tier, zone)
    table = public_table(environment) if tier == "public" else private_table(environment, zone)
    for_provider = {"subnetIdRef": ref(subnet), "routeTableIdRef": ref(table)}
    return managed(environment, "RouteTableAssociation", subnet, for_provider)
