"""The ConfigMap of each flavour, key by key."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import pytest
import yaml

from slipway.health import argocd_cm, health_checks, managed_check, resource_exclusions
from slipway.serialize import document


@dataclass(frozen=True)
class Named:
    """A kind by group and name."""

    group: str
    kind: str


KINDS = [
    Named("ec2.aws.m.upbound.io", "VPC"),
    Named("eks.aws.m.upbound.io", "Cluster"),
    Named("eks.aws.m.upbound.io", "Cluster"),
    Named("argoproj.io", "AppProject"),
    Named("", "Secret"),
]
HEALTH = "resource.customizations.health."
OWN_KEYS = [
    "resource.customizations.health.apiextensions.crossplane.io_CompositeResourceDefinition",
    "resource.customizations.health.argoproj.io_Application",
    "resource.customizations.health.nvidia.com_ClusterPolicy",
    "resource.customizations.health.pkg.crossplane.io_Function",
    "resource.customizations.health.pkg.crossplane.io_Provider",
    "resource.customizations.health.slipway.dev_LateBinding",
]
CAPABILITY_KEYS = [
    *OWN_KEYS[:2],
    "resource.customizations.health.ec2.aws.m.upbound.io_VPC",
    "resource.customizations.health.eks.aws.m.upbound.io_Cluster",
    *OWN_KEYS[2:],
]


def test_a_self_managed_argo_cd_gets_the_wildcard_and_the_tracking_method() -> None:
    config = argocd_cm("self-managed", "argocd", KINDS)
    data = config.pop("data")
    assert config == {
        "apiVersion": "v1",
        "kind": "ConfigMap",
        "metadata": {"name": "argocd-cm", "namespace": "argocd", "labels": {"app.kubernetes.io/part-of": "argocd"}},
    }
    keys = ["application.resourceTrackingMethod", "resource.customizations", *OWN_KEYS, "resource.exclusions"]
    assert list(data) == keys
    assert data["application.resourceTrackingMethod"] == "annotation"
    assert yaml.safe_load(data["resource.customizations"]) == {"*.upbound.io/*": {"health.lua": managed_check()}}
    assert {key: data[HEALTH + key] for key in health_checks()} == health_checks()


def test_the_capability_gets_exact_keys_only() -> None:
    data = argocd_cm("eks-capability", "poolside-argocd", KINDS)["data"]
    assert list(data) == [*CAPABILITY_KEYS, "resource.exclusions"]
    assert data[CAPABILITY_KEYS[2]] == data[CAPABILITY_KEYS[3]] == managed_check()


ALWAYS = [{"apiGroups": ["*"], "kinds": ["ProviderConfigUsage", "ClusterProviderConfigUsage"]}]


def test_argo_cds_default_exclusions_are_repeated_where_the_key_replaces_them() -> None:
    repeated = yaml.safe_load(resource_exclusions())
    assert yaml.safe_load(resource_exclusions(defaults=False)) == ALWAYS
    assert yaml.safe_load(argocd_cm("self-managed", "argocd", [])["data"]["resource.exclusions"]) == repeated
    assert yaml.safe_load(argocd_cm("eks-capability", "argocd", [])["data"]["resource.exclusions"]) == ALWAYS
    assert repeated[-1:] == ALWAYS
    assert [kind for entry in repeated[:-1] for kind in entry["kinds"]] == [
        "Endpoints",
        "EndpointSlice",
        "Lease",
        "SelfSubjectReview",
        "TokenReview",
        "LocalSubjectAccessReview",
        "SelfSubjectAccessReview",
        "SelfSubjectRulesReview",
        "SubjectAccessReview",
        "CertificateSigningRequest",
        "CertificateRequest",
        "CiliumIdentity",
        "CiliumEndpoint",
        "CiliumEndpointSlice",
        "PolicyReport",
        "ClusterPolicyReport",
        "EphemeralReport",
        "ClusterEphemeralReport",
        "AdmissionReport",
        "ClusterAdmissionReport",
        "BackgroundScanReport",
        "ClusterBackgroundScanReport",
        "UpdateRequest",
    ]


@pytest.mark.parametrize("flavour", ["self-managed", "eks-capability"])
def test_the_lua_is_written_as_readable_blocks(flavour: Any) -> None:
    text = document(argocd_cm(flavour, "argocd", KINDS))
    assert text.count("LateBinding: |\n") == 1
    assert yaml.safe_load(text) == argocd_cm(flavour, "argocd", KINDS)
