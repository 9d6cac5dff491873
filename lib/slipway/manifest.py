"""What passes between builders, checks and writers: plain dicts; wrapping an object costs more than building it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

Manifest = dict[str, Any]
"""One Kubernetes object as plain dicts, lists and scalars."""

Files = Mapping[str, Sequence[Manifest]]
"""The objects of a component by file, ``network/subnets.yaml``; a file without objects is not written."""


class Identity(NamedTuple):
    """What makes an object itself in a cluster: group without version, kind, namespace and name.

    A tuple, for every object of a fleet is looked up by it several times.
    """

    group: str
    kind: str
    namespace: str
    name: str

    def __str__(self) -> str:
        """Return ``Kind.group namespace/name``, as kubectl spells it."""
        kind = f"{self.kind}.{self.group}" if self.group else self.kind
        return f"{kind} {self.namespace}/{self.name}" if self.namespace else f"{kind} {self.name}"


def identity(manifest: Manifest) -> Identity:
    """Return the identity of a manifest.

    Raises:
        KeyError: the manifest lacks apiVersion, kind or metadata.name.

    """
    group, _, version = str(manifest["apiVersion"]).rpartition("/")
    metadata = manifest["metadata"]
    return Identity(
        group if version else "", str(manifest["kind"]), str(metadata.get("namespace", "")), str(metadata["name"])
    )
