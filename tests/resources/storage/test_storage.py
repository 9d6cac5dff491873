"""What the storage layer promises, by the requirement of the reference architecture that it meets."""

from __future__ import annotations

import json
from typing import Any

import pytest

from slipway.manifest import Manifest
from slipway.model import Environment
from slipway.resources.storage.buckets import checkpoint_bucket_name
from tests.resources.storage.evaluate import denied_by
from tests.support.layers import layer_files, names, objects
from tests.support.sample import sample_environment

KEY_ARN = "arn:aws:kms:us-east-2:111122223333:key/11111111-2222-3333-4444-555555555555"
EXISTING = {"bucketName": "models-of-ours", "keyArn": KEY_ARN}
BUCKET = "arn:aws:s3:::dev-us-east-2-checkpoints-111122223333"
ENCRYPTION = "s3:x-amz-server-side-encryption"
KEY_ID = "s3:x-amz-server-side-encryption-aws-kms-key-id"


def storage(kind: str = "", target: str = "dev-us-east-2", **overrides: Any) -> list[Manifest]:
    return objects("storage", sample_environment(target, **overrides), kind)


def provider(manifest: Manifest) -> dict[str, Any]:
    return dict(manifest["spec"]["forProvider"])


def only(kind: str, target: str = "dev-us-east-2", **overrides: Any) -> dict[str, Any]:
    [manifest] = storage(kind, target, **overrides)
    return provider(manifest)


def deletable(manifests: list[Manifest]) -> list[str]:
    return [one["kind"] for one in manifests if "Delete" in one["spec"]["managementPolicies"]]


def bucket_policy(manifest: Manifest) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(provider(manifest)["policy"])
    return found


def test_requirement_11_the_bucket_is_encrypted_by_the_environments_own_key() -> None:
    [rule] = only("BucketServerSideEncryptionConfiguration")["rule"]
    [key] = storage("Key")
    assert rule["applyServerSideEncryptionByDefault"] == {
        "sseAlgorithm": "aws:kms",
        "kmsMasterKeyIdRef": {"name": key["metadata"]["name"]},
    }
    assert rule["bucketKeyEnabled"] is True


def test_requirement_11_the_key_rotates_and_is_hard_to_lose() -> None:
    key = only("Key")
    assert key["enableKeyRotation"] is True
    assert key["rotationPeriodInDays"] == 365
    assert key["deletionWindowInDays"] == 30
    [alias] = storage("Alias")
    assert provider(alias)["targetKeyIdRef"] == {"name": "dev-us-east-2-checkpoints"}


def test_requirement_11_the_key_policy_names_the_account_and_no_role() -> None:
    """AWS refuses to create a key whose policy names a principal that does not exist yet."""
    [statement] = json.loads(only("Key")["policy"])["Statement"]
    assert statement["Principal"] == {"AWS": "arn:aws:iam::111122223333:root"}
    assert (statement["Effect"], statement["Action"]) == ("Allow", "kms:*")


@pytest.mark.parametrize("action", ["s3:GetObject", "s3:PutObject", "s3:ListBucket", "s3:DeleteObject"])
def test_requirement_11_nothing_passes_without_tls(action: str) -> None:
    [policy] = storage("BucketPolicy")
    place = BUCKET if action == "s3:ListBucket" else f"{BUCKET}/models/a"
    assert "DenyInsecureTransport" in denied_by(bucket_policy(policy), action, place, {"aws:SecureTransport": "false"})
    assert denied_by(bucket_policy(policy), action, place, {"aws:SecureTransport": "true"}) == []


@pytest.mark.parametrize(
    ("headers", "denied"),
    [
        ({}, []),
        ({ENCRYPTION: "aws:kms", KEY_ID: KEY_ARN}, []),
        ({ENCRYPTION: "aws:kms", KEY_ID: "11111111-2222-3333-4444-555555555555"}, []),
        ({ENCRYPTION: "AES256"}, ["DenyOtherAlgorithm"]),
        ({ENCRYPTION: "aws:kms:dsse"}, ["DenyOtherAlgorithm"]),
        ({ENCRYPTION: "aws:kms"}, ["DenyAwsManagedKey"]),
        ({ENCRYPTION: "aws:kms", KEY_ID: KEY_ARN.replace("111122223333", "999999999999")}, ["DenyForeignKey"]),
        ({ENCRYPTION: "aws:kms", KEY_ID: KEY_ARN.replace("us-east-2", "us-east-1")}, ["DenyForeignKey"]),
    ],
    ids=["bucket's own", "its ARN", "its id", "SSE-S3", "double", "aws/s3", "another account", "another region"],
)
def test_requirement_11_uploads_keep_to_the_buckets_encryption(headers: dict[str, str], denied: list[str]) -> None:
    [policy] = storage("BucketPolicy")
    context = {"aws:SecureTransport": "true", **headers}
    assert denied_by(bucket_policy(policy), "s3:PutObject", f"{BUCKET}/models/a", context) == denied


@pytest.mark.parametrize("target", ["dev-us-east-2", "prod-us-east-1"])
def test_requirement_11_every_bucket_is_private_and_owned(target: str) -> None:
    buckets = names(storage("Bucket", target))
    block = {
        "blockPublicAcls": True,
        "blockPublicPolicy": True,
        "ignorePublicAcls": True,
        "restrictPublicBuckets": True,
    }
    blocks = {provider(one)["bucketRef"]["name"]: one for one in storage("BucketPublicAccessBlock", target)}
    owners = {provider(one)["bucketRef"]["name"]: one for one in storage("BucketOwnershipControls", target)}
    policies = {provider(one)["bucketRef"]["name"]: one for one in storage("BucketPolicy", target)}
    assert set(blocks) == set(owners) == set(policies) == set(buckets)
    for name in buckets:
        assert block.items() <= provider(blocks[name]).items()
        assert provider(owners[name])["rule"] == {"objectOwnership": "BucketOwnerEnforced"}
        assert "DenyInsecureTransport" in [one["Sid"] for one in bucket_policy(policies[name])["Statement"]]


