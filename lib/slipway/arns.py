"""ARNs that are known before the resource exists, because account, region and name are.

https://docs.aws.amazon.com/IAM/latest/UserGuide/reference-arns.html
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Arns:
    """The ARNs of one account and region."""

    partition: str
    region: str
    account_id: str

    def role(self, name: str) -> str:
        """An IAM role."""
        return f"arn:{self.partition}:iam::{self.account_id}:role/{name}"

    def policy(self, name: str) -> str:
        """A customer-managed IAM policy."""
        return f"arn:{self.partition}:iam::{self.account_id}:policy/{name}"

    def managed_policy(self, name: str) -> str:
        """A policy that AWS manages, ``AmazonEKSClusterPolicy`` or ``service-role/AmazonEBSCSIDriverPolicy``."""
        return f"arn:{self.partition}:iam::aws:policy/{name}"

    def access_policy(self, name: str) -> str:
        """An EKS cluster access policy, ``AmazonEKSClusterAdminPolicy``."""
        return f"arn:{self.partition}:eks::aws:cluster-access-policy/{name}"

    def oidc_provider(self, issuer_host: str) -> str:
        """An IAM OIDC provider by its issuer without ``https://``."""
        return f"arn:{self.partition}:iam::{self.account_id}:oidc-provider/{issuer_host}"

    def bucket(self, name: str) -> str:
        """An S3 bucket."""
        return f"arn:{self.partition}:s3:::{name}"

    def cluster(self, name: str) -> str:
        """An EKS cluster."""
        return f"arn:{self.partition}:eks:{self.region}:{self.account_id}:cluster/{name}"

    def log_group(self, name: str) -> str:
        """A CloudWatch log group."""
        return f"arn:{self.partition}:logs:{self.region}:{self.account_id}:log-group:{name}"

    def repository(self, name: str) -> str:
        """An ECR repository."""
        return f"arn:{self.partition}:ecr:{self.region}:{self.account_id}:repository/{name}"

    @property
    def account_root(self) -> str:
        """The account itself as a principal: its IAM policies decide who may act."""
        return f"arn:{self.partition}:iam::{self.account_id}:root"
