"""The checkpoint bucket and its key. A bucket that is brought along brings its key, and then nothing is built here."""

from __future__ import annotations

from typing import Any

from slipway.manifest import Manifest
from slipway.model import Environment
from slipway.resources.keys import customer_key
from slipway.resources.managed import managed, ref
from slipway.resources.storage import parts, statements
from slipway.resources.storage.buckets import checkpoint_bucket_name


def key(environment: Environment) -> list[Manifest]:
    """Return the key of the checkpoint bucket with its alias; nothing if the bucket is brought along."""
    if environment.storage.checkpoints.existing:
        return []
    description = f"Checkpoints of {environment.name}"
    return customer_key(environment, "checkpoints", description, needed_by="checkpoint_bucket")


def checkpoints(environment: Environment) -> list[Manifest]:
    """Return the checkpoint bucket and everything that makes it private; nothing if the bucket is brought along."""
    if environment.storage.checkpoints.existing:
        return []
    name = environment.names.object("checkpoints")
    arn = environment.arns.bucket(checkpoint_bucket_name(environment))
    denied = [statements.deny_insecure_transport(arn), *statements.deny_other_encryption(environment, arn)]
    by_key = {"sseAlgorithm": "aws:kms", "kmsMasterKeyIdRef": ref(name)}
    versioning = {"bucketRef": ref(name), "versioningConfiguration": {"status": "Enabled"}}
    return [
        managed(environment, "Bucket", name, {}, external_name=checkpoint_bucket_name(environment)),
        # With a bucket key S3 asks KMS once for many objects, which is what a large checkpoint consists of.
        parts.encryption(environment, name, by_key, bucket_key_enabled=True),
        managed(environment, "BucketVersioning", name, versioning, guard=parts.GUARD),
        parts.ownership(environment, name),
        parts.public_access_block(environment, name),
        parts.policy(environment, name, denied),
        parts.lifecycle(environment, name, _lifecycle_rules(environment)),
    ]


def _lifecycle_rules(environment: Environment) -> list[dict[str, Any]]:
    settings = environment.storage.checkpoints
    rules: list[dict[str, Any]] = [
        {
            "id": "abort-incomplete-uploads",
            "abortIncompleteMultipartUpload": [{"daysAfterInitiation": settings.abort_incomplete_upload_in_days}],
        }
    ]
    days = settings.noncurrent_version_expiration_in_days
    if days is not None:
        rules.append({"id": "expire-noncurrent-versions", "noncurrentVersionExpiration": [{"noncurrentDays": days}]})
    return rules
