"""The split of a VPC's range: stable, inside the VPC, without overlap."""

from __future__ import annotations

from ipaddress import IPv4Network
from itertools import combinations
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from slipway.model.network import Network
from slipway.resources.network import split

ZONES = [f"us-east-2{letter}" for letter in split.ZONE_LETTERS]

zone_lists = st.lists(st.sampled_from(ZONES), min_size=2, max_size=6, unique=True)


@st.composite
def vpcs(draw: st.DrawFn) -> IPv4Network:
    prefix = draw(st.integers(split.WIDEST_PREFIX, split.NARROWEST_PREFIX))
    number = draw(st.integers(0, 2**prefix - 1))
    return IPv4Network((number << (32 - prefix), prefix))


def network(cidr: object, zones: list[str], **changes: Any) -> Network:
    section = {
        "cidrBlock": str(cidr),
        "availabilityZones": zones,
        "natGateways": "single",
        "controlPlaneSubnets": True,
        "ecrEndpoints": False,
        "flowLog": {"enabled": False, "trafficType": "ALL", "retentionInDays": 30},
    }
    return Network.model_validate(section | changes)


@given(vpcs(), zone_lists)
def test_subnets_lie_in_the_vpc_and_never_overlap(vpc: IPv4Network, zones: list[str]) -> None:
    ranges = split.ranges(network(vpc, zones))
    subnets = [cidr for tier in ranges.values() for cidr in tier.values()]
    assert len(subnets) == 3 * len(zones)
    assert all(cidr.subnet_of(vpc) for cidr in subnets)
    assert not any(one.overlaps(other) for one, other in combinations(subnets, 2))


@given(vpcs(), zone_lists, st.data())
def test_adding_or_reordering_zones_moves_nothing(vpc: IPv4Network, zones: list[str], data: st.DataObject) -> None:
    before = split.ranges(network(vpc, zones))
    more = data.draw(st.permutations(sorted({*zones, *data.draw(zone_lists)})))
    after = split.ranges(network(vpc, more))
    for tier, subnets in before.items():
        assert subnets.items() <= after[tier].items()


@given(vpcs())
def test_every_subnet_holds_what_lives_in_it(vpc: IPv4Network) -> None:
    """A load balancer wants a /27, and a worker subnet two p5en nodes with 198 pods each."""
    ranges = split.ranges(network(vpc, ZONES))
    assert all(cidr.prefixlen <= 27 for cidr in ranges["public"].values())
    assert all(cidr.num_addresses >= 2 * 198 for cidr in ranges["worker"].values())


def test_the_documented_example() -> None:
    """docs/network.md shows these ranges, and every environment made with them depends on them."""
    ranges = split.ranges(network("10.20.0.0/16", ["us-east-2c", "us-east-2a"]))
    assert {tier: {zone: str(cidr) for zone, cidr in zones.items()} for tier, zones in ranges.items()} == {
        "public": {"us-east-2c": "10.20.228.0/23", "us-east-2a": "10.20.224.0/23"},
        "worker": {"us-east-2c": "10.20.64.0/19", "us-east-2a": "10.20.0.0/19"},
        "control-plane": {"us-east-2c": "10.20.244.0/23", "us-east-2a": "10.20.240.0/23"},
    }


@pytest.mark.parametrize(
    ("cidr", "worker", "public", "control_plane"),
    [
        ("10.0.0.0/16", "10.0.160.0/19", "10.0.234.0/23", "10.0.250.0/23"),
        ("10.0.0.0/18", "10.0.40.0/21", "10.0.58.128/25", "10.0.62.128/25"),
        ("10.0.16.0/20", "10.0.26.0/23", "10.0.30.160/27", "10.0.31.160/27"),
    ],
)
def test_the_last_zone_by_size_of_the_vpc(cidr: str, worker: str, public: str, control_plane: str) -> None:
    ranges = split.ranges(network(cidr, ["us-east-2a", "us-east-2f"]))
    assert str(ranges["worker"]["us-east-2f"]) == worker
    assert str(ranges["public"]["us-east-2f"]) == public
    assert str(ranges["control-plane"]["us-east-2f"]) == control_plane


def test_ranges_by_hand_win_for_their_tier() -> None:
    given_by_hand = {"worker": {"us-east-2a": "10.20.128.0/20", "us-east-2b": "10.20.144.0/20"}}
    ranges = split.ranges(network("10.20.0.0/16", ["us-east-2a", "us-east-2b"], subnets=given_by_hand))
    assert {zone: str(cidr) for zone, cidr in ranges["worker"].items()} == given_by_hand["worker"]
    assert str(ranges["public"]["us-east-2b"]) == "10.20.226.0/23"


def test_no_control_plane_tier_unless_asked_for() -> None:
    assert set(split.ranges(network("10.20.0.0/16", ZONES, controlPlaneSubnets=False))) == {"public", "worker"}


@pytest.mark.parametrize("cidr", ["10.0.0.0/15", "10.0.0.0/21", "10.0.0.0/28"])
def test_a_range_that_is_not_split(cidr: str) -> None:
    [fault] = split.faults(network(cidr, ["us-east-2a", "us-east-2b"]))
    assert str(fault) == (
        "network.cidrBlock: a range of this size is not split into subnets "
        f"(found {cidr}; allowed: /16 to /20). Give the subnets' ranges by hand in network.subnets.public."
    )


def test_a_range_that_is_not_split_needs_every_tier_by_hand() -> None:
    by_hand = {"public": {"us-east-2a": "10.0.0.0/27", "us-east-2b": "10.0.0.32/27"}}
    narrow = network("10.0.0.0/24", ["us-east-2a", "us-east-2b"], controlPlaneSubnets=False, subnets=by_hand)
    [fault] = split.faults(narrow)
    assert fault.remedy == "Give the subnets' ranges by hand in network.subnets.worker."
    by_hand["worker"] = {"us-east-2a": "10.0.0.64/26", "us-east-2b": "10.0.0.128/26"}
    complete = network("10.0.0.0/24", ["us-east-2a", "us-east-2b"], controlPlaneSubnets=False, subnets=by_hand)
    assert split.faults(complete) == []


def test_a_zone_beyond_f() -> None:
    [fault] = split.faults(network("10.0.0.0/16", ["us-east-2a", "us-east-2g"]))
    assert (fault.path, fault.found) == ("network.availabilityZones", "us-east-2g")
    assert fault.allowed == "zones a, b, c, d, e, f"


def test_ranges_by_hand_that_leave_out_a_zone() -> None:
    by_hand = {"controlPlane": {"us-east-2a": "10.0.0.0/24"}}
    faulty = network("10.0.0.0/16", ["us-east-2a", "us-east-2b"], subnets=by_hand)
    [fault] = split.faults(faulty)
    assert (fault.path, fault.found) == ("network.subnets.controlPlane", "us-east-2a")
    assert fault.remedy.startswith("Add a range for us-east-2b, or leave the tier out")
    with pytest.raises(split.SplitError, match="no range for zone us-east-2b"):
        split.ranges(faulty)
