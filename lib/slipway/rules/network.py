"""Rules of section ``network``."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from ipaddress import IPv4Network
from itertools import combinations

from slipway.data import instance_type
from slipway.findings import Severity
from slipway.model import Environment
from slipway.resources.network.split import SplitError, faults, ranges
from slipway.rules.rule import Fault, Rule, rule

SUBNETS = "https://docs.aws.amazon.com/vpc/latest/userguide/subnet-sizing.html"
WHOLE = "network.cidrBlock"
RESERVED_ADDRESSES = 5
"""AWS keeps five addresses of every subnet for itself."""


@dataclass(frozen=True, slots=True)
class _Subnet:
    tier: str
    zone: str
    cidr_block: IPv4Network
    path: str


def _cut(environment: Environment) -> tuple[_Subnet, ...]:
    """The subnets as they will be, or none when they cannot be cut: NETWORK-007 says so then."""
    network = environment.network
    given = {
        "public": ("network.subnets.public", network.subnets.public),
        "worker": ("network.subnets.worker", network.subnets.worker),
        "control-plane": ("network.subnets.controlPlane", network.subnets.control_plane),
    }
    try:
        found = ranges(network)
    except SplitError:
        return ()
    return tuple(
        _Subnet(tier, zone, block, f"{given[tier][0]}.{zone}" if given[tier][1] else WHOLE)
        for tier, zones in found.items()
        for zone, block in zones.items()
    )


@rule(
    "NETWORK-001",
    "A subnet lies inside the VPC",
    reason="AWS refuses a subnet whose range is not part of the VPC's.",
    remedy="Choose a range inside network.cidrBlock, or leave network.subnets out to have it split.",
    source=SUBNETS,
)
def inside(environment: Environment) -> Iterator[Fault]:
    """Yield subnets outside the VPC's range."""
    block = environment.network.cidr_block
    for subnet in _cut(environment):
        if not subnet.cidr_block.subnet_of(block):
            message = f"the {subnet.tier} subnet of {subnet.zone} lies outside the VPC"
            yield Fault(subnet.path, message, str(subnet.cidr_block), f"a part of {block}")


@rule(
    "NETWORK-002",
    "Subnets do not overlap",
    reason="AWS refuses the second of two subnets that share an address.",
    remedy="Give each tier and zone a range of its own.",
    source=SUBNETS,
)
def apart(environment: Environment) -> Iterator[Fault]:
    """Yield pairs of subnets that share addresses."""
    for one, other in combinations(_cut(environment), 2):
        if one.cidr_block.overlaps(other.cidr_block):
            # A range by hand is the one to change, not one that follows from the VPC's.
            kept, changed = (other, one) if other.path == WHOLE and one.path != WHOLE else (one, other)
            message = f"the {changed.tier} subnet of {changed.zone} overlaps the {kept.tier} subnet of {kept.zone}"
            yield Fault(changed.path, message, str(changed.cidr_block), f"a range without {kept.cidr_block}")


@rule(
    "NETWORK-003",
    "Zones belong to the region",
    reason="A subnet in a zone of another region cannot be created.",
    remedy="Name zones of the environment's region.",
    source="https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/using-regions-availability-zones.html",
)
def zones_of_region(environment: Environment) -> Iterator[Fault]:
    """Yield zones of another region."""
    region = environment.settings.region
    for index, zone in enumerate(environment.network.availability_zones):
        if zone[:-1] != region:
            message = f"zone {zone} is not in region {region}"
            yield Fault(f"network.availabilityZones.{index}", message, zone, f"{region}a, {region}b, ...")


@rule(
    "NETWORK-004",
    "Zones are named once",
    reason="Lists of classes and targets are joined, so a zone that both name comes out twice.",
    remedy="Name only the zones that no class names yet, or replace the list with ~availabilityZones.",
    source="https://kapitan.dev/pages/inventory/classes/",
)
def zones_once(environment: Environment) -> Iterator[Fault]:
    """Yield zones that stand in the list twice."""
    zones = environment.network.availability_zones
    for index, zone in enumerate(zones):
        if zone in zones[:index]:
            yield Fault(f"network.availabilityZones.{index}", f"zone {zone} is named twice", zone, "each zone once")


@rule(
    "NETWORK-005",
    "Worker subnets have room for the pods",
    reason="Each pod takes an address of its node's subnet; once they run out, pods stay Pending.",
    remedy="Take a larger VPC range, or larger worker subnets by hand.",
    source="https://docs.aws.amazon.com/eks/latest/best-practices/ip-opt.html",
)
def room_for_pods(environment: Environment) -> Iterator[Fault]:
    """Yield worker subnets that are smaller than the pods of a full house."""
    zones = environment.network.availability_zones
    for subnet in _cut(environment):
        if subnet.tier != "worker":
            continue
        free = subnet.cidr_block.num_addresses - RESERVED_ADDRESSES
        needed = _pods(environment, subnet.zone, len(zones))
        if free < needed:
            message = f"the worker subnet of {subnet.zone} has {free} addresses for up to {needed} pods"
            allowed = f"at least {needed + RESERVED_ADDRESSES} addresses"
            yield Fault(subnet.path, message, str(subnet.cidr_block), allowed)