def test_requirement_11_bucket_and_key_outlive_their_manifests() -> None:
    """What the bucket needs to stay private and readable stays with it; the switch of its access logs works."""
    manifests = storage(target="prod-us-east-1")
    assert deletable(manifests) == ["BucketLogging"]
    unguarded = [one["kind"] for one in manifests if "annotations" not in one["metadata"]]
    assert unguarded == ["BucketLogging"]


def test_requirement_11_a_key_stays_as_long_as_its_bucket() -> None:
    protection = {"checkpointKey": "delete", "checkpointBucket": "retain"}
    assert deletable(storage(protection=protection)) == []


def test_requirement_11_a_bucket_goes_only_where_the_inventory_says_so() -> None:
    bucket_only = deletable(storage(protection={"checkpointBucket": "delete"}))
    assert "Bucket" in bucket_only
    assert not {"Key", "Alias"} & set(bucket_only)
    both = storage(protection={"checkpointBucket": "delete", "checkpointKey": "delete"})
    assert len(deletable(both)) == len(both)


@pytest.mark.parametrize("target", ["dev-us-east-2", "prod-us-east-1"])
def test_requirement_12_a_bucket_that_is_brought_along_is_not_built(target: str) -> None:
    environment = sample_environment(target, storage={"checkpoints": {"existing": EXISTING}})
    assert {path: list(manifests) for path, manifests in layer_files("storage", environment).items()} == {
        "storage/key.yaml": [],
        "storage/checkpoints.yaml": [],
        "storage/access-logs.yaml": [],
    }
    assert checkpoint_bucket_name(environment) == "models-of-ours"


def test_buckets_refuse_keys_of_the_callers_own_in_so_many_words() -> None:
    """Left out, the provider and S3 overwrite each other several times a second.

    https://github.com/crossplane-contrib/provider-upjet-aws/issues/2063
    """
    rules = [provider(one)["rule"] for one in storage("BucketServerSideEncryptionConfiguration", "prod-us-east-1")]
    assert [rule["blockedEncryptionTypes"] for [rule] in rules] == [["SSE-C"], ["SSE-C"]]


def test_overwritten_checkpoints_can_be_brought_back() -> None:
    assert only("BucketVersioning")["versioningConfiguration"] == {"status": "Enabled"}
    [uploads] = only("BucketLifecycleConfiguration")["rule"]
    assert uploads == {
        "id": "abort-incomplete-uploads",
        "status": "Enabled",
        "filter": [{"prefix": ""}],
        "abortIncompleteMultipartUpload": [{"daysAfterInitiation": 7}],
    }
    limited = {"checkpoints": {"noncurrentVersionExpirationInDays": 30}}
    [_, versions] = only("BucketLifecycleConfiguration", storage=limited)["rule"]
    assert versions["noncurrentVersionExpiration"] == [{"noncurrentDays": 30}]
    assert "expiration" not in versions


def test_access_logs_go_to_a_bucket_that_takes_them_from_this_bucket_only() -> None:
    logs, source = "prod-us-east-1-access-logs-777788889999", "prod-us-east-1-checkpoints-777788889999"
    logging = only("BucketLogging", "prod-us-east-1")
    assert logging["bucketRef"] == {"name": "prod-us-east-1-checkpoints"}
    assert logging["targetBucketRef"] == {"name": "prod-us-east-1-access-logs"}
    [_, policy] = storage("BucketPolicy", "prod-us-east-1")
    [delivery] = [one for one in bucket_policy(policy)["Statement"] if one["Effect"] == "Allow"]
    assert delivery["Principal"] == {"Service": "logging.s3.amazonaws.com"}
    assert delivery["Action"] == "s3:PutObject"
    assert delivery["Resource"] == f"arn:aws:s3:::{logs}/{logging['targetPrefix']}*"
    assert delivery["Condition"] == {
        "ArnLike": {"aws:SourceArn": f"arn:aws:s3:::{source}"},
        "StringEquals": {"aws:SourceAccount": "777788889999"},
    }


def test_access_logs_are_encrypted_the_only_way_that_s3_delivers_to() -> None:
    [_, logs] = storage("BucketServerSideEncryptionConfiguration", "prod-us-east-1")
    [rule] = provider(logs)["rule"]
    assert rule["applyServerSideEncryptionByDefault"] == {"sseAlgorithm": "AES256"}


@pytest.mark.parametrize(
    ("overrides", "bucket"),
    [
        ({}, "dev-us-east-2-checkpoints-111122223333"),
        ({"storage": {"checkpoints": {"bucketName": "poolside-models"}}}, "poolside-models"),
        ({"externalNames": {"Bucket/dev-us-east-2-checkpoints": "imported-models"}}, "imported-models"),
    ],
    ids=["default", "named", "imported"],
)
def test_policy_and_bucket_speak_of_one_name(overrides: dict[str, Any], bucket: str) -> None:
    environment: Environment = sample_environment(**overrides)
    assert checkpoint_bucket_name(environment) == bucket
    [manifest] = storage("Bucket", **overrides)
    assert manifest["metadata"]["annotations"]["crossplane.io/external-name"] == bucket
    [policy] = storage("BucketPolicy", **overrides)
    assert bucket_policy(policy)["Statement"][0]["Resource"] == [f"arn:aws:s3:::{bucket}", f"arn:aws:s3:::{bucket}/*"]
