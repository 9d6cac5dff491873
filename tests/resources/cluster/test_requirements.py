"""What the cluster layer promises, by the requirement of the reference architecture that it meets."""

from __future__ import annotations

import json
from typing import Any

import pytest

from slipway.latebinding.render import bound, sample_values
from slipway.manifest import Manifest
from slipway.model import Environment
from tests.support.layers import layer_files, objects
from tests.support.sample import sample_environment

TARGETS = ["dev-us-east-2", "staging-us-west-2", "prod-us-east-1"]
ISSUER = "https://oidc.eks.us-east-1.amazonaws.com/id/EXAMPLED539D4633E53DE1B71EXAMPLE"
KEY_ARN = "arn:aws:kms:us-east-1:777788889999:key/1234abcd-12ab-34cd-56ef-1234567890ab"


@pytest.fixture(params=TARGETS)
def environment(request: pytest.FixtureRequest) -> Environment:
    return sample_environment(request.param)


def of(environment: Environment, kind: str) -> dict[str, dict[str, Any]]:
    """Return the spec of each object of a kind by name, late-bound ones as they will be."""
    found = [bound(one, sample_values(one)) for one in objects("cluster", environment)]
    return {one["metadata"]["name"]: one["spec"] for one in found if one["kind"] == kind}


def cluster(environment: Environment) -> dict[str, Any]:
    [spec] = of(environment, "Cluster").values()
    return dict(spec["forProvider"])


def test_requirement_04_an_oidc_provider_stands_beside_the_cluster(environment: Environment) -> None:
    [binding] = [one for one in objects("cluster", environment) if one["metadata"]["name"].endswith("-oidc")]
    assert binding["spec"]["sources"]["cluster"]["name"] == environment.names.cluster
    assert environment.names.cluster in of(environment, "Cluster")
    [provider] = of(environment, "OpenIDConnectProvider").values()
    assert provider["forProvider"]["url"].startswith("https://")
    assert provider["forProvider"]["clientIdList"] == ["sts.amazonaws.com"]
    assert "thumbprintList" not in provider["forProvider"]


def test_requirement_04_a_pinned_issuer_needs_no_late_binding() -> None:
    pinned = sample_environment("dev-us-east-2", pinned={"oidcIssuer": ISSUER})
    assert [one["kind"] for one in objects("cluster", pinned) if one["kind"] == "LateBinding"] == []
    [provider] = of(pinned, "OpenIDConnectProvider").values()
    assert provider["forProvider"]["url"] == ISSUER


def test_requirement_05_only_access_entries_let_anybody_in(environment: Environment) -> None:
    assert cluster(environment)["accessConfig"] == {"authenticationMode": "API"}
    [spec] = of(environment, "Cluster").values()
    assert spec["initProvider"]["accessConfig"] == {"bootstrapClusterCreatorAdminPermissions": False}


def test_requirement_05_the_private_endpoint_is_always_on(environment: Environment) -> None:
    assert cluster(environment)["vpcConfig"]["endpointPrivateAccess"] is True


def test_requirement_05_a_public_endpoint_bears_its_allowlist() -> None:
    vpc_config = cluster(sample_environment("dev-us-east-2"))["vpcConfig"]
    assert vpc_config["endpointPublicAccess"] is True
    assert vpc_config["publicAccessCidrs"] == ["198.51.100.7/32"]


@pytest.mark.parametrize("cidrs", [[], ["198.51.100.7/32"]])
def test_requirement_05_no_public_endpoint_without_both_switch_and_allowlist(cidrs: list[str]) -> None:
    settings = {"endpointPublicAccess": not cidrs, "publicAccessCidrs": cidrs}
    vpc_config = cluster(sample_environment("dev-us-east-2", cluster=settings))["vpcConfig"]
    assert vpc_config["endpointPublicAccess"] is False
    assert "publicAccessCidrs" not in vpc_config


def test_requirement_05_secrets_are_encrypted_under_a_customer_key_of_their_own() -> None:
    prod = sample_environment("prod-us-east-1", pinned={"secretsKeyArn": KEY_ARN})
    assert cluster(prod)["encryptionConfig"] == {"provider": {"keyArn": KEY_ARN}, "resources": ["secrets"]}
    assert list(of(prod, "Key")) == ["prod-us-east-1-secrets"]


def test_requirement_05_the_cluster_role_may_use_exactly_that_key() -> None:
    prod = sample_environment("prod-us-east-1", pinned={"secretsKeyArn": KEY_ARN})
    [policy] = of(prod, "Policy").values()
    [statement] = json.loads(policy["forProvider"]["policy"])["Statement"]
    assert statement["Resource"] == [KEY_ARN]
    assert statement["Action"] == ["kms:Decrypt", "kms:DescribeKey", "kms:Encrypt", "kms:ListGrants"]


def test_an_existing_key_is_used_and_not_made() -> None:
    settings = {"secretsEncryption": {"enabled": True, "keyArn": KEY_ARN}}
    used = sample_environment("dev-us-east-2", cluster=settings)
    assert of(used, "Key") == of(used, "Alias") == {}
    assert cluster(used)["encryptionConfig"]["provider"]["keyArn"] == KEY_ARN


def test_without_encryption_no_key_and_no_right_is_left() -> None:
    plain = sample_environment("dev-us-east-2")
    assert "encryptionConfig" not in cluster(plain)
    assert of(plain, "Key") == of(plain, "Policy") == {}


def policies(manifest: Manifest) -> list[str]:
    return list((manifest["spec"].get("template") or manifest)["spec"]["managementPolicies"])


@pytest.mark.parametrize("word", ["retain", "delete"])
def test_what_the_cluster_cannot_live_without_is_as_protected_as_the_cluster(word: str) -> None:
    # The word for the checkpoints' key is another matter: the key of the Secrets does not follow it.
    prod = sample_environment("prod-us-east-1", protection={"cluster": word, "checkpointKey": "delete"})
    files = layer_files("cluster", prod)
    needed = [*files["cluster/cluster.yaml"], *files["cluster/secrets-key.yaml"]]
    assert len(needed) == 7
    assert {"Delete" in policies(one) for one in needed} == {word == "delete"}
    if word == "retain":
        options = [one["metadata"]["annotations"]["argocd.argoproj.io/sync-options"] for one in needed]
        assert set(options) == {"Prune=confirm,Delete=confirm"}


@pytest.mark.parametrize("tier", ["worker", "control-plane"])
def test_the_control_plane_lies_in_private_subnets(tier: str) -> None:
    environment = sample_environment("dev-us-east-2", network={"controlPlaneSubnets": tier == "control-plane"})
    assert cluster(environment)["vpcConfig"]["subnetIdRefs"] == [
        {"name": f"dev-us-east-2-{tier}-us-east-2a"},
        {"name": f"dev-us-east-2-{tier}-us-east-2b"},
    ]


def test_service_addresses_only_where_given() -> None:
    assert "kubernetesNetworkConfig" not in cluster(sample_environment("dev-us-east-2"))
    given = sample_environment("dev-us-east-2", cluster={"serviceIpv4Cidr": "172.20.0.0/16"})
    assert cluster(given)["kubernetesNetworkConfig"] == {"serviceIpv4Cidr": "172.20.0.0/16"}
