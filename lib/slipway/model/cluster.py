"""Section ``cluster``: the EKS control plane, who may reach it, and its add-ons."""

from typing import Annotated, Any, Literal

from pydantic import Field, StringConstraints

from slipway.model.base import EXAMPLE_KEY, Arn, Bool, Cidr, DnsLabel, Model

AddonName = Literal["vpc-cni", "kube-proxy", "coredns", "metrics-server", "snapshot-controller", "aws-ebs-csi-driver"]

AccessPolicy = Literal[
    "AmazonEKSClusterAdminPolicy",
    "AmazonEKSAdminPolicy",
    "AmazonEKSAdminViewPolicy",
    "AmazonEKSEditPolicy",
    "AmazonEKSViewPolicy",
]
"""https://docs.aws.amazon.com/eks/latest/userguide/access-policy-permissions.html"""

LogType = Literal["api", "audit", "authenticator", "controllerManager", "scheduler"]


class Addon(Model):
    """An EKS managed add-on."""

    enabled: Bool = Field(description="Whether EKS installs and manages the add-on.")
    addon_version: str | None = Field(
        None,
        description="Version such as v1.20.4-eksbuild.2; absent: the one EKS takes as default at creation.",
        examples=["v1.20.4-eksbuild.2"],
    )
    configuration_values: dict[str, Any] | None = Field(None, description="The add-on's own configuration.")


class AccessEntry(Model):
    """Who may use the cluster's API, and how."""

    principal_arn: Arn = Field(
        description="IAM role or user.", examples=["arn:aws:iam::111122223333:role/platform-admin"]
    )
    policy: AccessPolicy = Field(description="EKS access policy given to the principal.")
    namespaces: tuple[DnsLabel, ...] = Field(
        (), description="Namespaces the policy holds in; empty: the whole cluster.", examples=[["poolside-models"]]
    )


class SecretsEncryption(Model):
    """Envelope encryption of the cluster's Secrets with a customer-managed key."""

    enabled: Bool = Field(description="Once on it cannot be taken off: AWS has no way back.")
    key_arn: str | None = Field(
        None, description="An existing key; absent: a key of the environment's own.", examples=[EXAMPLE_KEY]
    )


class Cluster(Model):
    """Section ``cluster``: the EKS control plane, who may reach it, and its add-ons."""

    version: Annotated[str, StringConstraints(pattern=r"^1\.[0-9]{2}$")] = Field(
        description="Kubernetes minor version, quoted.", examples=["1.35"]
    )
    support_type: Literal["STANDARD", "EXTENDED"] = Field(
        description="What happens at the end of standard support: STANDARD upgrades, EXTENDED costs more."
    )
    endpoint_public_access: Bool = Field(description="Whether the API is reachable from outside the VPC.")
    public_access_cidrs: tuple[Cidr, ...] = Field(
        description="Ranges that may reach the public endpoint; needed with it.", examples=[["203.0.113.0/24"]]
    )
    enabled_cluster_log_types: tuple[LogType, ...] = Field(description="Control-plane logs sent to CloudWatch.")
    deletion_protection: Bool = Field(description="EKS itself refuses to delete the cluster.")
    service_ipv4_cidr: Cidr | None = Field(
        None, description="Range of Service addresses, fixed at creation.", examples=["172.20.0.0/16"]
    )
    secrets_encryption: SecretsEncryption
    access_entries: dict[DnsLabel, AccessEntry] = Field(
        description="People and machines that administer the cluster, by name.",
        examples=[
            {
                "platform-admins": {
                    "principalArn": "arn:aws:iam::111122223333:role/platform-admins",
                    "policy": "AmazonEKSClusterAdminPolicy",
                }
            }
        ],
    )
    addons: dict[AddonName, Addon] = Field(description="EKS managed add-ons.")

    def addon(self, name: AddonName) -> bool:
        """Whether an add-on is switched on."""
        found = self.addons.get(name)
        return found is not None and found.enabled
