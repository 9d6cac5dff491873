"""The names of the buckets, which the builders, the inference role and the model URIs share."""

from __future__ import annotations

from slipway.model import Environment
from slipway.resources.managed import aws_name


def checkpoint_bucket_name(environment: Environment) -> str:
    """Return the name of the bucket that model servers read from, made here or brought along."""
    checkpoints = environment.storage.checkpoints
    if checkpoints.existing:
        return checkpoints.existing.bucket_name
    default = checkpoints.bucket_name or environment.names.bucket("checkpoints")
    return aws_name(environment, "Bucket", environment.names.object("checkpoints"), default)


def access_log_bucket_name(environment: Environment) -> str:
    """Return the name of the bucket that holds the checkpoint bucket's access logs."""
    default = environment.names.bucket("access-logs")
    return aws_name(environment, "Bucket", environment.names.object("access-logs"), default)
