"""The parts that every bucket here has. Each stays when its manifest goes, as the bucket does (``protection``)."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from slipway.manifest import Manifest
from slipway.model import Environment
from slipway.resources import iam
from slipway.resources.iam import Statement
from slipway.resources.managed import Guard, managed, ref

GUARD: Guard = "checkpoint_bucket"
"""A bucket that outlives its manifest must not lose its policy, its encryption or its public-access block."""


def encryption(
    environment: Environment, name: str, default: dict[str, Any], *, bucket_key_enabled: bool | None = None
) -> Manifest:
    """Return the default encryption of a bucket; uploads under a key of the caller's own (SSE-C) are refused.

    S3 blocks SSE-C by itself on buckets made since March 2026. Where the object leaves it out, provider v2.6.0 takes
    the block for a difference and writes the encryption anew, several times a second, as long as the bucket exists:
    https://github.com/crossplane-contrib/provider-upjet-aws/issues/2063
    """
    rule: dict[str, Any] = {"applyServerSideEncryptionByDefault": default, "blockedEncryptionTypes": ["SSE-C"]}
    if bucket_key_enabled is not None:
        rule["bucketKeyEnabled"] = bucket_key_enabled
    for_provider = {"bucketRef": ref(name), "rule": [rule]}
    return managed(environment, "BucketServerSideEncryptionConfiguration", name, for_provider, guard=GUARD)


def ownership(environment: Environment, name: str) -> Manifest:
    """Return the ownership setting that switches access control lists off: policies alone decide.

    https://docs.aws.amazon.com/AmazonS3/latest/userguide/about-object-ownership.html
    """
    for_provider = {"bucketRef": ref(name), "rule": {"objectOwnership": "BucketOwnerEnforced"}}
    return managed(environment, "BucketOwnershipControls", name, for_provider, guard=GUARD)


def public_access_block(environment: Environment, name: str) -> Manifest:
    """Return the block that keeps a bucket private whatever its policy or its access control lists say."""
    for_provider = {
        "bucketRef": ref(name),
        "blockPublicAcls": True,
        "blockPublicPolicy": True,
        "ignorePublicAcls": True,
        "restrictPublicBuckets": True,
    }
    return managed(environment, "BucketPublicAccessBlock", name, for_provider, guard=GUARD)


def policy(environment: Environment, name: str, statements: Sequence[Statement]) -> Manifest:
    """Return the policy of a bucket."""
    for_provider = {"bucketRef": ref(name), "policy": iam.document(*statements)}
    return managed(environment, "BucketPolicy", name, for_provider, guard=GUARD)


def lifecycle(environment: Environment, name: str, rules: Sequence[dict[str, Any]]) -> Manifest:
    """Return the lifecycle rules of a bucket, each for all of its objects."""
    # An empty prefix means every object; an empty filter draws warnings from some versions of the provider beneath.
    enabled = [{**rule, "status": "Enabled", "filter": [{"prefix": ""}]} for rule in rules]
    for_provider = {"bucketRef": ref(name), "rule": enabled}
    return managed(environment, "BucketLifecycleConfiguration", name, for_provider, guard=GUARD)
