"""Customer-managed KMS keys: one for each thing that is encrypted, so that a right on one key opens nothing else."""

from __future__ import annotations

from slipway.manifest import Manifest
from slipway.model import Environment
from slipway.resources import iam
from slipway.resources.managed import Guard, managed, ref


def customer_key(environment: Environment, purpose: str, description: str, *, needed_by: Guard) -> list[Manifest]:
    """Return a key with rotation and its alias, both named ``environment.names.object(purpose)``.

    ``needed_by`` is the word of section ``protection`` for what the key encrypts: while that is retained, so is the
    key, whatever ``protection.checkpointKey`` says. A bucket without its key is noise.
    """
    name = environment.names.object(purpose)
    guard: Guard = needed_by if getattr(environment.protection, needed_by) == "retain" else "checkpoint_key"
    settings = environment.storage.key
    for_provider = {
        "description": description,
        "deletionWindowInDays": settings.deletion_window_in_days,
        "enableKeyRotation": True,
        "rotationPeriodInDays": settings.rotation_period_in_days,
        "policy": account_policy(environment),
    }
    alias = {"targetKeyIdRef": ref(name)}
    return [
        managed(environment, "Key", name, for_provider, guard=guard),
        managed(environment, "Alias", name, alias, guard=guard),
    ]


def account_policy(environment: Environment) -> str:
    """Return a key policy that leaves every decision to the account's IAM policies.

    It names no role: AWS refuses to create a key whose policy names a principal that does not exist yet, and the roles
    that use the key come later or late. Without the account in it, nobody could ever change the policy again.
    https://docs.aws.amazon.com/kms/latest/developerguide/key-policy-default.html
    """
    return iam.document(
        {
            "Sid": "AccountDecides",
            "Effect": "Allow",
            "Principal": {"AWS": environment.arns.account_root},
            "Action": "kms:*",
            "Resource": "*",
        }
    )
