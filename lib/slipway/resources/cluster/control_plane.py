"""The EKS control plane and the IAM role that it acts by."""

from __future__ import annotations

from typing import Any

from slipway.latebinding import values
from slipway.latebinding.bind import bind
from slipway.manifest import Manifest
from slipway.model import Environment
from slipway.resources import iam
from slipway.resources.cluster import secrets_key
from slipway.resources.managed import managed, ref

CLUSTER_POLICY = "AmazonEKSClusterPolicy"
"""https://docs.aws.amazon.com/eks/latest/userguide/cluster-iam-role.html"""


def control_plane(environment: Environment) -> list[Manifest]:
    """Return the cluster, its role, and what the role may do.

    Role and attachments are as protected as the cluster: without them a retained cluster could no longer reach its own
    network interfaces, nor its Secrets.
    """
    role = role_name(environment)
    trust = iam.trust_service("eks.amazonaws.com")
    return [
        _cluster(environment),
        iam.role(environment, role, trust, "What the EKS control plane acts by", guard="cluster"),
        iam.attach_managed(environment, role, CLUSTER_POLICY, guard="cluster"),
        *secrets_key.permissions(environment, role),
    ]


def role_name(environment: Environment) -> str:
    """Return the name of the control plane's IAM role."""
    return environment.names.service_role("cluster")


def _cluster(environment: Environment) -> Manifest:
    name = environment.names.cluster
    for_provider = {
        "version": environment.cluster.version,
        "roleArnRef": ref(role_name(environment)),
        "vpcConfig": _vpc_config(environment),
        "accessConfig": {"authenticationMode": "API"},
        "enabledClusterLogTypes": list(environment.cluster.enabled_cluster_log_types),
        "deletionProtection": environment.cluster.deletion_protection,
        "upgradePolicy": {"supportType": environment.cluster.support_type},
    }
    if environment.cluster.service_ipv4_cidr:
        for_provider["kubernetesNetworkConfig"] = {"serviceIpv4Cidr": str(environment.cluster.service_ipv4_cidr)}
    if not environment.cluster.secrets_encryption.enabled:
        return managed(environment, "Cluster", name, for_provider, init_provider=_at_creation())
    key = values.secrets_key_arn(environment)
    for_provider["encryptionConfig"] = {"provider": {"keyArn": str(key)}, "resources": ["secrets"]}
    return bind(managed(environment, "Cluster", name, for_provider, init_provider=_at_creation()), key)


def _at_creation() -> dict[str, Any]:
    """Return what EKS reads at creation only.

    Under initProvider it does not stand in the way of a cluster that was made otherwise and is imported by its name;
    under forProvider the provider would want to replace that cluster, and refuse.
    https://docs.aws.amazon.com/eks/latest/APIReference/API_CreateCluster.html
    """
    return {
        # With true, EKS installs its own unmanaged vpc-cni, kube-proxy and coredns: they would run even where the
        # inventory switches the add-on off.
        "bootstrapSelfManagedAddons": False,
        # Crossplane's role creates the cluster and needs no rights inside it; whoever does has an access entry.
        "accessConfig": {"bootstrapClusterCreatorAdminPermissions": False},
    }


def _vpc_config(environment: Environment) -> dict[str, Any]:
    """Return where the control plane's interfaces lie and where the API can be reached from.

    Ordinary references are resolved once: EKS refuses another set of zones later on, and a zone that joins the network
    needs no interface of the control plane.
    https://docs.aws.amazon.com/eks/latest/userguide/network-reqs.html

    EKS takes an empty list of ranges for 0.0.0.0/0, so without a list there is no public endpoint at all.
    https://docs.aws.amazon.com/eks/latest/userguide/cluster-endpoint.html
    """
    tier = "control-plane" if environment.network.control_plane_subnets else "worker"
    zones = environment.network.availability_zones
    ranges = [str(cidr) for cidr in environment.cluster.public_access_cidrs]
    public = environment.cluster.endpoint_public_access and bool(ranges)
    return {
        "subnetIdRefs": [ref(environment.names.subnet(tier, zone)) for zone in zones],
        "endpointPrivateAccess": True,
        "endpointPublicAccess": public,
        **({"publicAccessCidrs": ranges} if public else {}),
    }
