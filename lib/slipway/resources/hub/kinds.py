"""The kinds of AWS resources that the fleet uses."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from slipway.catalogue import KindFacts, kind_facts
from slipway.latebinding.bind import is_late_binding
from slipway.manifest import Manifest


def managed_kinds(manifests: Iterable[Manifest]) -> list[KindFacts]:
    """Return the kinds of AWS resources among the manifests, late-bound ones too, by API group and kind."""
    found = {str(manifest["kind"]) for manifest in opened(manifests)}
    facts = (kind_facts(kind) for kind in found)
    return sorted((each for each in facts if each.managed), key=lambda each: (each.group, each.kind))


def opened(manifests: Iterable[Manifest]) -> Iterator[Manifest]:
    """Yield every manifest, and after a LateBinding what it composes."""
    for manifest in manifests:
        yield manifest
        if is_late_binding(manifest):
            yield manifest["spec"]["template"]
