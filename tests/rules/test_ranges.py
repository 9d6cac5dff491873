"""Arithmetic of address ranges, at its edges."""

from __future__ import annotations

from ipaddress import IPv4Network
from itertools import combinations
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.rules.asking import ask, ask_fleet
from tests.support.sample import sample_environment

ZONES = ("us-east-2a", "us-east-2b")


def by_hand(*ranges: str, cidr: str = "10.20.0.0/16", **others: Any) -> dict[str, Any]:
    """Return a network with public and worker ranges by hand: public a and b, then worker a and b."""
    given = iter(ranges)
    tiers = {tier: {zone: next(given) for zone in ZONES} for tier in ("public", "worker")}
    return {"cidrBlock": cidr, "subnets": tiers, **others}


INSIDE = ("10.20.224.0/24", "10.20.225.0/24", "10.20.0.0/19", "10.20.32.0/19")


def test_ranges_side_by_side_do_not_overlap() -> None:
    assert ask("NETWORK-002", network=by_hand(*INSIDE)) == []
    assert ask("NETWORK-002", network=by_hand("10.20.63.0/24", *INSIDE[1:])) == [
        (
            "network.subnets.worker.us-east-2b",
            "the worker subnet of us-east-2b overlaps the public subnet of us-east-2a",
            "10.20.32.0/19",
            "a range without 10.20.63.0/24",
        )
    ]
    assert ask("NETWORK-002", network=by_hand("10.20.64.0/24", *INSIDE[1:])) == []


def test_the_first_and_the_last_range_of_a_vpc_lie_inside() -> None:
    edges = ("10.20.255.0/24", *INSIDE[1:])
    assert ask("NETWORK-001", network=by_hand(*edges)) == []
    outside = ("10.21.0.0/24", *INSIDE[1:])
    assert ask("NETWORK-001", network=by_hand(*outside)) == [
        (
            "network.subnets.public.us-east-2a",
            "the public subnet of us-east-2a lies outside the VPC",
            "10.21.0.0/24",
            "a part of 10.20.0.0/16",
        )
    ]
    assert ask("NETWORK-001", network=by_hand("10.20.0.0/15", *INSIDE[1:])) != []


RANGES = st.tuples(st.integers(0, 2**12 - 1), st.integers(24, 30)).map(
    lambda drawn: IPv4Network(((10 << 24) + (20 << 16) + (drawn[0] << 4), drawn[1]), strict=False)
)


@given(ranges=st.lists(RANGES, min_size=4, max_size=4))
def test_pairs_that_share_an_address_are_told_and_no_others(ranges: list[IPv4Network]) -> None:
    found = ask("NETWORK-002", network=by_hand(*map(str, ranges)))
    sharing = [pair for pair in combinations(ranges, 2) if set(pair[0]) & set(pair[1])]
    assert len(found) == len(sharing)
    assert [IPv4Network(entry[2]) for entry in found] == [other for _, other in sharing]


@given(prefix=st.integers(8, 32))
def test_a_vpc_is_between_16_and_28(prefix: int) -> None:
    cidr = str(IPv4Network(("10.0.0.0", prefix)))
    found = ask("NETWORK-010", network=by_hand(*INSIDE, cidr=cidr))
    message = "AWS makes no VPC of this size"
    assert found == ([] if 16 <= prefix <= 28 else [("network.cidrBlock", message, cidr, "/16 to /28")])


@pytest.mark.parametrize(("tier", "narrowest"), [("public", 27), ("worker", 27), ("controlPlane", 28)])
def test_the_narrowest_subnet_of_each_tier(tier: str, narrowest: int) -> None:
    for prefix in (narrowest, narrowest + 1):
        tiers = {tier: {zone: f"10.20.{number}.0/{prefix}" for number, zone in enumerate(ZONES)}}
        found = ask("NETWORK-010", network={"controlPlaneSubnets": True, "subnets": tiers})
        assert len(found) == (0 if prefix == narrowest else 2), (tier, prefix)


