"""Checks manifests as an API server with the upstream CustomResourceDefinitions would on create.

The definitions are read from a folder, which CI names in the environment variable ``CRD_DIR``; the project has no copy.
"""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping, Sequence
from copy import deepcopy
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import pytest
import yaml

from slipway.latebinding.xrd import definition
from slipway.manifest import Manifest
from tests.support.crd_metadata import metadata_faults
from tests.support.crd_schema import Structural, defaulted, faults

NO_CRD = "no CRD in the folder for"
"""How the one message about a kind without a definition starts: core Kubernetes, or a definition nobody put there."""

needs_crds = pytest.mark.skipif(not os.environ.get("CRD_DIR"), reason="CRD_DIR names no folder of upstream CRDs")
"""Marks a test that reads the upstream definitions."""

Key = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Crd:
    """One version of one kind."""

    scope: str
    schema: Structural


@dataclass(frozen=True, slots=True)
class Crds:
    """The definitions of a folder, by apiVersion and kind."""

    by_key: Mapping[Key, Crd]

    def has(self, manifest: Manifest) -> bool:
        """Return whether the folder defines the manifest's kind in its version."""
        return _key(manifest) in self.by_key

    def violations(self, manifest: Manifest) -> list[str]:
        """Return what the API server would refuse, ``path: fault`` each, or one ``NO_CRD`` message."""
        crd = self.by_key.get(_key(manifest))
        if crd is None:
            return [f"{NO_CRD} {' '.join(_key(manifest))}"]
        return [*metadata_faults(manifest, crd.scope), *_body_faults(manifest, crd.schema)]

    def including(self, composite: Manifest) -> Crds:
        """Return these and the kinds of a CompositeResourceDefinition, with the fields Crossplane adds to them."""
        return Crds({**self.by_key, **dict(_composite(composite))})


def load_crds(directory: Path, definitions: Sequence[Manifest] = ()) -> Crds:
    """Read every ``*.yaml`` of a folder, passing over other objects; a folder without definitions is an error."""
    loaded: dict[Key, Crd] = {}
    for file in sorted(directory.glob("*.yaml")):
        for document in yaml.load_all(file.read_text(encoding="utf-8"), Loader=_LOADER):
            if document and document.get("kind") == "CustomResourceDefinition":
                loaded.update(_served(document["spec"]))
    if not loaded:
        raise FileNotFoundError(f"{directory} holds no CustomResourceDefinition")
    crds = Crds(loaded)
    for each in definitions:
        crds = crds.including(each)
    return crds


@cache
def upstream() -> Crds:
    """Return the definitions of the folder CRD_DIR names, and the project's own kind; for tests marked needs_crds."""
    return load_crds(Path(os.environ["CRD_DIR"]), [definition()])


_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


def _key(manifest: Manifest) -> Key:
    return str(manifest.get("apiVersion")), str(manifest.get("kind"))


def _served(spec: Mapping[str, Any]) -> Iterator[tuple[Key, Crd]]:
    for version in spec["versions"]:
        if version["served"]:
            key = (f"{spec['group']}/{version['name']}", spec["names"]["kind"])
            yield key, Crd(spec["scope"], version["schema"]["openAPIV3Schema"])


def _body_faults(manifest: Manifest, schema: Structural) -> list[str]:
    """Check everything but metadata, with defaults filled in and without status, which a create drops."""
    body = {key: deepcopy(value) for key, value in manifest.items() if key not in ("metadata", "status")}
    properties = {key: value for key, value in schema["properties"].items() if key != "metadata"}
    required = [name for name in schema.get("required", ()) if name != "metadata"]
    return list(faults(defaulted(body, schema), {**schema, "properties": properties, "required": required}, ""))


def _composite(composite: Manifest) -> Iterator[tuple[Key, Crd]]:
    """Do as Crossplane: https://github.com/crossplane/crossplane/blob/v2.3.4/internal/xcrd/crd.go."""
    for key, crd in _served({"scope": "Namespaced", **composite["spec"]}):
        schema = deepcopy(dict(crd.schema))
        schema["properties"]["spec"]["properties"]["crossplane"] = _CROSSPLANE
        for name in ("apiVersion", "kind"):
            schema["properties"].setdefault(name, {"type": "string"})
        yield key, Crd(crd.scope, schema)


_REFERENCE = {"type": "object", "required": ["name"], "properties": {"name": {"type": "string"}}}
_LABELS = {"type": "object", "additionalProperties": {"type": "string"}}
_SELECTOR = {"type": "object", "required": ["matchLabels"], "properties": {"matchLabels": _LABELS}}
_CROSSPLANE = {
    "type": "object",
    "properties": {
        "compositionRef": _REFERENCE,
        "compositionRevisionRef": _REFERENCE,
        "compositionSelector": _SELECTOR,
        "compositionRevisionSelector": _SELECTOR,
        "compositionUpdatePolicy": {"type": "string", "enum": ["Automatic", "Manual"]},
    },
}
