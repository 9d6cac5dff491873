"""The IAM role of the model servers: read checkpoints and decrypt them, nothing else."""

from __future__ import annotations

from slipway.latebinding import values
from slipway.latebinding.bind import bind
from slipway.manifest import Manifest
from slipway.model import Environment
from slipway.resources import iam
from slipway.resources.service_role import service_role
from slipway.resources.storage.buckets import checkpoint_bucket_name


def inference(environment: Environment) -> list[Manifest]:
    """Return the role of the chart's service account, its policy and their attachment.

    Namespace and service account are the ones the chart receives. Whether the chart is enabled does not matter: it may
    be installed by other means.
    """
    settings = environment.applications.inference
    name = role_name(environment)
    account = settings.service_account_name
    key = values.checkpoint_key_arn(environment)
    policy = iam.policy(environment, name, _permissions(environment, str(key)), "Read checkpoints and decrypt them")
    return [
        service_role(environment, name, settings.namespace, account, "Model servers: read checkpoints"),
        # The role has the same name and is bound late as well, so the wrapper needs another.
        bind(policy, key, name=environment.names.object("inference", "policy")),
        iam.attach_own(environment, name, name, name),
    ]


def role_name(environment: Environment) -> str:
    """Return the name of the role, which the chart's service account is annotated with."""
    return environment.names.service_role("inference")


def _permissions(environment: Environment, key_arn: str) -> str:
    bucket = environment.arns.bucket(checkpoint_bucket_name(environment))
    return iam.document(
        iam.statement("ListCheckpoints", ["s3:ListBucket"], [bucket]),
        iam.statement("ReadCheckpoints", ["s3:GetObject"], [f"{bucket}/*"]),
        iam.statement("DecryptCheckpoints", ["kms:Decrypt"], [key_arn]),
    )
