"""What an AppProject and the registration of a cluster look like, whole, and what a project may not leave open."""

from __future__ import annotations

from typing import Any

import pytest
import yaml

from slipway.manifest import Manifest
from slipway.resources.argocd.cluster import cluster_secret, role_login
from slipway.resources.argocd.project import GroupKind, app_project
from slipway.resources.argocd.source import destination
from tests.support.sample import sample_hub

FLEET = sample_hub().fleet
CAPABILITY = sample_hub(fleet={"argocd": {"flavour": "eks-capability"}}).fleet


def project(**changes: Any) -> Manifest:
    arguments: dict[str, Any] = {
        "description": "Web servers",
        "repositories": ["https://b.example.com", "https://a.example.com", "https://b.example.com"],
        "destinations": [destination("b", name="dev"), destination("a", name="dev"), destination("b", name="dev")],
        "cluster_kinds": [GroupKind("", "Namespace", "b"), GroupKind("", "Namespace", "a")],
        "namespaced_kinds": [GroupKind("apps", "Deployment"), GroupKind("", "Secret", "x"), GroupKind("", "Secret")],
    }
    return app_project(changes.pop("fleet", FLEET), "dev-workloads", **{**arguments, **changes})


def test_a_project_whole() -> None:
    assert project(own_clusters_only=True) == yaml.safe_load(
        """
        apiVersion: argoproj.io/v1alpha1
        kind: AppProject
        metadata: {name: dev-workloads, namespace: argocd}
        spec:
          description: Web servers
          sourceRepos: [https://a.example.com, https://b.example.com]
          destinations:
            - {name: dev, namespace: a}
            - {name: dev, namespace: b}
          clusterResourceWhitelist:
            - {group: "", kind: Namespace, name: a}
            - {group: "", kind: Namespace, name: b}
          namespaceResourceWhitelist:
            - {group: "", kind: Secret}
            - {group: apps, kind: Deployment}
          permitOnlyProjectScopedClusters: true
        """
    )


def test_the_capability_wants_the_namespace_of_applications() -> None:
    assert project(fleet=CAPABILITY)["spec"]["sourceNamespaces"] == ["argocd"]
    assert "sourceNamespaces" not in project()["spec"]


@pytest.mark.parametrize(
    "changes",
    [
        {"repositories": []},
        {"repositories": ["*"]},
        {"repositories": ["https://git.example.com/*"]},
        {"destinations": []},
        {"destinations": [destination("*", name="dev")]},
        {"destinations": [destination("a", name="*")]},
    ],
)
def test_nothing_is_left_open(changes: dict[str, Any]) -> None:
    with pytest.raises(ValueError, match="AppProject dev-workloads: name every repository and destination"):
        project(**changes)


def test_a_registration_by_role_whole() -> None:
    login = role_login("dev", "arn:aws:iam::111122223333:role/dev-argocd", "Q0E=")
    secret = cluster_secret(
        FLEET, "dev-cluster", cluster="dev", server="https://api.example.com", project="dev-workloads", config=login
    )
    assert secret == yaml.safe_load(
        """
        apiVersion: v1
        kind: Secret
        metadata:
          name: dev-cluster
          namespace: argocd
          labels: {argocd.argoproj.io/secret-type: cluster}
        type: Opaque
        stringData:
          name: dev
          server: https://api.example.com
          project: dev-workloads
          config: |
            {
              "awsAuthConfig": {
                "clusterName": "dev",
                "roleARN": "arn:aws:iam::111122223333:role/dev-argocd"
              },
              "tlsClientConfig": {
                "insecure": false,
                "caData": "Q0E="
              }
            }
        """
    )


def test_a_registration_by_arn_has_no_login() -> None:
    arn = "arn:aws:eks:us-east-2:111122223333:cluster/dev"
    secret = cluster_secret(CAPABILITY, "dev-cluster", cluster="dev", server=arn, project="dev-workloads")
    assert secret["stringData"] == {"name": "dev", "server": arn, "project": "dev-workloads"}
