"""A LateBinding as it will be once bound, by the code that binds it in the cluster."""

from __future__ import annotations

import pytest
import yaml

from slipway.latebinding.bind import BindingError
from slipway.latebinding.render import bound, sample_values
from slipway.manifest import Manifest
from tests.latebinding.world import HOLES, binding, manifest

VALUES = {"endpoint": "https://endpoint", "authority": "Q0E=", "issuerHost": "https://issuer/id", "unused": "x"}

SECRET = """
apiVersion: v1
kind: Secret
metadata: {name: dev-cluster, namespace: argocd, labels: {argocd.argoproj.io/secret-type: cluster}}
type: Opaque
data:
  name: ZGV2
  server: aHR0cHM6Ly9lbmRwb2ludA==
  config: eyJhd3NBdXRoQ29uZmlnIjogeyJjbHVzdGVyTmFtZSI6ICJkZXYifSwgInRsc0NsaWVudENvbmZpZyI6IHsiY2FEYXRhIjogIlEwRT0ifX0=
"""


def test_the_object_is_that_of_the_cluster_with_its_namespace() -> None:
    assert bound(binding("secret"), VALUES) == yaml.safe_load(SECRET)


@pytest.mark.parametrize("host", ["https://issuer/id", "issuer/id"])
def test_a_prefix_is_trimmed_as_in_the_cluster(host: str) -> None:
    policy = bound(binding("role"), {"issuerHost": host})["spec"]["forProvider"]["assumeRolePolicy"]
    assert policy == manifest("role")["spec"]["forProvider"]["assumeRolePolicy"].replace("${issuerHost}", "issuer/id")


def test_any_other_manifest_is_left_alone() -> None:
    plain = manifest("role")
    assert bound(plain, {}) is plain
    assert sample_values(plain) == {}


@pytest.mark.parametrize(
    "values, text",
    [
        ({}, "dev-cluster: no value for authority, endpoint"),
        (
            {"endpoint": "x", "authority": '"'},
            "dev-cluster: value authority: within a longer text only letters, digits and + = , . @ _ : / - are allowed",
        ),
    ],
)
def test_values_that_the_cluster_would_refuse_are_refused(values: dict[str, str], text: str) -> None:
    with pytest.raises(BindingError) as error:
        bound(binding("secret"), values)
    assert str(error.value) == text


def test_samples_look_like_the_real_values() -> None:
    samples: Manifest = {}
    for name in HOLES:
        samples |= sample_values(binding(name))
    assert samples == {
        "authority": "LS0tLS1CRUdJTiBDRVJUSUZJQ0FURS0tLS0tCnNhbXBsZQo=",
        "endpoint": "https://EXAMPLED539D4633E53DE1B71EXAMPLE.gr7.us-east-1.eks.amazonaws.com",
        "issuer": "https://oidc.eks.us-east-1.amazonaws.com/id/EXAMPLED539D4633E53DE1B71EXAMPLE",
        "issuerHost": "https://oidc.eks.us-east-1.amazonaws.com/id/EXAMPLED539D4633E53DE1B71EXAMPLE",
        "keyArn": "arn:aws:kms:us-east-1:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab",
        "providerArn": "arn:aws:iam::111122223333:oidc-provider/"
        "oidc.eks.us-east-1.amazonaws.com/id/EXAMPLED539D4633E53DE1B71EXAMPLE",
        "version": "1",
    }
