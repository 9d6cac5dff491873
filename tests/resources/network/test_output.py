"""The whole output of the network layer for a world with every part of it."""

from __future__ import annotations

import pytest
from syrupy.assertion import SnapshotAssertion

from tests.support.crds import needs_crds, upstream
from tests.support.layers import layer_texts, objects
from tests.support.sample import sample_environment
from tests.support.yaml_snapshot import YamlSnapshot

WORLD = sample_environment(
    "dev-us-east-2",
    network={
        "cidrBlock": "10.60.16.0/20",
        "controlPlaneSubnets": True,
        "ecrEndpoints": True,
        "flowLog": {"enabled": True, "trafficType": "ALL"},
    },
)
FILES = ["vpc", "subnets", "nat", "routes", "endpoints", "flow-log"]


def test_files() -> None:
    assert list(layer_texts("network", WORLD)) == [f"network/{name}.yaml" for name in FILES]


def test_no_file_for_a_flow_log_that_is_off() -> None:
    assert "network/flow-log.yaml" not in layer_texts("network", sample_environment("dev-us-east-2"))


@pytest.mark.parametrize("name", FILES)
def test_text(name: str, snapshot: SnapshotAssertion) -> None:
    assert layer_texts("network", WORLD)[f"network/{name}.yaml"] == snapshot(extension_class=YamlSnapshot)


@needs_crds
def test_the_newest_crds_accept_every_object() -> None:
    worlds = [WORLD, sample_environment("prod-us-east-1")]
    found = [upstream().violations(one) for world in worlds for one in objects("network", world)]
    assert found
    assert [faults for faults in found if faults] == []
