"""Windows in time, held against ``fleet.asOf`` and never against the clock, at their edges."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from slipway.data import kubernetes_versions
from tests.rules.asking import ask

START = datetime(2026, 12, 1, 11, 30, tzinfo=UTC)
STAGING = "staging-us-west-2"


def block(start: str | datetime = START, end: str | datetime = START, **group: Any) -> dict[str, Any]:
    """Return the nodes of staging with another window."""
    texts = {
        key: value if isinstance(value, str) else value.isoformat()
        for key, value in (("startDate", start), ("endDate", end))
    }
    return {"gpu": {"gpu": {"reservation": texts, **group}}}


def fleet(day: date | str) -> dict[str, str]:
    """Return the section ``fleet`` at another date."""
    return {"asOf": str(day)}


@pytest.mark.parametrize(
    ("length", "sold"),
    [
        (timedelta(), False),
        (timedelta(hours=23, minutes=59), False),
        (timedelta(days=1), True),
        (timedelta(days=1, seconds=1), False),
        (timedelta(days=13, hours=12), False),
        (timedelta(days=14), True),
        (timedelta(days=15), False),
        (timedelta(days=21), True),
        (timedelta(days=28), True),
        (timedelta(days=181), False),
        (timedelta(days=182), True),
        (timedelta(days=189), False),
        (timedelta(days=-7), False),
    ],
    ids=str,
)
def test_blocks_are_sold_by_the_day_and_then_by_the_week(length: timedelta, sold: bool) -> None:  # noqa: FBT001
    end = START + length
    found = f"2026-12-01T11:30:00Z to {end:%Y-%m-%dT%H:%M:%SZ}"
    fault = "has a length that AWS does not sell" if length > timedelta() else "does not end after its start"
    message, allowed = f"the Capacity Block of GPU group `gpu` {fault}", "1 to 14 days, whole weeks up to 26"
    expected = ("nodes.gpu.gpu.reservation.endDate", message, found, allowed)
    assert ask("RESERVATION-006", STAGING, nodes=block(START, end)) == ([] if sold else [expected])


@given(days=st.integers(-200, 400))
def test_every_whole_number_of_days(days: int) -> None:
    sold = 1 <= days <= 14 or (0 < days <= 182 and days % 7 == 0)
    assert (ask("RESERVATION-006", STAGING, nodes=block(START, START + timedelta(days=days))) == []) is sold


def test_the_offset_of_a_date_counts_and_without_one_it_is_utc() -> None:
    assert ask("RESERVATION-006", STAGING, nodes=block("2026-12-01T11:30:00", "2026-12-02T11:30:00Z")) == []
    assert ask("RESERVATION-006", STAGING, nodes=block("2026-12-01T13:30:00+02:00", "2026-12-02T11:30:00")) == []
    assert len(ask("RESERVATION-006", STAGING, nodes=block("2026-12-01T13:30:00", "2026-12-02T11:30:00"))) == 1


@pytest.mark.parametrize(
    ("end", "ended"),
    [
        ("2026-11-22T23:59:59Z", True),
        ("2026-11-23T00:00:00Z", True),
        ("2026-11-23T02:00:00+02:00", True),
        ("2026-11-23T00:00:01Z", False),
        ("2026-11-23T00:00:01", False),
        ("2026-11-24T00:00:00Z", False),
    ],
)
def test_a_reservation_has_ended_once_its_end_is_not_after_the_date(end: str, ended: bool) -> None:  # noqa: FBT001
    odcr = {"gpu": {"gpu": {"reservation": {"endDate": end}}}}
    for target, nodes in (("dev-us-east-2", odcr), (STAGING, block(START, end))):
        found = ask("RESERVATION-007", target, nodes=nodes, fleet=fleet("2026-11-23"))
        assert [entry[0] for entry in found] == (["nodes.gpu.gpu.reservation.endDate"] if ended else [])
        assert [entry[2:] for entry in found] == ([(end, "an end after 2026-11-23")] if ended else [])


def test_a_reservation_without_an_end_never_ends() -> None:
    assert ask("RESERVATION-007", fleet=fleet("2099-01-01")) == []


@pytest.mark.parametrize(("day", "waits"), [("2026-11-30", True), ("2026-12-01", True), ("2026-12-02", False)])
def test_a_block_has_started_once_its_start_is_not_after_the_date(day: str, waits: bool) -> None:  # noqa: FBT001
    """The date stands for its midnight, so on the day of the start the group still waits."""
    group = {"scalingConfig": {"minSize": 0, "maxSize": 1, "desiredSize": 1}}
    nodes = block(START, START + timedelta(days=14), **group)
    message = "GPU group `gpu` asks for nodes before its Capacity Block starts on 2026-12-01"
    expected = ("nodes.gpu.gpu.scalingConfig.desiredSize", message, "1", "0")
    assert ask("RESERVATION-008", STAGING, nodes=nodes, fleet=fleet(day)) == ([expected] if waits else [])
    nodes = block(START, START + timedelta(days=14))
    assert ask("RESERVATION-008", STAGING, nodes=nodes, fleet=fleet(day)) == []


def test_a_block_that_starts_at_midnight_has_started_on_its_day() -> None:
    group = {"scalingConfig": {"minSize": 0, "maxSize": 1, "desiredSize": 1}}
    nodes = block("2026-12-01T00:00:00Z", "2026-12-15T00:00:00Z", **group)
    assert ask("RESERVATION-008", STAGING, nodes=nodes, fleet=fleet("2026-12-01")) == []


SUPPORT = ("CLUSTER-002", "CLUSTER-003", "CLUSTER-004")


def said(version: str, day: date) -> list[str]:
    """Return which of the rules on support windows speak."""
    return [rule for rule in SUPPORT if ask(rule, cluster={"version": version}, fleet=fleet(day))]


@pytest.mark.parametrize("row", kubernetes_versions(), ids=lambda row: row.version)
def test_the_edges_of_support(row: Any) -> None:
    """A version leaves a window on the day the table names: from that day on it counts as out."""
    day = timedelta(days=1)
    assert said(row.version, row.standard_ends - timedelta(days=61)) == []
    assert said(row.version, row.standard_ends - timedelta(days=60)) == ["CLUSTER-004"]
    assert said(row.version, row.standard_ends - day) == ["CLUSTER-004"]
    assert said(row.version, row.standard_ends) == ["CLUSTER-003"]
    assert said(row.version, row.extended_ends - day) == ["CLUSTER-003"]
    assert said(row.version, row.extended_ends) == ["CLUSTER-002"]


def test_what_is_offered_follows_the_date() -> None:
    unknown = {"version": "1.99"}
    (found,) = ask("CLUSTER-002", cluster=unknown, fleet=fleet("2026-11-25"))
    assert found[3] == "1.31, 1.32, 1.33, 1.34, 1.35, 1.36"
    (found,) = ask("CLUSTER-002", cluster=unknown, fleet=fleet("2026-11-26"))
    assert found[3] == "1.32, 1.33, 1.34, 1.35, 1.36"
    (found,) = ask("CLUSTER-002", cluster=unknown, fleet=fleet("2031-01-01"))
    assert found[3] == "none in the table on 2031-01-01"


@pytest.mark.parametrize(("version", "refused"), [("1.28", True), ("1.29", False), ("1.36", False)])
def test_the_floor_of_the_architecture(version: str, refused: bool) -> None:  # noqa: FBT001
    message = f"Kubernetes {version} is below the architecture's floor"
    expected = [("cluster.version", message, version, "at least 1.29")]
    assert ask("CLUSTER-001", cluster={"version": version}) == (expected if refused else [])


@pytest.mark.parametrize(("version", "refused"), [("1.31", True), ("1.32", False), ("1.35", False), ("1.36", True)])
def test_nodes_are_at_most_three_minors_behind_and_never_ahead(version: str, refused: bool) -> None:  # noqa: FBT001
    message = "the Kubernetes version of GPU group `gpu` does not fit the control plane"
    expected = [("nodes.gpu.gpu.version", message, version, "1.32 to 1.35")]
    assert ask("NODES-013", nodes={"gpuDefaults": {"version": version}}) == (expected if refused else [])
