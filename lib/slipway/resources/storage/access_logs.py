"""Access logs of the checkpoint bucket, in a bucket of their own."""

from __future__ import annotations

from slipway.manifest import Manifest
from slipway.model import Environment
from slipway.resources.managed import managed, ref
from slipway.resources.storage import parts, statements
from slipway.resources.storage.buckets import access_log_bucket_name, checkpoint_bucket_name


def access_logs(environment: Environment) -> list[Manifest]:
    """Return the log bucket and the logging of the checkpoint bucket.

    Nothing if it is switched off, or if the checkpoint bucket is brought along: its logging is its owner's.
    """
    if not environment.storage.access_logs.enabled or environment.storage.checkpoints.existing:
        return []
    name = environment.names.object("access-logs")
    return [
        managed(environment, "Bucket", name, {}, external_name=access_log_bucket_name(environment)),
        # S3 does not deliver access logs to a bucket whose default encryption is SSE-KMS.
        # https://docs.aws.amazon.com/AmazonS3/latest/userguide/ServerLogs.html
        parts.encryption(environment, name, {"sseAlgorithm": "AES256"}),
        parts.ownership(environment, name),
        parts.public_access_block(environment, name),
        _policy(environment, name),
        parts.lifecycle(environment, name, [_expiration(environment)]),
        _logging(environment, name),
    ]


def _prefix(environment: Environment) -> str:
    return f"{checkpoint_bucket_name(environment)}/"


def _policy(environment: Environment, name: str) -> Manifest:
    arn = environment.arns.bucket(access_log_bucket_name(environment))
    source = environment.arns.bucket(checkpoint_bucket_name(environment))
    delivery = statements.allow_log_delivery(environment, arn, _prefix(environment), source)
    return parts.policy(environment, name, [statements.deny_insecure_transport(arn), delivery])


def _expiration(environment: Environment) -> dict[str, object]:
    return {"id": "expire-logs", "expiration": [{"days": environment.storage.access_logs.expiration_in_days}]}


def _logging(environment: Environment, name: str) -> Manifest:
    """Return the switch itself. It has no guard, unlike everything else here: switching logs off must stop them."""
    for_provider = {
        "bucketRef": ref(environment.names.object("checkpoints")),
        "targetBucketRef": ref(name),
        "targetPrefix": _prefix(environment),
    }
    return managed(environment, "BucketLogging", environment.names.object("checkpoints"), for_provider)
