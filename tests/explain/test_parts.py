"""The parts by themselves: counterparts, folders of Applications, stand-ins, paths."""

from __future__ import annotations

from pathlib import PurePosixPath
from typing import Any

import pytest

from slipway.explain.counterpart import counterpart
from slipway.explain.emitted import Emitted
from slipway.explain.syncs import folders
from slipway.explain.values import Path
from slipway.explain.variants import mutations
from slipway.explain.view import Reads, view
from slipway.explain.watched import Watched
from slipway.model.reservation import CapacityBlock, OnDemandCapacityReservation
from tests.support.sample import sample_environment


def subnets(*names: str) -> list[Emitted]:
    return [
        Emitted("dev", "network", "network/a.yaml", {"apiVersion": "v1", "kind": "Subnet", "metadata": {"name": name}})
        for name in names
    ]


@pytest.mark.parametrize(
    ("after", "place"),
    [
        (("a", "b", "c"), 1),  # nothing happened
        (("b", "a"), 0),  # reordered
        (("a", "x", "c"), 1),  # renamed
        (("x", "y", "z"), 1),  # all renamed
        (("a", "c", "c"), 2),  # renamed to a name that is there already
        (("a", "c"), None),  # removed
        (("a", "x", "y", "c"), None),  # two new ones: either may be it
    ],
)
def test_counterpart(after: tuple[str, ...], place: int | None) -> None:
    before, others = subnets("a", "b", "c"), subnets(*after)
    found = counterpart(before, others, before[1])
    assert found is (others[place] if place is not None else None)


@pytest.mark.parametrize(
    ("directory", "file", "holds"),
    [
        ({"recurse": True}, "compiled/dev/network/vpc.yaml", True),
        ({}, "compiled/dev/network/vpc.yaml", False),
        ({}, "compiled/dev/vpc.yaml", True),
        ({"recurse": True}, "compiled/devices/vpc.yaml", False),
        ({"recurse": True, "exclude": "applications/*"}, "compiled/dev/applications/a/b.yaml", False),
        ({"recurse": True, "exclude": "applications/*"}, "compiled/dev/network/vpc.yaml", True),
        ({"recurse": True, "include": "{network,nodes}/*"}, "compiled/dev/nodes/gpu.yaml", True),
        ({"recurse": True, "include": "{network,nodes}/*"}, "compiled/dev/storage/key.yaml", False),
        ({"recurse": True, "include": "n?des/*.yaml"}, "compiled/dev/nodes/gpu.yaml", True),
    ],
)
def test_folder_of_an_application(directory: dict[str, Any], file: str, *, holds: bool) -> None:
    (folder,) = folders({"spec": {"source": {"path": "compiled/dev", "directory": directory}}})
    assert folder.holds(PurePosixPath(file)) is holds


def test_chart_is_no_folder() -> None:
    assert list(folders({"spec": {"sources": [{"path": "a"}, {"chart": "b", "path": "c"}]}})) == list(
        folders({"spec": {"sources": [{"path": "a"}]}})
    )


def test_view_answers_as_the_model_does() -> None:
    environment = sample_environment()
    reads = Reads()
    stand_in = view(environment, reads)
    reservation = stand_in.nodes.gpu["gpu"].reservation
    assert isinstance(reservation, OnDemandCapacityReservation)
    assert not isinstance(reservation, CapacityBlock)
    assert stand_in.names.cluster == environment.names.cluster
    assert stand_in.cluster.addon("coredns") is True
    assert stand_in.network == environment.network
    assert repr(stand_in.network) == repr(environment.network)
    with pytest.raises(AttributeError):
        _ = stand_in.network.no_such_key


def test_view_notes_what_is_read() -> None:
    reads = Reads()
    stand_in = view(sample_environment(), reads)
    _ = [group.volume.volume_size for group in stand_in.nodes.gpu.values()]
    _ = stand_in.applications.inference.models["laguna-m"].chart_values() if reads is None else stand_in.name
    assert reads.values == {("nodes", "gpu", "gpu", "volume", "volumeSize"), ("environment", "name")}
    assert reads.members == {("nodes", "gpu")}
    assert reads.touch(("nodes", "gpu", "other"))
    assert not reads.touch(("nodes", "gpu", "gpu", "volume", "iops"))


def test_watched_notes_what_is_read() -> None:
    noted: list[Path] = []
    manifest = {"kind": "VPC", "spec": {"tags": {"a": "1", "b": "2"}, "zones": ["x"], "rules": [{"id": 1}]}}
    watched = Watched(manifest, noted.append)
    assert watched["spec"]["tags"]["a"] == "1"
    assert noted == [("spec", "tags", "a")]
    assert watched["spec"].get("zones") == ["x"]
    assert noted[1:] == [("spec", "zones")]
    noted.clear()
    assert {**watched["spec"]["tags"]} == {"a": "1", "b": "2"}
    assert noted == [("spec", "tags", "a"), ("spec", "tags", "b")]
    noted.clear()
    assert "missing" not in watched["spec"]
    assert watched["spec"]["tags"] == {"a": "1", "b": "2"}
    assert noted == [("spec", "missing"), ("spec", "tags")]
    noted.clear()
    assert [rule["id"] for rule in watched["spec"]["rules"]] == [1]
    assert noted == [("spec", "rules"), ("spec", "rules", 0, "id")]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("us-east-1a", ["us-east-1b", "vs-east-1a", "ut-east-1a", "us-easu-1a"]),
        ("10.20.0.0/16", ["10.20.0.0/17", "20.20.0.0/16", "11.20.0.0/16", "10.21.0.0/16"]),
        ("9", ["0"]),
        ("--", ["--x"]),
    ],
)
def test_mutations(text: str, expected: list[str]) -> None:
    assert list(mutations(text))[:4] == expected


def test_mutations_avoid_what_is_there() -> None:
    assert next(mutations("us-east-1a", ["us-east-1b", "us-east-1c"])) == "us-east-1d"
