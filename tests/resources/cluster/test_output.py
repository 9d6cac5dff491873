"""The whole output of the cluster layer, a file a shape."""

from __future__ import annotations

import pytest
from syrupy.assertion import SnapshotAssertion

from slipway.latebinding.render import bound, sample_values
from tests.support.crds import needs_crds, upstream
from tests.support.layers import layer_texts, objects
from tests.support.sample import sample_environment
from tests.support.yaml_snapshot import YamlSnapshot

KEY_ARN = "arn:aws:kms:us-east-1:777788889999:key/1234abcd-12ab-34cd-56ef-1234567890ab"
WORLDS = {
    "public-endpoint": sample_environment("dev-us-east-2"),
    "encryption-bound": sample_environment("prod-us-east-1"),
    "encryption-pinned": sample_environment("prod-us-east-1", pinned={"secretsKeyArn": KEY_ARN}),
}
CAPABILITY = sample_environment("staging-us-west-2", fleet={"argocd": {"flavour": "eks-capability"}})


@pytest.mark.parametrize("name", WORLDS)
def test_control_plane(name: str, snapshot: SnapshotAssertion) -> None:
    assert layer_texts("cluster", WORLDS[name])["cluster/cluster.yaml"] == snapshot(extension_class=YamlSnapshot)


@pytest.mark.parametrize("file", ["secrets-key", "identity", "access", "addons"])
def test_the_rest_of_an_encrypted_cluster(file: str, snapshot: SnapshotAssertion) -> None:
    texts = layer_texts("cluster", WORLDS["encryption-bound"])
    assert texts[f"cluster/{file}.yaml"] == snapshot(extension_class=YamlSnapshot)


def test_no_file_for_a_key_that_is_not_made() -> None:
    assert list(layer_texts("cluster", WORLDS["public-endpoint"])) == [
        "cluster/cluster.yaml",
        "cluster/identity.yaml",
        "cluster/access.yaml",
        "cluster/addons.yaml",
    ]


@needs_crds
def test_the_newest_crds_accept_every_object_once_bound() -> None:
    crds = upstream()
    found = [
        crds.violations(bound(one, sample_values(one)))
        for environment in (*WORLDS.values(), CAPABILITY)
        for one in objects("cluster", environment)
    ]
    assert len(found) == 19 + 23 + 23 + 18
    assert [faults for faults in found if faults] == []
