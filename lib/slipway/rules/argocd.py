"""Rules on the hub's objects together with the environments' Applications: what Argo CD refuses only when it syncs."""

from __future__ import annotations

from collections.abc import Iterator

from slipway.manifest import Manifest
from slipway.model import Environment
from slipway.resources.argocd.validate import application_faults, project_faults
from slipway.rules.building import CompiledFleet
from slipway.rules.places import place_of
from slipway.rules.rule import Fault, Rule, rule

PROJECTS = "https://argo-cd.readthedocs.io/en/stable/user-guide/projects/"


@rule(
    "ARGOCD-002",
    "Every Application is one that its project allows",
    reason="An Application outside its project, or with name and server, or an unpinned source, never syncs.",
    remedy="Correct source and namespace of the chart in applications; write Helm registries without oci://.",
    source=PROJECTS,
)
def allowed(fleet: CompiledFleet) -> Iterator[Fault]:
    """Yield Applications that Argo CD would refuse."""
    known = {manifest["metadata"]["name"]: manifest for _, manifest in fleet.of("AppProject")}
    environments = {environment.name: environment for environment in fleet.environments}
    for target, manifest in fleet.of("Application"):
        for fault in application_faults(manifest, known):
            path = _path(environments[target], manifest, fault) if target in environments else "hub"
            yield Fault(path, f"{manifest['metadata']['name']}: {fault}", target=target)


def _path(environment: Environment, manifest: Manifest, fault: str) -> str:
    """Return the place of a fault, which names a field of the object first."""
    return place_of(environment, manifest, "applications", fault.partition(":")[0])


@rule(
    "ARGOCD-003",
    "Projects name one kind of destination, and every kind once",
    reason="A destination with name and server, or a missing list of kinds, allows more or less than it says.",
    remedy="Report it: the compiler builds the projects itself.",
    source=PROJECTS,
)
def projects(fleet: CompiledFleet) -> Iterator[Fault]:
    """Yield projects that do not say what they seem to."""
    for target, manifest in fleet.of("AppProject"):
        for fault in project_faults(manifest):
            yield Fault("hub", f"{manifest['metadata']['name']}: {fault}", target=target)


@rule(
    "ARGOCD-004",
    "No two Applications have one name",
    reason="All Applications live in one namespace: the second of two takes the first one's place.",
    remedy="Give the environment another name.",
    source="https://argo-cd.readthedocs.io/en/stable/operator-manual/declarative-setup/#applications",
)
def unique(fleet: CompiledFleet) -> Iterator[Fault]:
    """Yield Applications and projects that share a name."""
    for kind in ("Application", "AppProject"):
        seen: dict[str, str] = {}
        for target, manifest in fleet.of(kind):
            name = manifest["metadata"]["name"]
            if name in seen:
                section = "hub.name" if target == fleet.hub.name else "environment.name"
                yield Fault(section, f"{seen[name]} has {kind} {name} already", name, target=target)
            seen.setdefault(name, target)


RULES: tuple[Rule[CompiledFleet], ...] = (allowed, projects, unique)
