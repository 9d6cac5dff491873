"""Checks metadata as an API server does for every custom resource, whatever its definition says."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

from slipway.manifest import Manifest

_FIELDS = frozenset(
    {
        "annotations",
        "creationTimestamp",
        "deletionGracePeriodSeconds",
        "deletionTimestamp",
        "finalizers",
        "generateName",
        "generation",
        "labels",
        "managedFields",
        "name",
        "namespace",
        "ownerReferences",
        "resourceVersion",
        "selfLink",
        "uid",
    }
)
_NAME = re.compile(r"[a-z0-9]([-a-z0-9]*[a-z0-9])?(\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*")
_KEY = re.compile(r"([a-z0-9]([-a-z0-9.]*[a-z0-9])?/)?[A-Za-z0-9]([-A-Za-z0-9_.]{0,61}[A-Za-z0-9])?", re.IGNORECASE)
_LABEL = re.compile(r"([A-Za-z0-9]([-A-Za-z0-9_.]{0,61}[A-Za-z0-9])?)?")


def metadata_faults(manifest: Manifest, scope: str) -> Iterator[str]:
    """Yield the faults of metadata: unknown fields, name, namespace against scope, labels and annotations."""
    metadata = manifest.get("metadata")
    if not isinstance(metadata, dict):
        yield "metadata: missing"
        return
    for name in sorted(set(metadata) - _FIELDS):
        yield f"metadata.{name}: unknown field"
    name = metadata.get("name")
    if not (isinstance(name, str) and len(name) <= 253 and _NAME.fullmatch(name)):
        yield f"metadata.name: {name!r} is not a DNS subdomain name"
    if scope == "Cluster" and "namespace" in metadata:
        yield "metadata.namespace: the kind is cluster-scoped"
    if scope == "Namespaced" and not isinstance(metadata.get("namespace"), str):
        yield "metadata.namespace: missing, so the object would land in whatever namespace the client has set"
    yield from _pairs("labels", metadata.get("labels", {}), _LABEL)
    yield from _pairs("annotations", metadata.get("annotations", {}), re.compile(r"(?s).*"))


def _pairs(field: str, pairs: Mapping[str, Any], form: re.Pattern[str]) -> Iterator[str]:
    for key, value in pairs.items():
        if not _KEY.fullmatch(key):
            yield f"metadata.{field}: {key!r} is not a qualified name"
        if not isinstance(value, str):
            yield f"metadata.{field}[{key}]: {value!r} is not a string"
        elif not form.fullmatch(value):
            yield f"metadata.{field}[{key}]: {value!r} has the wrong form"
