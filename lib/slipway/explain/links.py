"""What an object leads to: references, selectors, sources of late-bound values, projects and clusters."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import PurePosixPath
from typing import Any

from slipway.explain.emitted import Emitted
from slipway.explain.fields import paths, value_at
from slipway.explain.syncs import folders
from slipway.explain.values import Link, Path, Relation
from slipway.latebinding.compiled import sources
from slipway.manifest import Identity
from slipway.plan.values import ABSENT
from slipway.schema.path import spell

_CALLED_OTHERWISE: Mapping[str, str] = {
    "allocationId": "EIP",
    "gatewayId": "InternetGateway",
    "logDestination": "Group",
    "principalArn": "AccessEntry",
}
"""Kinds of references that are not named after them.
https://github.com/crossplane-contrib/provider-upjet-aws/tree/v2.6.0/config"""

_BY_NAME: Mapping[tuple[str, str], str] = {("NodeGroup", "spec.forProvider.launchTemplate.name"): "LaunchTemplate"}
"""Fields that name another object without being references: the provider has none for them."""


@dataclass(frozen=True)
class Links:
    """The objects of a target, and of the hub as far as it has to do with it."""

    objects: Sequence[Emitted]

    @cached_property
    def _by_name(self) -> Mapping[str, list[Emitted]]:
        found: dict[str, list[Emitted]] = {}
        for one in self.objects:
            found.setdefault(one.identity.name, []).append(one)
        return found

    def uses(self, subject: Emitted) -> tuple[Link, ...]:
        """Return what an object leads to, field by field."""
        return (*self._named(subject), *self._applied(subject))

    def used_by(self, subject: Emitted) -> tuple[Link, ...]:
        """Return what leads to an object, the Application that applies it aside; ``field`` is the other one's."""
        # Looking for a text in a text is much faster than following every reference of a fleet.
        cluster = value_at(subject.resource, ("stringData", "name"))
        names = [subject.identity.name, *([str(cluster)] if cluster is not ABSENT else [])]
        return tuple(
            Link(link.relation, link.field, other.identity, other.path)
            for other in self.objects
            if other.identity != subject.identity
            if any(name in repr(other.manifest) for name in names)
            for link in self._named(other)
            if link.identity == subject.identity
        )

    def _named(self, subject: Emitted) -> Iterator[Link]:
        yield from self._references(subject)
        yield from self._sources(subject)
        yield from self._argocd(subject)

    def _applied(self, subject: Emitted) -> Iterator[Link]:
        if subject.identity.kind == "Application":
            for folder in folders(subject.resource):
                for one in self.objects:
                    if folder.holds(PurePosixPath(one.path)):
                        yield Link("applies", folder.field, one.identity, one.path)

    def _references(self, subject: Emitted) -> Iterator[Link]:
        for path in paths(subject.resource):
            step, value = path[-1], value_at(subject.resource, path)
            kind = _BY_NAME.get((subject.identity.kind, spell(path)))
            if kind is not None:
                yield self._link("reference", path, subject, str(value), kind)
            elif not isinstance(step, str) or path[0] != "spec":
                continue
            elif step.endswith("Ref") and isinstance(value, Mapping) and "name" in value:
                yield self._reference(path, subject, value)
            elif step.endswith("Refs") and isinstance(value, list):
                for index, one in enumerate(value):
                    yield self._reference((*path, index), subject, one)
            elif step.endswith("Selector") and path[1] in ("forProvider", "initProvider"):
                yield from self._selected(path, subject, value)

    def _reference(self, path: Path, subject: Emitted, value: Mapping[str, Any]) -> Link:
        stem = next(step for step in reversed(path) if isinstance(step, str)).removesuffix("s").removesuffix("Ref")
        namespace = str(value.get("namespace", subject.identity.namespace))
        kind = str(value.get("kind", "")) or _CALLED_OTHERWISE.get(stem, "")
        return self._link("reference", path, subject, str(value["name"]), kind or self._kind(stem, namespace, value))

    def _kind(self, stem: str, namespace: str, value: Mapping[str, Any]) -> str:
        """Return the kind of the object that a reference names: fields say it in their own name."""
        named = self._by_name.get(str(value["name"]), [])
        kinds = dict.fromkeys(one.identity.kind for one in named if one.identity.namespace in (namespace, ""))
        telling = [kind for kind in kinds if kind.lower() in stem.lower()]
        return max(telling, key=len) if telling else next(iter(kinds)) if len(kinds) == 1 else ""

    def _selected(self, path: Path, subject: Emitted, value: Any) -> Iterator[Link]:  # noqa: ANN401
        wanted = value.get("matchLabels", {}) if isinstance(value, Mapping) else {}
        for one in self.objects if wanted else ():
            labels = one.resource["metadata"].get("labels", {})
            if one.identity.namespace == subject.identity.namespace and wanted.items() <= labels.items():
                yield Link("reference", spell(path), one.identity, one.path)

    def _sources(self, subject: Emitted) -> Iterator[Link]:
        if subject.binding:
            for name, source in sources(subject.manifest):
                yield self._to("lateBindingSource", f"LateBinding spec.sources.{name}", source)

    def _argocd(self, subject: Emitted) -> Iterator[Link]:
        if subject.identity.kind != "Application":
            return
        spec = subject.resource["spec"]
        namespace = subject.identity.namespace
        yield self._to("project", "spec.project", Identity("argoproj.io", "AppProject", namespace, spec["project"]))
        cluster = spec["destination"].get("name")
        for one in self.objects if cluster else ():
            if one.identity.kind == "Secret" and value_at(one.resource, ("stringData", "name")) == cluster:
                yield Link("cluster", "spec.destination.name", one.identity, one.path)

    def _link(self, relation: Relation, path: Path, subject: Emitted, name: str, kind: str) -> Link:
        namespace = str(value_at(subject.resource, (*path, "namespace")))
        wanted = (subject.identity.namespace, "") if namespace == repr(ABSENT) else (namespace,)
        for one in self._by_name.get(name, []):
            if one.identity.kind == kind and one.identity.namespace in wanted:
                return Link(relation, spell(path), one.identity, one.path)
        return Link(relation, spell(path), Identity("", kind, wanted[0], name))

    def _to(self, relation: Relation, field: str, identity: Identity) -> Link:
        file = next((one.path for one in self._by_name.get(identity.name, []) if one.identity == identity), "")
        return Link(relation, field, identity, file)