def _pods(environment: Environment, zone: str, zones: int) -> int:
    nodes = environment.nodes
    cpu = max((found.max_pods for name in nodes.cpu.instance_types if (found := instance_type(name))), default=0)
    total = cpu * -(-nodes.cpu.scaling_config.max_size // zones)
    for group in nodes.gpu.values():
        shape = instance_type(group.instance_type)
        own = (group.reserved_zone,) if group.reserved_zone else group.availability_zones
        if shape and (zone in own or not own):
            total += shape.max_pods * group.scaling_config.max_size
    return total


@rule(
    "NETWORK-006",
    "Production has a NAT gateway in each zone",
    severity=Severity.WARNING,
    reason="With one gateway, the failure of its zone cuts every node of the others off from the internet.",
    remedy="Set network.natGateways to perAvailabilityZone, or acknowledge the risk.",
    source="https://docs.aws.amazon.com/vpc/latest/userguide/nat-gateway-basics.html",
)
def gateway_each(environment: Environment) -> Iterator[Fault]:
    """Yield a production network with a single gateway."""
    if environment.settings.stage == "prod" and environment.network.nat_gateways == "single":
        yield Fault(
            "network.natGateways", "one NAT gateway serves every zone of production", "single", "perAvailabilityZone"
        )


@rule(
    "NETWORK-007",
    "Every subnet has a range",
    reason="The documented split covers VPC ranges from /16 to /20 and the zone letters a to f.",
    remedy="Take another VPC range, or give network.subnets by hand for every zone.",
    source="docs/network.md",
)
def cut(environment: Environment) -> Iterator[Fault]:
    """Yield the subnets that can be neither taken nor split."""
    zones = environment.network.availability_zones
    for error in faults(environment.network):
        index = f".{zones.index(error.found)}" if error.found in zones else ""
        path = error.path + (index if error.path == "network.availabilityZones" else "")
        message = f"{error.message} in {error.path}" if error.path.startswith("network.subnets.") else error.message
        yield Fault(path, message, error.found, error.allowed, error.remedy)


@rule(
    "NETWORK-010",
    "Ranges have a size that AWS takes",
    reason="A VPC is /16 to /28; a subnet at least /28, and /27 where a load balancer is to grow.",
    remedy="Choose a range of a legal size.",
    source=SUBNETS,
)
def legal_sizes(environment: Environment) -> Iterator[Fault]:
    """Yield a VPC that is too wide or too narrow, and subnets that are too narrow."""
    block = environment.network.cidr_block
    if not 16 <= block.prefixlen <= 28:
        yield Fault("network.cidrBlock", "AWS makes no VPC of this size", str(block), "/16 to /28")
    for subnet in _cut(environment):
        narrowest = 28 if subnet.tier == "control-plane" else 27
        if subnet.cidr_block.prefixlen > narrowest:
            message = f"the {subnet.tier} subnet of {subnet.zone} is too narrow"
            yield Fault(subnet.path, message, str(subnet.cidr_block), f"/16 to /{narrowest}")


@rule(
    "NETWORK-011",
    "Ranges by hand are for zones that the network has",
    severity=Severity.WARNING,
    reason="A range for another zone, or for a tier that is off, makes no subnet; whoever wrote it expects one.",
    remedy="Name the zone in network.availabilityZones, switch the tier on, or take the range out.",
    source="docs/network.md",
)
def zones_with_ranges(environment: Environment) -> Iterator[Fault]:
    """Yield ranges that no subnet takes."""
    network = environment.network
    for key, name in (("public", "public"), ("worker", "worker"), ("controlPlane", "control_plane")):
        zones = network.availability_zones if name != "control_plane" or network.control_plane_subnets else ()
        allowed = ", ".join(zones) or "none while the control-plane tier is off"
        for zone in getattr(network.subnets, name) or ():
            if zone not in zones:
                message = f"no {key} subnet takes the range for {zone}"
                yield Fault(f"network.subnets.{key}.{zone}", message, zone, allowed, at_key=True)


RULES: tuple[Rule[Environment], ...] = (
    inside,
    apart,
    zones_of_region,
    zones_once,
    room_for_pods,
    gateway_each,
    cut,
    legal_sizes,
    zones_with_ranges,
)
