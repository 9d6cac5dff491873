"""The split of a VPC's range into subnets, by the letter of the zone: adding or reordering zones moves no subnet.

The range is cut into eighths. Eighths 0 to 5 are the worker subnets of zones a to f, eighth 6 stays free, and eighth 7
is cut into sixteen: 0 to 5 are the public subnets of zones a to f, 8 to 13 their control-plane subnets. AWS never
changes a subnet's range, so neither may this split: whoever changes it here breaks every environment that exists.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from ipaddress import IPv4Network
from typing import Literal

from slipway.model.network import Network

Tier = Literal["public", "worker", "control-plane"]

ZONE_LETTERS = "abcdef"
"""No region has more zones: https://docs.aws.amazon.com/global-infrastructure/latest/regions/aws-availability-zones.html"""

WIDEST_PREFIX = 16
"""The widest range of a VPC; https://docs.aws.amazon.com/vpc/latest/userguide/vpc-cidr-blocks.html"""

NARROWEST_PREFIX = 20
"""Its public subnets are /27, the narrowest in which a load balancer can grow, and its worker subnets /23.
https://docs.aws.amazon.com/elasticloadbalancing/latest/application/application-load-balancers.html"""

_SMALL: Mapping[Tier, int] = {"public": 7 * 16, "control-plane": 7 * 16 + 8}
"""Where the tiers of small subnets start, counted in 128ths of the VPC's range."""

_KEYS: Mapping[Tier, str] = {"public": "public", "worker": "worker", "control-plane": "controlPlane"}


class SplitError(ValueError):
    """A subnet has no range: the VPC's range or a zone cannot be split, or ranges by hand leave out a zone.

    ``path`` is the place in the inventory; ``found``, ``allowed`` and ``remedy`` are what a finding wants.
    """

    def __init__(self, path: str, message: str, *, found: str, allowed: str, remedy: str) -> None:
        """Build the error from the parts of a finding."""
        super().__init__(f"{path}: {message} (found {found}; allowed: {allowed}). {remedy}")
        self.path = path
        self.message = message
        self.found = found
        self.allowed = allowed
        self.remedy = remedy


def tiers(network: Network) -> tuple[Tier, ...]:
    """Return the tiers that the environment has, public first."""
    return ("public", "worker", "control-plane") if network.control_plane_subnets else ("public", "worker")


def ranges(network: Network) -> dict[Tier, dict[str, IPv4Network]]:
    """Return the range of every subnet, by tier and zone; zones in the inventory's order.

    Raises:
        SplitError: a subnet has no range.

    """
    return {
        tier: {zone: subnet_range(network, tier, zone) for zone in network.availability_zones}
        for tier in tiers(network)
    }


def faults(network: Network) -> list[SplitError]:
    """Return every reason why :func:`ranges` would fail, one for each place and value at fault."""
    found: dict[tuple[str, str], SplitError] = {}
    for tier, zone in _subnets(network):
        try:
            subnet_range(network, tier, zone)
        except SplitError as error:
            found.setdefault((error.path, error.found), error)
    return list(found.values())


def subnet_range(network: Network, tier: Tier, zone: str) -> IPv4Network:
    """Return the range of one subnet: the one given by hand for its tier, else the one that the split yields.

    Raises:
        SplitError: ranges are given for the tier but none for the zone, or the split cannot yield one.

    """
    given = _by_hand(network, tier)
    if given is None:
        return derived(network.cidr_block, tier, zone)
    if zone not in given:
        raise SplitError(
            f"network.subnets.{_KEYS[tier]}",
            f"no range for zone {zone}",
            found=", ".join(given) or "no zone",
            allowed="a range for each of " + ", ".join(network.availability_zones),
            remedy=f"Add a range for {zone}, or leave the tier out so that all its ranges are split from cidrBlock.",
        )
    return given[zone]


def derived(vpc: IPv4Network, tier: Tier, zone: str) -> IPv4Network:
    """Return the range that the split yields for a tier in a zone, ``us-east-2a``; only the zone's letter counts.

    Raises:
        SplitError: the VPC's range is too wide or too narrow to split, or the letter is beyond f.

    """
    by_hand = f"Give the subnets' ranges by hand in network.subnets.{_KEYS[tier]}."
    if not WIDEST_PREFIX <= vpc.prefixlen <= NARROWEST_PREFIX:
        raise SplitError(
            "network.cidrBlock",
            "a range of this size is not split into subnets",
            found=str(vpc),
            allowed=f"/{WIDEST_PREFIX} to /{NARROWEST_PREFIX}",
            remedy=by_hand,
        )
    letter = zone[-1]
    if letter not in ZONE_LETTERS:
        raise SplitError(
            "network.availabilityZones",
            "the split has no place for a zone of this letter",
            found=zone,
            allowed=f"zones {', '.join(ZONE_LETTERS)}",
            remedy=by_hand,
        )
    position = ZONE_LETTERS.index(letter)
    return _part(vpc, 3, position) if tier == "worker" else _part(vpc, 7, _SMALL[tier] + position)


def _by_hand(network: Network, tier: Tier) -> Mapping[str, IPv4Network] | None:
    match tier:
        case "public":
            return network.subnets.public
        case "worker":
            return network.subnets.worker
        case "control-plane":
            return network.subnets.control_plane


def _part(vpc: IPv4Network, bits: int, number: int) -> IPv4Network:
    """Return part ``number`` of the ``2 ** bits`` equal parts of a range."""
    prefix = vpc.prefixlen + bits
    return IPv4Network((int(vpc.network_address) + (number << (32 - prefix)), prefix))


def _subnets(network: Network) -> Iterator[tuple[Tier, str]]:
    for tier in tiers(network):
        for zone in network.availability_zones:
            yield tier, zone
