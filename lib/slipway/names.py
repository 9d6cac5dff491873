"""The one place for names.

Every object's metadata.name is ``<environment>-<what>``. AWS names that follow metadata.name (cluster, roles, policies,
node groups, key aliases) are therefore unique within an account as long as target names are, and those are file names.
"""

from __future__ import annotations

from dataclasses import dataclass
from hashlib import sha256

OBJECT_LIMIT = 63
"""Longest name we give: IAM roles take 64 characters, node groups 63, and a label value or a composite resource 63."""

BUCKET_LIMIT = 63
"""https://docs.aws.amazon.com/AmazonS3/latest/userguide/bucketnamingrules.html"""

HASH_LENGTH = 8


def fit(name: str, limit: int) -> str:
    """Return ``name`` if it has at most ``limit`` characters, else its start and a hash of the whole.

    The hash keeps two long names with one start apart, and the same name gives the same result everywhere.

    Raises:
        ValueError: the limit leaves no room for the hash.

    """
    if limit <= HASH_LENGTH + 1:
        raise ValueError(f"limit {limit} leaves no room for a hash of {HASH_LENGTH}")
    if len(name) <= limit:
        return name
    digest = sha256(name.encode()).hexdigest()[:HASH_LENGTH]
    return f"{name[: limit - HASH_LENGTH - 1].rstrip('-.')}-{digest}"


@dataclass(frozen=True, slots=True)
class Names:
    """The names of one environment."""

    environment: str
    account_id: str

    def object(self, *parts: str) -> str:
        """Return the name of an object, ``prod-us-east-1-worker-us-east-1a``; no part gives the environment's own."""
        return fit("-".join((self.environment, *parts)), OBJECT_LIMIT)

    def bucket(self, purpose: str) -> str:
        """Return a bucket's name; the account id in it keeps it apart in S3's one global name space."""
        return fit(f"{self.environment}-{purpose}-{self.account_id}", BUCKET_LIMIT)

    @property
    def cluster(self) -> str:
        """The EKS cluster, which Argo CD knows by the same name."""
        return self.object()

    def node_role(self, group: str) -> str:
        """The IAM role of a node group's instances."""
        return self.object(group, "node")

    def service_role(self, service: str) -> str:
        """The IAM role that a service account or an AWS service assumes."""
        return self.object(service)

    def subnet(self, tier: str, zone: str) -> str:
        """A subnet, by tier (``public``, ``worker``, ``control-plane``) and zone."""
        return self.object(tier, zone)

    def alias(self, purpose: str) -> str:
        """A KMS alias without the ``alias/`` that the provider puts in front."""
        return self.object(purpose)

    def repository(self, image: str) -> str:
        """An ECR repository: a path, so that two environments of one account and region can both hold ``atlas``."""
        return f"{self.environment}/{image}"

    def log_group(self, purpose: str) -> str:
        """A CloudWatch log group."""
        return f"/slipway/{self.environment}/{purpose}"


def infrastructure_project(environment: str) -> str:
    """The Argo CD project of an environment's managed resources."""
    return fit(f"{environment}-infrastructure", OBJECT_LIMIT)


def workloads_project(environment: str) -> str:
    """The Argo CD project of what runs in an environment's own cluster."""
    return fit(f"{environment}-workloads", OBJECT_LIMIT)


def application(environment: str, name: str) -> str:
    """An Argo CD Application of an environment; all Applications live in one namespace."""
    return fit(f"{environment}-{name}", OBJECT_LIMIT)
