"""The whole output of the nodes layer, a file a shape."""

from __future__ import annotations

from typing import Any

import pytest
from syrupy.assertion import SnapshotAssertion

from slipway.emit import emit
from slipway.latebinding.render import bound, sample_values
from tests.resources.nodes.test_requirements import BLOCK, RESERVATION, SHARED
from tests.support.crds import needs_crds, upstream
from tests.support.layers import layer_files
from tests.support.sample import sample_environment
from tests.support.yaml_snapshot import YamlSnapshot

SHAPES: dict[str, dict[str, Any]] = {
    "none": {},
    "odcr": {"reservation": RESERVATION},
    "odcr-by-group": {"reservation": SHARED},
    "capacity-block": {"reservation": BLOCK, "scalingConfig": {"minSize": 0, "maxSize": 2, "desiredSize": 0}},
    "bottlerocket": {"amiType": "BOTTLEROCKET_x86_64_NVIDIA", "labels": {"team": "models"}},
}
WORLD = sample_environment("dev-us-east-2", nodes={"gpu": SHAPES})


def test_one_file_for_each_group() -> None:
    named = ["cpu", "bottlerocket", "capacity-block", "gpu", "none", "odcr", "odcr-by-group"]
    assert list(layer_files("nodes", WORLD)) == [f"nodes/{name}.yaml" for name in named]


@pytest.mark.parametrize("name", ["cpu", *SHAPES])
def test_text(name: str, snapshot: SnapshotAssertion) -> None:
    texts = emit(WORLD.name, "nodes", layer_files("nodes", WORLD), lambda _: ())
    assert texts[f"nodes/{name}.yaml"] == snapshot(extension_class=YamlSnapshot)


@needs_crds
def test_the_newest_crds_accept_every_object_once_bound() -> None:
    crds = upstream()
    files = layer_files("nodes", WORLD)
    found = [crds.violations(bound(one, sample_values(one))) for manifests in files.values() for one in manifests]
    assert len(found) == 7 * 5
    assert [faults for faults in found if faults] == []
