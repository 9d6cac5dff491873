"""The statements of the bucket policies. What they deny is denied to everybody, whatever an IAM policy allows."""

from __future__ import annotations

from typing import Any

from slipway.model import Environment
from slipway.resources.iam import Statement

ENCRYPTION = "s3:x-amz-server-side-encryption"
KEY_ID = "s3:x-amz-server-side-encryption-aws-kms-key-id"


def deny_insecure_transport(bucket_arn: str) -> Statement:
    """Deny everything that does not come over TLS."""
    return _deny(
        "DenyInsecureTransport", "s3:*", [bucket_arn, f"{bucket_arn}/*"], {"Bool": {"aws:SecureTransport": "false"}}
    )


def deny_other_encryption(environment: Environment, bucket_arn: str) -> list[Statement]:
    """Deny uploads that ask for another encryption than the bucket's: the inference role could not read them.

    An upload that asks for nothing gets the bucket's own key; that is the way to upload. The key's ARN is not known
    here, so what is denied is what can only be wrong: another algorithm, SSE-KMS without a key (which means AWS's own
    key ``aws/s3``), and a key of another account or region.
    https://docs.aws.amazon.com/AmazonS3/latest/userguide/UsingKMSEncryption.html
    """
    objects = [f"{bucket_arn}/*"]
    settings = environment.settings
    own_keys = f"arn:{settings.partition}:kms:{settings.region}:{settings.account_id}:*"
    return [
        # Negated operators match a missing key as well, hence the Null.
        _deny(
            "DenyOtherAlgorithm",
            "s3:PutObject",
            objects,
            {"Null": {ENCRYPTION: "false"}, "StringNotEquals": {ENCRYPTION: "aws:kms"}},
        ),
        _deny(
            "DenyAwsManagedKey",
            "s3:PutObject",
            objects,
            {"StringEquals": {ENCRYPTION: "aws:kms"}, "Null": {KEY_ID: "true"}},
        ),
        _deny(
            "DenyForeignKey",
            "s3:PutObject",
            objects,
            {"StringLike": {KEY_ID: "arn:*"}, "StringNotLike": {KEY_ID: own_keys}},
        ),
    ]


def allow_log_delivery(environment: Environment, log_bucket_arn: str, prefix: str, source_bucket_arn: str) -> Statement:
    """Let S3 deliver the access logs of one bucket of this account.

    https://docs.aws.amazon.com/AmazonS3/latest/userguide/enable-server-access-logging.html
    """
    return {
        "Sid": "AllowLogDelivery",
        "Effect": "Allow",
        "Principal": {"Service": "logging.s3.amazonaws.com"},
        "Action": "s3:PutObject",
        "Resource": f"{log_bucket_arn}/{prefix}*",
        "Condition": {
            "ArnLike": {"aws:SourceArn": source_bucket_arn},
            "StringEquals": {"aws:SourceAccount": environment.settings.account_id},
        },
    }


def _deny(sid: str, action: str, resources: list[str], condition: dict[str, Any]) -> Statement:
    return {
        "Sid": sid,
        "Effect": "Deny",
        "Principal": "*",
        "Action": action,
        "Resource": resources,
        "Condition": condition,
    }
