"""The customer-managed key that encrypts the cluster's Secrets, if the inventory asks for one.

The cluster's key has no reference field, so a cluster is bound late on the ARN. To turn encryption on for a cluster
that runs already, write the key's ARN under ``pinned.secretsKeyArn``: the cluster then stays the plain object it was.
"""

from __future__ import annotations

from slipway.latebinding import values
from slipway.latebinding.bind import bind
from slipway.manifest import Manifest
from slipway.model import Environment
from slipway.resources import iam
from slipway.resources.keys import customer_key

KEY_ACTIONS = ("kms:Decrypt", "kms:DescribeKey", "kms:Encrypt", "kms:ListGrants")
"""What the control plane does with its key; without ListGrants its health check is denied and raises alarms.
https://github.com/terraform-aws-modules/terraform-aws-eks/issues/1913"""


def secrets_key(environment: Environment) -> list[Manifest]:
    """Return the key and its alias; nothing without encryption, or when an existing key is used.

    They stay while the cluster stays: without the key its Secrets can never be read again.
    """
    encryption = environment.cluster.secrets_encryption
    if not encryption.enabled or encryption.key_arn:
        return []
    description = f"Secrets of the EKS cluster {environment.names.cluster}"
    return customer_key(environment, "secrets", description, needed_by="cluster")


def permissions(environment: Environment, role: str) -> list[Manifest]:
    """Return what lets the control plane's role use exactly that key."""
    if not environment.cluster.secrets_encryption.enabled:
        return []
    key = values.secrets_key_arn(environment)
    name = environment.names.object("cluster", "secrets")
    text = iam.document(iam.statement("UseSecretsKey", KEY_ACTIONS, [str(key)]))
    policy = iam.policy(environment, name, text, "Use of the key that encrypts the cluster's Secrets", guard="cluster")
    return [bind(policy, key), iam.attach_own(environment, name, role, name, guard="cluster")]