def test_a_worker_subnet_with_an_address_for_each_pod_and_none_to_spare() -> None:
    """Up to 58 pods on each of two CPU nodes of the zone and 100 on the GPU node, and five addresses for AWS."""
    needed = 2 * 58 + 100 + 5
    assert needed == 221
    workers = {"us-east-2a": "10.20.0.0/24", "us-east-2b": "10.20.1.0/24"}
    assert ask("NETWORK-005", network={"subnets": {"worker": workers}}) == []
    more = {"cpu": {"scalingConfig": {"maxSize": 6}}}
    assert ask("NETWORK-005", network={"subnets": {"worker": workers}}, nodes=more) == [
        (
            "network.subnets.worker.us-east-2b",
            "the worker subnet of us-east-2b has 251 addresses for up to 274 pods",
            "10.20.1.0/24",
            "at least 279 addresses",
        )
    ]


def test_a_group_without_a_reservation_may_land_in_any_zone() -> None:
    network = {"subnets": {"worker": {"us-east-2a": "10.20.0.0/25", "us-east-2b": "10.20.2.0/23"}}}
    assert [entry[1] for entry in ask("NETWORK-005", network=network)] == []
    found = ask("NETWORK-005", network=network, nodes={"gpu": {"free": {}}})
    assert [entry[1] for entry in found] == ["the worker subnet of us-east-2a has 123 addresses for up to 216 pods"]
    elsewhere = {"gpu": {"free": {"availabilityZones": ["us-east-2b"]}}}
    assert ask("NETWORK-005", network=network, nodes=elsewhere) == []


@pytest.mark.parametrize(
    ("block", "refused"),
    [
        ("172.20.0.0/16", False),
        ("10.96.0.0/12", False),
        ("10.96.0.0/11", True),
        ("192.168.1.0/24", False),
        ("192.168.1.0/25", True),
        ("10.20.255.0/24", True),
        ("10.21.0.0/24", False),
        ("198.51.100.0/24", True),
        ("172.32.0.0/16", True),
        ("8.8.8.0/24", True),
    ],
)
def test_service_ranges(block: str, refused: bool) -> None:  # noqa: FBT001
    expected = (
        "cluster.serviceIpv4Cidr",
        "EKS refuses this range for Services",
        block,
        "a private range of /12 to /24 without 10.20.0.0/16",
    )
    assert ask("CLUSTER-012", cluster={"serviceIpv4Cidr": block}) == ([expected] if refused else [])


@pytest.mark.parametrize(("block", "open_to_all"), [("0.0.0.0/0", True), ("128.0.0.0/1", True), ("64.0.0.0/2", False)])
def test_half_of_the_world_is_the_world(block: str, open_to_all: bool) -> None:  # noqa: FBT001
    assert bool(ask("CLUSTER-006", cluster={"publicAccessCidrs": [block]})) is open_to_all
    ingress = {"ingress": {"scheme": "internet-facing", "inboundCIDRs": [block]}}
    assert bool(ask("INGRESS-002", applications=ingress)) is open_to_all


@pytest.mark.parametrize(
    ("account", "peers", "meet"),
    [("444455556666", [], False), ("111122223333", [], True), ("444455556666", ["dev-us-east-2"], True)],
    ids=["strangers", "one-account", "peers"],
)
def test_networks_that_meet_may_not_overlap(account: str, peers: list[str], meet: bool) -> None:  # noqa: FBT001
    one = sample_environment("dev-us-east-2", network={"cidrBlock": "10.20.0.0/17"})
    for block, overlaps in (("10.20.128.0/17", False), ("10.20.64.0/18", True), ("10.20.0.0/16", True)):
        other = sample_environment(
            "staging-us-west-2", environment={"accountId": account}, network={"cidrBlock": block, "peeredWith": peers}
        )
        found = ask_fleet("FLEET-004", {"dev-us-east-2": one, "staging-us-west-2": other})
        expected = (
            "staging-us-west-2",
            "network.cidrBlock",
            "the network overlaps that of target `dev-us-east-2`",
            block,
            "a range without 10.20.0.0/17",
        )
        assert found == ([expected] if meet and overlaps else [])
