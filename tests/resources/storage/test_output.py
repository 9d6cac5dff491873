"""The whole output of the storage layer for a world with every part of it."""

from __future__ import annotations

import pytest
from syrupy.assertion import SnapshotAssertion

from tests.support.crds import needs_crds, upstream
from tests.support.layers import layer_texts, objects
from tests.support.sample import sample_environment
from tests.support.yaml_snapshot import YamlSnapshot

WORLD = sample_environment(
    "dev-us-east-2",
    storage={
        "checkpoints": {"bucketName": "poolside-models", "noncurrentVersionExpirationInDays": 90},
        "accessLogs": {"enabled": True},
        "key": {"deletionWindowInDays": 14, "rotationPeriodInDays": 180},
    },
)
FILES = ["key", "checkpoints", "access-logs"]


def test_files() -> None:
    assert list(layer_texts("storage", WORLD)) == [f"storage/{name}.yaml" for name in FILES]
    assert list(layer_texts("storage", sample_environment())) == ["storage/key.yaml", "storage/checkpoints.yaml"]


@pytest.mark.parametrize("name", FILES)
def test_text(name: str, snapshot: SnapshotAssertion) -> None:
    assert layer_texts("storage", WORLD)[f"storage/{name}.yaml"] == snapshot(extension_class=YamlSnapshot)


@needs_crds
def test_the_newest_crds_accept_every_object() -> None:
    found = [upstream().violations(one) for one in objects("storage", WORLD)]
    assert found
    assert [faults for faults in found if faults] == []
