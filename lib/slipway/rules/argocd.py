"""Rules on the hub's objects together with the environments' Applications: what Argo CD refuses only when it syncs."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from slipway.manifest import Manifest
from slipway.model import Environment
from slipway.resources.argocd.validate import application_faults, project_faults
from slipway.rules.building import CompiledFleet
from slipway.rules.compiled import dig, shown
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
            yield _refused(fault, manifest, known, target, environments.get(target))


def _refused(
    fault: str, application: Manifest, projects: Mapping[str, Manifest], target: str, environment: Environment | None
) -> Fault:
    """Return a fault of an Application, whose words name a field of the object first."""
    field = fault.partition(":")[0].split()[0]
    found = dig(application, field)
    allowed = _allowed(field, found, projects.get(application["spec"]["project"], {}).get("spec", {}))
    path = place_of(environment, application, "applications", field) if environment else "hub"
    name = application["metadata"]["name"]
    # Without the environment, so that what a class does to many targets is told as one.
    message = f"Application {name.removeprefix(f'{environment.name}-') if environment else name}: {fault}"
    return Fault(path, message, "" if found is None else shown(found), allowed, target=target)


def _allowed(field: str, found: object, project: Mapping[str, Any]) -> str:
    """Return what may stand in a field, if the project or the spelling decides it."""
    if field == "spec.source.repoURL":
        repository = str(found)
        registry = repository.removeprefix("oci://")
        return registry if registry != repository else ", ".join(project.get("sourceRepos", []))
    return ", ".join(map(shown, project.get("destinations", []))) if field == "spec.destination" else ""


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
            yield Fault("hub", f"AppProject {manifest['metadata']['name']}: {fault}", target=target)


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
                yield Fault(
                    section, f"target `{seen[name]}` has {kind} {name} already", name, "another name", target=target
                )
            seen.setdefault(name, target)


RULES: tuple[Rule[CompiledFleet], ...] = (allowed, projects, unique)
