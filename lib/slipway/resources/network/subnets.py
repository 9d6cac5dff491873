"""The subnets: public and worker in every zone, and on request a tier for the control plane's interfaces."""

from __future__ import annotations

from collections.abc import Mapping
from ipaddress import IPv4Network

from slipway.manifest import Manifest
from slipway.model import Environment
from slipway.resources.managed import managed, ref
from slipway.resources.network import split
from slipway.resources.network.split import Tier

ROLE_TAGS: Mapping[Tier, Mapping[str, str]] = {
    "public": {"kubernetes.io/role/elb": "1"},
    "worker": {"kubernetes.io/role/internal-elb": "1"},
    "control-plane": {},
}
"""How the load balancer controller tells subnets apart; it puts nothing into the control plane's.
https://kubernetes-sigs.github.io/aws-load-balancer-controller/latest/deploy/subnet_discovery/"""


def subnets(environment: Environment) -> list[Manifest]:
    """Return every subnet, tier by tier.

    Raises:
        slipway.resources.network.split.SplitError: a subnet has no range.

    """
    return [
        _subnet(environment, tier, zone, cidr)
        for tier, zones in split.ranges(environment.network).items()
        for zone, cidr in zones.items()
    ]


def _subnet(environment: Environment, tier: Tier, zone: str, cidr: IPv4Network) -> Manifest:
    for_provider = {
        "vpcIdRef": ref(environment.names.object()),
        "availabilityZone": zone,
        "cidrBlock": str(cidr),
        # Not even in public subnets: NAT gateways bring their own address and load balancers get theirs from AWS.
        "mapPublicIpOnLaunch": False,
        "tags": dict(ROLE_TAGS[tier]),
    }
    return managed(environment, "Subnet", environment.names.subnet(tier, zone), for_provider)
