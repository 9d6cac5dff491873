"""What a new environment says otherwise than the one that it is like."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from ipaddress import IPv4Network

from slipway.authoring.edit import PARAMETERS
from slipway.authoring.errors import EditError
from slipway.authoring.rename import Place
from slipway.authoring.tree import compose, entries, walk
from slipway.data.placeholders import PLACEHOLDER_CERTIFICATE
from slipway.names import Names

PRIVATE = IPv4Network("10.0.0.0/8")
FIRST = IPv4Network("10.10.0.0/16")
"""Lower ones are everybody's first network, and a peering with such a one is the one most likely to be wanted."""

INGRESS = ("applications", "ingress")
NAMES = (*INGRESS, "certificateNames")
MODELS = ("applications", "inference", "models")

Path = tuple[str, ...]
"""A path below ``parameters``."""


@dataclass(frozen=True, slots=True)
class Like:
    """The environment that a new one is to be like: its place, its file, its bucket, the names on its certificates."""

    place: Place
    text: str
    bucket: str
    certificate_names: Sequence[str] = ()


def said(text: str, like: Like, place: Place, taken: Iterable[IPv4Network], domain: str) -> Iterator[tuple[Path, str]]:
    """Yield the keys that a new target says otherwise, with their values as YAML.

    ``text`` is the new target so far, ``taken`` are the networks of the others, ``domain`` is where models get their
    hosts; without one it is made from names.

    Raises:
        EditError: no network is free.

    """
    yield ("environment", "accountId"), place.account_id
    if partition(place.region) != partition(like.place.region):
        yield ("environment", "partition"), partition(place.region)
    yield ("network", "cidrBlock"), str(free_range(taken))
    for group in _keys(text, ("nodes", "gpu")):
        path: Path = ("nodes", "gpu", group)
        if _has(text, (*path, "reservation")):
            yield (*path, "reservation"), "{kind: none}"
        # A template that is yet to be made has one version.
        if _scalar(text, (*path, "launchTemplateVersion")).isdigit():
            yield (*path, "launchTemplateVersion"), "1"
    yield from _certificate(text, like, place, domain)
    yield from _models(like, place, domain)


def _certificate(text: str, like: Like, place: Place, domain: str) -> Iterator[tuple[Path, str]]:
    if domain or _has(text, NAMES):
        yield NAMES, f'["*.{domain or _domain(like, place)}"]'
    if _has(text, (*INGRESS, "certificateArn")):
        prefix = f"arn:{partition(place.region)}:acm:{place.region}:{place.account_id}"
        yield (*INGRESS, "certificateArn"), f"[{prefix}:certificate/{PLACEHOLDER_CERTIFICATE}]"


def _models(like: Like, place: Place, domain: str) -> Iterator[tuple[Path, str]]:
    bucket = Names(place.name, place.account_id).bucket("checkpoints")
    own_names = domain or _has(like.text, NAMES)
    for model in _keys(like.text, MODELS):
        checkpoint, host = (*MODELS, model, "model"), (*MODELS, model, "host")
        if _scalar(like.text, checkpoint).startswith(f"s3://{like.bucket}/"):
            yield checkpoint, _scalar(like.text, checkpoint).replace(like.bucket, bucket, 1)
        if "${" in _scalar(like.text, host):
            continue  # It is put together from other keys, and follows them.
        if own_names:
            yield host, f"{model}.{domain or _domain(like, place)}"
        else:
            # The environments share a certificate, whose wildcard covers one label.
            yield host, f"{model}-{place.name}.{_shared(like)}"


def _domain(like: Like, place: Place) -> str:
    return f"{place.name}.{_shared(like)}"


def _shared(like: Like) -> str:
    return next((name.removeprefix("*.") for name in like.certificate_names), "models.example.com")


def partition(region: str) -> str:
    """Return the AWS partition of a region."""
    return "aws-us-gov" if region.startswith("us-gov-") else "aws-cn" if region.startswith("cn-") else "aws"


def free_range(taken: Iterable[IPv4Network]) -> IPv4Network:
    """Return the first /16 of 10.0.0.0/8, from 10.10.0.0 on, that overlaps with nothing that is taken.

    Raises:
        EditError: there is none.

    """
    used = list(taken)
    for block in PRIVATE.subnets(new_prefix=FIRST.prefixlen):
        if block >= FIRST and not any(block.overlaps(other) for other in used):
            return block
    size = FIRST.prefixlen
    raise EditError(f"no /{size} of {PRIVATE} is free: copy the target and choose its network.cidrBlock by hand")


def _has(text: str, path: Sequence[str]) -> bool:
    return not walk(compose(text, "the target"), (PARAMETERS, *path))[1]


def _keys(text: str, path: Sequence[str]) -> list[str]:
    found, missing = walk(compose(text, "the target"), (PARAMETERS, *path))
    return [] if missing else [str(entry.key.value) for entry in entries(found[-1].value)]


def _scalar(text: str, path: Sequence[str]) -> str:
    found, missing = walk(compose(text, "the target"), (PARAMETERS, *path))
    return "" if missing else str(found[-1].value.value)
