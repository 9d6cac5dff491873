"""Who may use the cluster's API: EKS access entries for the named administrators and for Argo CD.

https://docs.aws.amazon.com/eks/latest/userguide/access-entries.html
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from slipway.manifest import Manifest
from slipway.model import Environment
from slipway.resources import iam
from slipway.resources.managed import managed, ref

ADMINISTRATOR = "AmazonEKSClusterAdminPolicy"


def access(environment: Environment) -> list[Manifest]:
    """Return an entry and its policy for each administrator, by name, and then for Argo CD.

    Nodes need none: EKS makes the entry of a managed node group's role itself.
    """
    manifests: list[Manifest] = []
    for name, entry in sorted(environment.cluster.access_entries.items()):
        principal = {"principalArn": entry.principal_arn}
        manifests += _entry(environment, f"access-{name}", principal, entry.policy, entry.namespaces)
    return manifests + argocd(environment)


def argocd(environment: Environment) -> list[Manifest]:
    """Return how Argo CD gets into the cluster.

    A self-managed Argo CD assumes a role of this account that only its own role may assume and that has no permission
    in AWS at all: it is nothing but a name inside the cluster. The EKS capability comes under its own role, from
    whichever account. Either installs charts with cluster-wide objects, which takes an administrator's rights.
    """
    if environment.fleet.argocd.flavour == "eks-capability":
        return _entry(environment, "argocd", {"principalArn": environment.fleet.argocd.role_arn}, ADMINISTRATOR)
    role = argocd_role_name(environment)
    trust = iam.trust_role(environment.fleet.argocd.role_arn)
    return [
        iam.role(environment, role, trust, "Argo CD's identity in the cluster; no permissions in AWS"),
        *_entry(environment, "argocd", {"principalArnFromRoleRef": ref(role)}, ADMINISTRATOR),
    ]


def argocd_role_name(environment: Environment) -> str:
    """Return the name of the role that a self-managed Argo CD assumes to reach the cluster."""
    return environment.names.service_role("argocd")


def _entry(
    environment: Environment, what: str, principal: Mapping[str, Any], policy: str, namespaces: Sequence[str] = ()
) -> list[Manifest]:
    """Return an access entry and the association of its policy, which takes the principal from the entry."""
    name = environment.names.object(what)
    cluster = {"clusterNameRef": ref(environment.names.cluster)}
    association = {
        **cluster,
        "principalArnRef": ref(name),
        "policyArn": environment.arns.access_policy(policy),
        "accessScope": {"type": "namespace", "namespaces": list(namespaces)} if namespaces else {"type": "cluster"},
    }
    return [
        managed(environment, "AccessEntry", name, {**cluster, **principal, "type": "STANDARD"}),
        managed(environment, "AccessPolicyAssociation", name, association),
    ]
