"""What an environment is: its place in AWS, its tags and how Crossplane may treat what it holds."""

from typing import Annotated, Literal

from pydantic import Field, StringConstraints

from slipway.model.base import EXAMPLE_KEY, AccountId, Model, RegionName, RoleArn, Tags

ManagementPolicy = Literal["Observe", "Create", "Update", "Delete", "LateInitialize"]

LEGAL_POLICIES = frozenset(
    frozenset(entry.split())
    for entry in (
        "Observe Create Update Delete LateInitialize",
        "Observe",
        "Observe Create Update Delete",
        "Observe Create Update LateInitialize",
        "Observe Create Update",
        "Observe Create Delete LateInitialize",
        "Observe Create LateInitialize",
        "Observe Create Delete",
        "Observe Create",
        "Observe Delete",
        "Observe Update",
        "Observe LateInitialize",
        "Observe Update LateInitialize",
    )
)
"""The sets that the provider's controller accepts; the API server lets any pass.
https://docs.crossplane.io/v2.3/managed-resources/managed-resources/#managementpolicies"""


class RoleStep(Model):
    """One step of the role chain that leads Crossplane into the environment's account."""

    role_arn: RoleArn = Field(
        alias="roleARN",
        description="Role to assume, in the environment's account.",
        examples=["arn:aws:iam::111122223333:role/crossplane"],
    )


class EnvironmentSettings(Model):
    """Section ``environment``: its place in AWS, its tags, and how Crossplane treats what it holds."""

    name: Annotated[str, StringConstraints(pattern=r"^[a-z]([a-z0-9-]*[a-z0-9])?$", max_length=40)] = Field(
        description="Name of the environment, its namespace and its cluster; the target's file name.",
        examples=["prod-us-east-1"],
    )
    stage: Literal["dev", "staging", "prod"] = Field(
        description="Stage, which chooses the defaults of the stage class."
    )
    account_id: AccountId = Field(description="AWS account that holds the environment.", examples=["111122223333"])
    region: RegionName = Field(description="AWS region that holds the environment.", examples=["us-east-2"])
    partition: Literal["aws", "aws-us-gov", "aws-cn"] = Field(description="AWS partition of the region.")
    tags: Tags = Field(description="Tags on every AWS resource that takes tags.", examples=[{"owner": "platform"}])
    management_policies: tuple[ManagementPolicy, ...] = Field(
        description="What Crossplane may do with a resource; Delete is dropped where section protection says retain.",
        min_length=1,
    )
    assume_role_chain: tuple[RoleStep, ...] = Field(
        description="Roles that Crossplane assumes, in order, to act in the account; empty: its own identity."
    )


RetentionWord = Literal["retain", "delete"]


class Protection(Model):
    """Section ``protection``: whether removing an object from git may remove the thing in AWS."""

    cluster: RetentionWord = Field(description="retain: the cluster outlives its manifest.")
    checkpoint_bucket: RetentionWord = Field(description="retain: the bucket outlives its manifest.")
    checkpoint_key: RetentionWord = Field(description="retain: the KMS keys outlive their manifests.")
    vpc: RetentionWord = Field(description="retain: the VPC outlives its manifest.")
    repository: RetentionWord = Field(description="retain: the image repository outlives its manifest.")


class Pinned(Model):
    """Section ``pinned``: values that late binding would find out, given by hand.

    For clusters that exist already, for recovery while the source object is gone, or where no function may run.
    """

    oidc_issuer: Annotated[str, StringConstraints(pattern=r"^https://[A-Za-z0-9./-]+$")] | None = Field(
        None,
        description="Issuer URL of the cluster, with https://, as `aws eks describe-cluster` prints it.",
        examples=["https://oidc.eks.us-east-2.amazonaws.com/id/EXAMPLED539D4633E53DE1B71EXAMPLE"],
    )
    checkpoint_key_arn: str | None = Field(
        None, description="ARN of the checkpoint bucket's KMS key.", examples=[EXAMPLE_KEY]
    )
    secrets_key_arn: str | None = Field(
        None, description="ARN of the KMS key that encrypts the cluster's Secrets.", examples=[EXAMPLE_KEY]
    )
    cluster_endpoint: Annotated[str, StringConstraints(pattern=r"^https://\S+$")] | None = Field(
        None,
        description="API endpoint of the cluster, for its registration in a self-managed Argo CD.",
        examples=["https://EXAMPLE.gr7.us-east-2.eks.amazonaws.com"],
    )
    certificate_authority_data: str | None = Field(
        None, description="Base64 certificate authority of the cluster, as AWS returns it."
    )
