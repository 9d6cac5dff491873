"""Write the target of a new environment like an existing one, with what cannot be guessed left to be filled in."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from ipaddress import IPv4Network

from slipway.authoring.edit import newline, remove_key, set_key
from slipway.authoring.fresh import Like, said
from slipway.authoring.rename import Place, renamed
from slipway.authoring.shape import of
from slipway.authoring.values import read

OWN = (
    ("allow",),
    ("cluster", "secretsEncryption", "keyArn"),
    ("externalNames",),
    ("applications", "ingress", "wafv2AclArn"),
    ("network", "peeredWith"),
    ("network", "subnets"),
    ("pinned",),
    ("storage", "checkpoints", "bucketName"),
    ("storage", "checkpoints", "existing"),
)
"""Facts of one environment alone: ids and names of what exists in AWS, ranges within its network, permits."""

MODELINE = "# yaml-language-server:"


@dataclass(frozen=True, slots=True)
class Fleet:
    """What the targets that there are have taken: names and networks."""

    names: Sequence[str]
    networks: Sequence[IPv4Network]


def new_environment(place: Place, like: Like, fleet: Fleet, domain: str = "") -> str:
    """Return the text of a target file made from the text of the one it is to be like.

    Name, account and region are replaced wherever they stand, comments and layout are kept. The network gets the first
    free /16 of 10.0.0.0/8 from 10.10.0.0 on, models get hosts below ``domain`` (default: the environment's name, below
    the other one's domain), certificates a placeholder. Reservations and other facts of AWS are left out.

    Raises:
        slipway.authoring.errors.EditError: the text is not a target that can be edited, or no range is free.

    """
    file = f"target {like.place.name}"
    text, left_out = like.text, []
    for own in OWN:
        without = remove_key(text, file, own)
        left_out += [".".join(own)] if without != text else []
        text = without
    text = renamed(text, file, like.place, place, fleet.names)
    for path, given in said(text, like, place, fleet.networks, domain):
        text = set_key(text, file, path, read(given, of().at(path)))
    return _headed(text, like.place.name, left_out)


def _headed(text: str, like: str, left_out: Sequence[str]) -> str:
    """Return the text with a comment of its own on top instead of the one that described the other environment."""
    lines = text.splitlines(keepends=True)
    start = next((number for number, line in enumerate(lines) if not line.startswith("#")), len(lines))
    kept = [line for line in lines[:start] if line.startswith(MODELINE)]
    head = [
        f"# Made like {like}. Still to say: the certificate and the names on it, and each GPU group's reservation.",
        "# The models' hosts are made up: change them as you like, within the names on the certificate.",
    ]
    if left_out:
        head += [f"# Left out, being facts of {like} alone:", *(f"#   {key}" for key in left_out)]
    return "".join([*kept, *(f"{line}{newline(text)}" for line in head), *lines[start:]])
