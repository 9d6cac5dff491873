"""The whole output of the access layer."""

from __future__ import annotations

import pytest
from syrupy.assertion import SnapshotAssertion

from slipway.latebinding.render import bound, sample_values
from tests.support.crds import needs_crds, upstream
from tests.support.layers import layer_texts, objects
from tests.support.sample import sample_environment
from tests.support.yaml_snapshot import YamlSnapshot

PINNED = {
    "checkpointKeyArn": "arn:aws:kms:us-east-2:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab",
    "oidcIssuer": "https://oidc.eks.us-east-2.amazonaws.com/id/EXAMPLED539D4633E53DE1B71EXAMPLE",
}
WORLDS = {
    "bound": sample_environment("dev-us-east-2"),
    "pinned": sample_environment("dev-us-east-2", pinned=PINNED),
}


@pytest.mark.parametrize("name", WORLDS)
@pytest.mark.parametrize("file", ["inference", "load-balancer-controller"])
def test_text(name: str, file: str, snapshot: SnapshotAssertion) -> None:
    text = layer_texts("access", WORLDS[name])[f"access/{file}.yaml"]
    assert text == snapshot(extension_class=YamlSnapshot)


@needs_crds
def test_the_newest_crds_accept_every_object_once_bound() -> None:
    crds = upstream()
    found = [
        crds.violations(bound(one, sample_values(one)))
        for environment in WORLDS.values()
        for one in objects("access", environment)
    ]
    assert len(found) == 12
    assert [faults for faults in found if faults] == []
