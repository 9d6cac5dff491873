"""Sections ``storage`` and ``registry``: checkpoints, their key, and the inference image."""

from typing import Annotated, Literal

from pydantic import Field, StringConstraints

from slipway.model.base import EXAMPLE_KEY, Bool, BucketName, Days, Int, KeyArn, Model

RepositoryName = Annotated[
    str,
    StringConstraints(
        pattern=r"^[a-z0-9]+([._-][a-z0-9]+)*(/[a-z0-9]+([._-][a-z0-9]+)*)*$", min_length=2, max_length=256
    ),
]


class ExistingCheckpoints(Model):
    """A bucket and key made elsewhere in the same account: only the permission to read is emitted."""

    bucket_name: BucketName = Field(description="Name of the bucket.", examples=["poolside-checkpoints"])
    key_arn: KeyArn = Field(description="Customer-managed key of the bucket.", examples=[EXAMPLE_KEY])


class AccessLogs(Model):
    """Server access logs of the checkpoint bucket, in a bucket of their own."""

    enabled: Bool = Field(description="Whether access to the bucket is logged.")
    expiration_in_days: Days = Field(description="How long logs are kept, in days.")


class Key(Model):
    """Settings of the customer-managed KMS keys."""

    deletion_window_in_days: Int = Field(ge=7, le=30, description="Days between a deletion and its effect.")
    rotation_period_in_days: Int = Field(ge=90, le=2560, description="Days between rotations of the key material.")


class Checkpoints(Model):
    """The bucket that model servers read their checkpoints from."""

    bucket_name: BucketName | None = Field(
        None, description="Absent: <environment>-checkpoints-<account>.", examples=["poolside-checkpoints"]
    )
    existing: ExistingCheckpoints | None = Field(None, description="Bring your own bucket; then none is emitted.")
    abort_incomplete_upload_in_days: Days = Field(description="Days after which half an upload is thrown away.")
    noncurrent_version_expiration_in_days: Days | None = Field(
        None, description="Days after which an overwritten checkpoint is thrown away; absent: never."
    )


class Storage(Model):
    """Section ``storage``: the checkpoints, their key, and who reads them."""

    checkpoints: Checkpoints
    access_logs: AccessLogs
    key: Key


class Registry(Model):
    """Section ``registry``: the ECR repository of the inference image."""

    repository_name: RepositoryName | None = Field(
        None, description="Absent: <environment>/atlas.", examples=["models/atlas"]
    )
    encryption: Literal["AES256", "KMS"] = Field(description="KMS: a customer-managed key of the environment's own.")
    untagged_expiration_in_days: Days = Field(description="Days after which images without a tag are thrown away.")
    keep_images: Int = Field(ge=1, description="Number of tagged images that are kept.")


class Access(Model):
    """Section ``access``: what holds for every IAM role of the environment."""

    permissions_boundary: (
        Annotated[str, StringConstraints(pattern=r"^arn:aws(-[a-z]+)*:iam::([0-9]{12}|aws):policy/.+$")] | None
    ) = Field(
        None,
        description="Boundary that the organisation puts on every role.",
        examples=["arn:aws:iam::111122223333:policy/workloads"],
    )
