"""What every section of the inventory shares: frozen, closed, and spelled as AWS and the CRDs spell their fields.

No model postpones its annotations: pydantic would evaluate each from its text, and loading took a tenth longer.
"""

from datetime import date, datetime
from ipaddress import IPv4Network
from typing import Annotated, Any

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, StrictBool, StrictInt, StringConstraints
from pydantic.alias_generators import to_camel
from pydantic_core import PydanticCustomError


class Model(BaseModel):
    """A section of the inventory. Keys are camelCase as written in YAML; an unknown key is an error."""

    model_config = ConfigDict(frozen=True, extra="forbid", alias_generator=to_camel)


def _written(value: Any) -> Any:  # noqa: ANN401 - whatever the inventory holds
    """Refuse numbers, which pydantic would take for seconds since 1970."""
    if isinstance(value, int | float):
        raise PydanticCustomError("date_type", "Input should be a valid date")
    return value


def _text(value: Any) -> Any:  # noqa: ANN401
    """Refuse numbers, which pydantic would take for an address."""
    if isinstance(value, int | float):
        raise PydanticCustomError("string_type", "Input should be a valid string")
    return value


def _number(value: Any) -> Any:  # noqa: ANN401
    """Refuse true and false, which Python takes for 1 and 0."""
    if isinstance(value, bool):
        raise PydanticCustomError("int_type", "Input should be a valid integer")
    return value


Day = Annotated[date, BeforeValidator(_written)]
"""A day, ``2026-11-23``."""

Moment = Annotated[datetime, BeforeValidator(_written)]
"""A day and time, ``2026-12-01T11:30:00Z``."""

NotBool = BeforeValidator(_number)
"""For a choice among numbers."""

Bool = StrictBool
"""``true`` or ``false``; the strings ``yes`` and ``no`` are refused, because YAML readers disagree on them."""

Int = StrictInt
"""A whole number; text that looks like one is refused."""

Values = dict[str, Any]
"""Free Helm values, handed on as they are."""

AccountId = Annotated[str, StringConstraints(pattern=r"^[0-9]{12}$")]
"""An AWS account id: twelve digits, quoted in YAML so that leading zeros survive."""

RegionName = Annotated[str, StringConstraints(pattern=r"^[a-z]{2}(-[a-z]+)+-[0-9]$")]
"""An AWS region, ``us-east-2``."""

ZoneName = Annotated[str, StringConstraints(pattern=r"^[a-z]{2}(-[a-z]+)+-[0-9][a-z]$")]
"""An availability zone, ``us-east-2a``."""

Arn = Annotated[str, StringConstraints(pattern=r"^arn:aws(-[a-z]+)*:[a-z0-9-]+:[a-z0-9-]*:([0-9]{12}|aws)?:.+$")]
"""An ARN of any service."""

RoleArn = Annotated[str, StringConstraints(pattern=r"^arn:aws(-[a-z]+)*:iam::[0-9]{12}:role/[A-Za-z0-9_+=,.@/-]+$")]
"""The ARN of an IAM role."""

DnsLabel = Annotated[str, StringConstraints(pattern=r"^[a-z0-9]([a-z0-9-]*[a-z0-9])?$", max_length=63)]
"""A DNS label (RFC 1123), which namespaces, service accounts and Deployments are named by."""

HostName = Annotated[str, StringConstraints(pattern=r"^([a-z0-9]([a-z0-9-]*[a-z0-9])?\.)+[a-z]{2,63}$", max_length=253)]
"""A fully qualified host name in lower case."""

CertificateName = Annotated[
    str, StringConstraints(pattern=r"^(\*\.)?([a-z0-9]([a-z0-9-]*[a-z0-9])?\.)+[a-z]{2,63}$", max_length=253)
]
"""A name on a certificate; ``*.`` stands for exactly one label."""

BucketName = Annotated[str, StringConstraints(pattern=r"^[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$")]
"""https://docs.aws.amazon.com/AmazonS3/latest/userguide/bucketnamingrules.html"""

Cidr = Annotated[IPv4Network, BeforeValidator(_text)]
"""An IPv4 range whose host bits are zero, ``10.0.0.0/16``."""

Tags = dict[
    Annotated[str, StringConstraints(min_length=1, max_length=128)], Annotated[str, StringConstraints(max_length=256)]
]
"""AWS tags; https://docs.aws.amazon.com/tag-editor/latest/userguide/best-practices-and-strats.html"""

KeyArn = Annotated[
    str, StringConstraints(pattern=r"^arn:aws(-[a-z]+)*:kms:[a-z0-9-]+:[0-9]{12}:key/(mrk-[0-9a-f]{32}|[0-9a-f-]{36})$")
]
"""The ARN of a KMS key itself; an alias ARN does not match what AWS returns and would never settle."""

EXAMPLE_KEY = "arn:aws:kms:us-east-2:111122223333:key/0a1b2c3d-4e5f-6071-8293-a4b5c6d7e8f9"
"""What the ARN of a key looks like."""

Days = Annotated[StrictInt, Field(ge=1)]
"""A number of days."""
