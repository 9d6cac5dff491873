"""Rules of section ``storage``."""

from __future__ import annotations

import re
from collections.abc import Iterator
from ipaddress import IPv4Address

from slipway.model import Environment
from slipway.rules.rule import Fault, Rule, rule

NAMING = "https://docs.aws.amazon.com/AmazonS3/latest/userguide/bucketnamingrules.html"
BAD_START = ("xn--", "sthree-", "amzn-s3-demo-")
BAD_END = ("-s3alias", "--ol-s3", ".mrap", "--x-s3", "--table-s3")


def _given_names(environment: Environment) -> Iterator[tuple[str, str]]:
    checkpoints = environment.storage.checkpoints
    if checkpoints.bucket_name:
        yield "storage.checkpoints.bucketName", checkpoints.bucket_name
    if checkpoints.existing:
        yield "storage.checkpoints.existing.bucketName", checkpoints.existing.bucket_name


def _is_address(name: str) -> bool:
    try:
        IPv4Address(name)
    except ValueError:
        return False
    return True


@rule(
    "STORAGE-001",
    "A bucket's name is legal",
    reason="S3 refuses some starts and ends, names that look like an address, and dots side by side.",
    remedy="Use lower-case letters, digits and single hyphens.",
    source=NAMING,
)
def legal_name(environment: Environment) -> Iterator[Fault]:
    """Yield names that S3 refuses."""
    for path, name in _given_names(environment):
        if (
            name.startswith(BAD_START)
            or name.endswith(BAD_END)
            or _is_address(name)
            or re.search(r"\.\.|\.-|-\.", name)
        ):
            message, allowed = "S3 refuses this name of a bucket", "lower-case letters, digits and single hyphens"
            yield Fault(path, message, name, allowed)


@rule(
    "STORAGE-002",
    "A bucket's name has no dots",
    reason="S3's wildcard certificate covers one label: with a dot in the name TLS to the bucket fails.",
    remedy="Replace the dots by hyphens.",
    source=NAMING,
)
def no_dots(environment: Environment) -> Iterator[Fault]:
    """Yield names with dots."""
    for path, name in _given_names(environment):
        if "." in name and not _is_address(name):
            message = "TLS to a bucket with a dot in its name fails"
            yield Fault(path, message, name, name.replace(".", "-"))


@rule(
    "STORAGE-003",
    "A bucket is either made or brought",
    reason="With an existing bucket none is made, so a name for a new one does nothing.",
    remedy="Keep bucketName or existing, not both.",
    source="docs/inventory.md",
)
def one_bucket(environment: Environment) -> Iterator[Fault]:
    """Yield a name beside an existing bucket."""
    checkpoints = environment.storage.checkpoints
    if checkpoints.existing and checkpoints.bucket_name:
        yield Fault(
            "storage.checkpoints.bucketName",
            "bucketName is for a bucket that is made, and an existing one is named as well",
            checkpoints.bucket_name,
            "bucketName alone, existing alone",
        )


@rule(
    "STORAGE-004",
    "An existing bucket's key is in the same region and account",
    reason="Poolside supports buckets of the same account only, and S3 uses keys of the bucket's own region.",
    remedy="Copy the checkpoints into a bucket of this account and region.",
    source="https://docs.aws.amazon.com/AmazonS3/latest/userguide/UsingKMSEncryption.html",
)
def same_place(environment: Environment) -> Iterator[Fault]:
    """Yield a key of another region or account."""
    existing = environment.storage.checkpoints.existing
    if existing is None:
        return
    settings = environment.settings
    prefix = f"arn:{settings.partition}:kms:{settings.region}:{settings.account_id}:key/"
    if not existing.key_arn.startswith(prefix):
        message = "the existing bucket's key is of another region or account"
        yield Fault("storage.checkpoints.existing.keyArn", message, existing.key_arn, f"{prefix}<id>")


@rule(
    "STORAGE-005",
    "Access logs belong to a bucket of our own",
    reason="Logging is configured on the bucket, and an existing bucket is not ours to change.",
    remedy="Switch storage.accessLogs off, and log at the bucket's owner.",
    source="https://docs.aws.amazon.com/AmazonS3/latest/userguide/ServerLogs.html",
)
def own_logs(environment: Environment) -> Iterator[Fault]:
    """Yield access logs beside an existing bucket."""
    if environment.storage.checkpoints.existing and environment.storage.access_logs.enabled:
        message = "access logs are on, and the existing bucket is not ours to change"
        yield Fault("storage.accessLogs.enabled", message, "true", "false")


RULES: tuple[Rule[Environment], ...] = (legal_name, no_dots, one_bucket, same_place, own_logs)
