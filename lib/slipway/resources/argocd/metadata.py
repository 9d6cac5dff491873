"""What an Argo CD annotation on any object says: its wave, and how it may be synced."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from slipway.manifest import Manifest

SYNC_WAVE = "argocd.argoproj.io/sync-wave"
SYNC_OPTIONS = "argocd.argoproj.io/sync-options"
COMPARE_OPTIONS = "argocd.argoproj.io/compare-options"

KEEP = "Prune=false,Delete=false"
"""Argo CD never removes the object, whatever leaves git.
https://argo-cd.readthedocs.io/en/stable/user-guide/sync-options/"""


def annotated(manifest: Manifest, annotations: Mapping[str, str]) -> Manifest:
    """Return a copy of the manifest with further annotations; given ones win over its own."""
    metadata = manifest["metadata"]
    known = metadata.get("annotations", {})
    return {**manifest, "metadata": {**metadata, "annotations": {**known, **annotations}}}


def in_wave(wave: int, manifests: Iterable[Manifest]) -> list[Manifest]:
    """Return copies of the manifests that Argo CD applies in this wave of their Application, lower waves first.

    https://argo-cd.readthedocs.io/en/stable/user-guide/sync-waves/
    """
    return [annotated(manifest, {SYNC_WAVE: str(wave)}) for manifest in manifests]
