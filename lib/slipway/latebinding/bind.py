"""Wrap a manifest that has holes into a LateBinding; leave every other manifest as it is."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from slipway.latebinding.hole import Hole, Late, Source
from slipway.latebinding.script import ALLOWED
from slipway.manifest import Manifest
from slipway.names import OBJECT_LIMIT, fit

API_VERSION = "slipway.dev/v1alpha1"
KIND = "LateBinding"

ALLOWED_KINDS = frozenset(ALLOWED)
"""The (apiVersion, kind) pairs that may be late bound; the one list stands in the script, which is self-contained."""

INHERITED = (
    "argocd.argoproj.io/compare-options",
    "argocd.argoproj.io/sync-options",
    "argocd.argoproj.io/sync-wave",
)
"""Annotations that move to the wrapper: Argo CD tracks, orders and prunes it, never the object composed from it."""


class BindingError(ValueError):
    """A builder asked for a LateBinding that the cluster would refuse; the text says which and why."""


def bind(manifest: Manifest, *values: Late, adopt: bool = False, name: str = "") -> Manifest:
    """Return the manifest unchanged if all values are known, else the LateBinding that fills its holes.

    The wrapper has the manifest's namespace, labels and name, shortened to 63 characters, or ``name`` where two kinds
    of one name are bound. ``adopt`` lets it take over an object that exists already and that nobody controls.
    What the cluster would refuse in the result is for :func:`slipway.latebinding.check.check_bindings` to tell.

    Raises:
        BindingError: the object has no namespace, or two different holes share a name.

    """
    holes = [value for value in values if isinstance(value, Hole)]
    if not holes:
        return manifest
    metadata = manifest["metadata"]
    what = f"{manifest['kind']} {metadata['name']}"
    if "namespace" not in metadata:
        raise BindingError(f"{what}: a late-bound object needs a namespace, which becomes the LateBinding's")
    names = source_names(holes)
    spec = {
        **({"adopt": True} if adopt else {}),
        "sources": {names[hole.source]: _source(hole.source, metadata["namespace"]) for hole in holes},
        "values": _values(what, holes, names),
        "template": _template(manifest),
    }
    return {"apiVersion": API_VERSION, "kind": KIND, "metadata": _wrapper(metadata, name), "spec": spec}


def is_late_binding(manifest: Manifest) -> bool:
    """Whether the manifest is a LateBinding."""
    return manifest.get("kind") == KIND and str(manifest.get("apiVersion", "")).startswith("slipway.dev/")


def source_names(holes: Sequence[Hole]) -> Mapping[Source, str]:
    """Name the sources of the holes by kind: ``cluster``, ``launchTemplate``; a second of one kind is ``cluster2``."""
    names: dict[Source, str] = {}
    for hole in holes:
        if hole.source not in names:
            same = sum(source.kind == hole.source.kind for source in names)
            names[hole.source] = _camel(hole.source.kind) + (str(same + 1) if same else "")
    return names


def _camel(kind: str) -> str:
    """Spell a kind as a field: ``LaunchTemplate`` is ``launchTemplate``, ``VPCEndpoint`` is ``vpcEndpoint``."""
    capitals = len(kind) - len(kind.lstrip("ABCDEFGHIJKLMNOPQRSTUVWXYZ"))
    head = capitals if capitals == len(kind) else max(capitals - 1, 1)
    return kind[:head].lower() + kind[head:]


def _source(source: Source, namespace: str) -> dict[str, str]:
    """Return an entry of spec.sources; the namespace only where it differs from the wrapper's."""
    entry = {"apiVersion": source.api_version, "kind": source.kind, "name": source.name}
    return entry if source.namespace == namespace else {**entry, "namespace": source.namespace}


def _values(what: str, holes: Sequence[Hole], names: Mapping[Source, str]) -> dict[str, dict[str, str]]:
    """Return spec.values.

    Raises:
        BindingError: two different holes share a name.

    """
    known: dict[str, Hole] = {}
    for hole in holes:
        if known.setdefault(hole.name, hole) != hole:
            raise BindingError(f"{what}: two different values are named {hole.name}")
    return {
        hole.name: {
            "source": names[hole.source],
            "fieldPath": hole.field_path,
            **({"trimPrefix": hole.trim_prefix} if hole.trim_prefix else {}),
        }
        for hole in known.values()
    }


def _template(manifest: Manifest) -> Manifest:
    """Return the manifest without its namespace and without the annotations that the wrapper takes over."""
    metadata: dict[str, Any] = {key: value for key, value in manifest["metadata"].items() if key != "namespace"}
    if "annotations" in metadata:
        metadata["annotations"] = {key: text for key, text in metadata["annotations"].items() if key not in INHERITED}
    return {**manifest, "metadata": {key: value for key, value in metadata.items() if value != {}}}


def _wrapper(metadata: Mapping[str, Any], name: str) -> Manifest:
    """Return the wrapper's metadata: name, namespace, labels, and the annotations that guard or order the content."""
    annotations = {key: text for key, text in metadata.get("annotations", {}).items() if key in INHERITED}
    labels = metadata.get("labels", {})
    return {
        "name": fit(name or metadata["name"], OBJECT_LIMIT),
        "namespace": metadata["namespace"],
        **({"labels": dict(labels)} if labels else {}),
        **({"annotations": annotations} if annotations else {}),
    }
