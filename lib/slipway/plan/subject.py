"""What a document is about: the object itself, or the resource in the template of a LateBinding."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from slipway.catalogue.facts import MANAGED
from slipway.manifest import Identity, Manifest, identity
from slipway.plan.documents import Document, UnreadableError

LATE_BINDING = "LateBinding"
LATE_BINDING_GROUP = "slipway.dev"
TEMPLATE = ("spec", "template")
"""Where a LateBinding holds the manifest that it fills."""


@dataclass(frozen=True, slots=True)
class Subject:
    """A document and what it is about.

    ``manifest`` is the resource itself, with the namespace it will have; ``document.manifest`` is what is committed.
    """

    document: Document
    identity: Identity
    manifest: Manifest
    late_bound: bool

    @property
    def kind(self) -> str:
        """The kind of the resource."""
        return self.identity.kind

    @property
    def aws_kind(self) -> str:
        """The kind if it is one of the AWS provider, else "": other groups have a Cluster as well."""
        return self.identity.kind if self.identity.group.endswith(MANAGED) else ""

    @property
    def whole(self) -> Manifest:
        """The resource with the annotations that count for it, wherever they are committed."""
        metadata = {key: value for key, value in self.manifest["metadata"].items() if key != "annotations"}
        return {
            **self.manifest,
            "metadata": {**metadata, **({"annotations": found} if (found := self.annotations) else {})},
        }

    @property
    def for_provider(self) -> dict[str, Any]:
        """``spec.forProvider``, or nothing."""
        return mapping(mapping(self.manifest.get("spec")).get("forProvider"))

    @property
    def effective(self) -> dict[str, Any]:
        """``spec.forProvider`` over ``spec.initProvider``: what a new object would be made with."""
        return overlay(mapping(mapping(self.manifest.get("spec")).get("initProvider")), self.for_provider)

    @property
    def annotations(self) -> dict[str, Any]:
        """The annotations of the resource over those of what wraps it."""
        outer = mapping(mapping(self.document.manifest.get("metadata")).get("annotations"))
        return {**outer, **mapping(mapping(self.manifest.get("metadata")).get("annotations"))}


def subject(document: Document) -> Subject:
    """Return what the document is about.

    Raises:
        UnreadableError: a LateBinding without a template that names an object.

    """
    manifest = document.manifest
    own = identity(manifest)
    if own.kind != LATE_BINDING or own.group != LATE_BINDING_GROUP:
        return Subject(document, own, manifest, late_bound=False)
    template = mapping(mapping(manifest.get("spec")).get("template"))
    metadata = mapping(template.get("metadata"))
    if not template.get("apiVersion") or not template.get("kind") or not metadata.get("name"):
        fault = f"LateBinding {own.name} has no spec.template with apiVersion, kind and metadata.name"
        raise UnreadableError(document.file, document.line, fault)
    inner = {**template, "metadata": {**metadata, "namespace": own.namespace}}
    return Subject(document, identity(inner), inner, late_bound=True)


def subjects(documents: Iterable[Document], *kinds: str) -> tuple[Subject, ...]:
    """Return the resources of the AWS provider that are of one of the kinds, wrapped or not."""
    inside = tuple(f"\n    kind: {kind}\n" for kind in kinds)
    wanted = (
        subject(one)
        for one in documents
        if one.kind in kinds or (one.kind == LATE_BINDING and any(kind in one.text for kind in inside))
    )
    return tuple(one for one in wanted if one.aws_kind in kinds)


def mapping(value: Any) -> dict[str, Any]:  # noqa: ANN401 - whatever YAML holds
    """Return the value if it is a mapping, else an empty one."""
    return value if isinstance(value, dict) else {}


def overlay(under: dict[str, Any], over: dict[str, Any]) -> dict[str, Any]:
    """Return both mappings merged deeply; ``over`` wins, lists are not merged."""
    merged = dict(under)
    for key, value in over.items():
        mine = merged.get(key)
        merged[key] = overlay(mine, value) if isinstance(mine, dict) and isinstance(value, dict) else value
    return merged
