"""EKS managed add-ons, each with the IAM role of its service account where it needs one.

Their controllers tolerate no GPU taint and so run on the CPU group; vpc-cni, kube-proxy and the EBS driver's node part
are daemonsets that tolerate every taint.
"""

from __future__ import annotations

import json
from typing import Any, NamedTuple, get_args

from slipway.manifest import Manifest
from slipway.model import Environment
from slipway.model.cluster import AddonName
from slipway.resources import iam
from slipway.resources.managed import managed, ref
from slipway.resources.service_role import service_role

NAMESPACE = "kube-system"


class Identity(NamedTuple):
    """The service account of an add-on and the AWS managed policy it needs."""

    service_account: str
    policy: str
    description: str


IDENTITIES: dict[AddonName, Identity] = {
    # https://docs.aws.amazon.com/eks/latest/userguide/cni-iam-role.html
    "vpc-cni": Identity("aws-node", "AmazonEKS_CNI_Policy", "Pod addresses on the nodes' network interfaces"),
    # Limited to what carries the cluster's name: two environments in one account cannot touch each other's volumes.
    # https://github.com/kubernetes-sigs/aws-ebs-csi-driver/issues/2918
    "aws-ebs-csi-driver": Identity(
        "ebs-csi-controller-sa", "AmazonEBSCSIDriverEKSClusterScopedPolicy", "EBS volumes of the cluster's pods"
    ),
}
"""The other add-ons call no AWS API."""

CLUSTER_NAME_TAG = "eks-cluster-name"
"""The tag on a role that AmazonEBSCSIDriverEKSClusterScopedPolicy compares with the tags of volumes and instances; the
driver puts the cluster's name on what it creates from v1.58 on. No other policy reads the tag.
https://docs.aws.amazon.com/aws-managed-policy/latest/reference/AmazonEBSCSIDriverEKSClusterScopedPolicy.html"""


def addons(environment: Environment) -> list[Manifest]:
    """Return the add-ons that are switched on, in the order in which the model lists them."""
    manifests: list[Manifest] = []
    for name in get_args(AddonName):
        if environment.cluster.addon(name):
            manifests.append(_addon(environment, name))
            manifests += _role(environment, name)
    return manifests


def _addon(environment: Environment, name: AddonName) -> Manifest:
    settings = environment.cluster.addons[name]
    for_provider: dict[str, Any] = {
        "addonName": name,
        "clusterNameRef": ref(environment.names.cluster),
        # Git is the source of an add-on's configuration, at the first contact and at every update.
        "resolveConflictsOnCreate": "OVERWRITE",
        "resolveConflictsOnUpdate": "OVERWRITE",
    }
    if settings.addon_version:
        for_provider["addonVersion"] = settings.addon_version
    if settings.configuration_values:
        for_provider["configurationValues"] = json.dumps(settings.configuration_values, sort_keys=True)
    if name in IDENTITIES:
        for_provider["serviceAccountRoleArnRef"] = ref(environment.names.service_role(name))
    return managed(environment, "Addon", environment.names.object(name), for_provider)


def _role(environment: Environment, name: AddonName) -> list[Manifest]:
    if name not in IDENTITIES:
        return []
    account, policy, description = IDENTITIES[name]
    role = environment.names.service_role(name)
    tags = {CLUSTER_NAME_TAG: environment.names.cluster}
    return [
        service_role(environment, role, NAMESPACE, account, description, tags=tags),
        iam.attach_managed(environment, role, policy),
    ]
