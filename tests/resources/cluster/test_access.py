"""Who may use the cluster's API: administrators by name, and Argo CD in both of its flavours."""

from __future__ import annotations

import json
from typing import Any

import yaml

from slipway.model import Environment
from slipway.serialize import stream
from tests.support.layers import layer_files
from tests.support.sample import sample_environment

ROLE = "arn:aws:iam::123456789012:role/argocd"


def access(environment: Environment) -> list[dict[str, Any]]:
    return list(layer_files("cluster", environment)["cluster/access.yaml"])


def provider(manifest: dict[str, Any]) -> dict[str, Any]:
    return {
        key: value for key, value in manifest["spec"]["forProvider"].items() if key not in ("region", "tags", "type")
    }


def flavour(name: str) -> Environment:
    return sample_environment("dev-us-east-2", fleet={"argocd": {"flavour": name, "roleArn": ROLE}})


def test_each_administrator_has_an_entry_and_an_association_that_reads_it() -> None:
    entries = {
        "admins": {
            "principalArn": "arn:aws:iam::111122223333:role/teams/admins",
            "policy": "AmazonEKSClusterAdminPolicy",
        },
        "models": {
            "principalArn": "arn:aws:iam::111122223333:role/models",
            "policy": "AmazonEKSEditPolicy",
            "namespaces": ["poolside-models", "default"],
        },
    }
    environment = sample_environment("dev-us-east-2", cluster={"accessEntries": entries})
    found = {f"{one['kind']} {one['metadata']['name']}": provider(one) for one in access(environment)}
    cluster = {"clusterNameRef": {"name": "dev-us-east-2"}}
    assert found["AccessEntry dev-us-east-2-access-admins"] == {
        **cluster,
        "principalArn": "arn:aws:iam::111122223333:role/teams/admins",
    }
    assert found["AccessPolicyAssociation dev-us-east-2-access-admins"] == {
        **cluster,
        "principalArnRef": {"name": "dev-us-east-2-access-admins"},
        "policyArn": "arn:aws:eks::aws:cluster-access-policy/AmazonEKSClusterAdminPolicy",
        "accessScope": {"type": "cluster"},
    }
    assert found["AccessPolicyAssociation dev-us-east-2-access-models"] == {
        **cluster,
        "principalArnRef": {"name": "dev-us-east-2-access-models"},
        "policyArn": "arn:aws:eks::aws:cluster-access-policy/AmazonEKSEditPolicy",
        "accessScope": {"type": "namespace", "namespaces": ["poolside-models", "default"]},
    }


def test_an_administrator_called_argocd_is_not_argo_cd() -> None:
    entry = {"principalArn": "arn:aws:iam::111122223333:role/x", "policy": "AmazonEKSViewPolicy"}
    environment = sample_environment("dev-us-east-2", cluster={"accessEntries": {"argocd": entry}})
    named = [(one["kind"], one["metadata"]["name"]) for one in access(environment)]
    assert len(named) == len(set(named)) == 7


def test_a_self_managed_argo_cd_assumes_a_role_that_may_do_nothing_in_aws() -> None:
    role, entry, association = access(flavour("self-managed"))[-3:]
    assert role["metadata"]["name"] == "dev-us-east-2-argocd"
    assert json.loads(role["spec"]["forProvider"]["assumeRolePolicy"])["Statement"] == [
        {"Effect": "Allow", "Principal": {"AWS": ROLE}, "Action": "sts:AssumeRole"}
    ]
    assert "RolePolicyAttachment" not in [one["kind"] for one in access(flavour("self-managed"))]
    assert provider(entry)["principalArnFromRoleRef"] == {"name": "dev-us-east-2-argocd"}
    assert provider(association)["principalArnRef"] == {"name": "dev-us-east-2-argocd"}
    assert provider(association)["policyArn"].endswith("/AmazonEKSClusterAdminPolicy")


def test_the_eks_capability_comes_under_its_own_role() -> None:
    text = stream("generated", access(flavour("eks-capability"))[2:])
    assert list(yaml.safe_load_all(text)) == list(
        yaml.safe_load_all(
            """
apiVersion: eks.aws.m.upbound.io/v1beta1
kind: AccessEntry
metadata:
  name: dev-us-east-2-argocd
  namespace: dev-us-east-2
spec:
  forProvider:
    clusterNameRef:
      name: dev-us-east-2
    principalArn: arn:aws:iam::123456789012:role/argocd
    region: us-east-2
    tags:
      slipway.dev/environment: dev-us-east-2
      slipway.dev/stage: dev
    type: STANDARD
  managementPolicies: [Observe, Create, Update, Delete]
  providerConfigRef:
    kind: ProviderConfig
    name: dev-us-east-2
---
apiVersion: eks.aws.m.upbound.io/v1beta1
kind: AccessPolicyAssociation
metadata:
  name: dev-us-east-2-argocd
  namespace: dev-us-east-2
spec:
  forProvider:
    accessScope:
      type: cluster
    clusterNameRef:
      name: dev-us-east-2
    policyArn: arn:aws:eks::aws:cluster-access-policy/AmazonEKSClusterAdminPolicy
    principalArnRef:
      name: dev-us-east-2-argocd
    region: us-east-2
  managementPolicies: [Observe, Create, Update, Delete]
  providerConfigRef:
    kind: ProviderConfig
    name: dev-us-east-2
"""
        )
    )


def test_access_policies_and_roles_follow_the_partition() -> None:
    principal = {"platform-admins": {"principalArn": "arn:aws-us-gov:iam::111122223333:role/x"}}
    environment = sample_environment(
        "dev-us-east-2", environment={"partition": "aws-us-gov"}, cluster={"accessEntries": principal}
    )
    arns = [provider(one)["policyArn"] for one in access(environment) if one["kind"] == "AccessPolicyAssociation"]
    assert set(arns) == {"arn:aws-us-gov:eks::aws:cluster-access-policy/AmazonEKSClusterAdminPolicy"}
