"""Checks of Argo CD objects that no schema makes: its definitions have hardly an enumeration and no rules.

Every function yields texts, a fault each. A misspelt sync option is the classic: Argo CD ignores it silently.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from fnmatch import fnmatchcase
from typing import Any

from slipway.manifest import Manifest
from slipway.resources.argocd.metadata import COMPARE_OPTIONS, SYNC_OPTIONS, SYNC_WAVE

_BOOLEAN = ("true", "false")
_ON_OBJECTS: Mapping[str, Sequence[str]] = {
    "ClientSideApplyMigration": _BOOLEAN,
    "Delete": ("false", "confirm"),
    "Force": _BOOLEAN,
    "Prune": ("false", "confirm"),
    "PruneLast": _BOOLEAN,
    "Replace": _BOOLEAN,
    "ServerSideApply": _BOOLEAN,
    "SkipDryRunOnMissingResource": _BOOLEAN,
    "Validate": _BOOLEAN,
}
_ON_APPLICATIONS: Mapping[str, Sequence[str]] = {
    **_ON_OBJECTS,
    "ApplyOutOfSyncOnly": _BOOLEAN,
    "CreateNamespace": _BOOLEAN,
    "FailOnSharedResource": _BOOLEAN,
    "PrunePropagationPolicy": ("foreground", "background", "orphan"),
    "RespectIgnoreDifferences": _BOOLEAN,
}
_COMPARE = ("IgnoreExtraneous", "IncludeMutationWebhook=true", "ServerSideDiff=true", "ServerSideDiff=false")
_DURATION = re.compile(r"\d+|(\d+(\.\d+)?(ns|us|µs|ms|s|m|h))+")
_WAVE = re.compile(r"-?\d+")
_CLUSTER = ("name", "server")


def annotation_faults(manifest: Manifest) -> Iterator[str]:
    """Yield what is wrong with the Argo CD annotations of any object: wave, sync options, compare options."""
    annotations = manifest["metadata"].get("annotations")
    if not annotations:
        return
    wave = annotations.get(SYNC_WAVE, "0")
    if not _WAVE.fullmatch(wave):
        yield f"{SYNC_WAVE}: {wave!r} is no whole number"
    for option in _split(annotations.get(SYNC_OPTIONS, "")):
        yield from _option_faults(f"{SYNC_OPTIONS}: ", option, _ON_OBJECTS)
    for option in _split(annotations.get(COMPARE_OPTIONS, "")):
        if option not in _COMPARE:
            yield f"{COMPARE_OPTIONS}: {option!r} is no compare option, allowed: {', '.join(_COMPARE)}"


def application_faults(application: Manifest, projects: Mapping[str, Manifest]) -> Iterator[str]:
    """Yield what is wrong with an Application; ``projects`` are the AppProjects by name.

    Its own annotations are the business of :func:`annotation_faults`.
    """
    spec = application["spec"]
    yield from _source_faults(spec)
    yield from _policy_faults(spec, application["metadata"].get("annotations", {}))
    place = spec["destination"]
    if sum(bool(place.get(key)) for key in _CLUSTER) != 1:
        yield "spec.destination: give exactly one of name and server"
    project = projects.get(spec["project"])
    if project is None:
        yield f"spec.project: there is no AppProject {spec['project']}, known: {', '.join(sorted(projects))}"
    else:
        yield from _permission_faults(spec, project["spec"])


def project_faults(project: Manifest) -> Iterator[str]:
    """Yield what is wrong with an AppProject: a destination of both kinds or none, a kind that is allowed twice."""
    spec = project["spec"]
    for index, place in enumerate(spec.get("destinations", [])):
        if sum(bool(place.get(key)) for key in _CLUSTER) != 1:
            yield f"spec.destinations[{index}]: give exactly one of name and server"
    for key in ("clusterResourceWhitelist", "namespaceResourceWhitelist"):
        kinds = [tuple(sorted(kind.items())) for kind in spec.get(key, [])]
        for kind in sorted({kind for kind in kinds if kinds.count(kind) > 1}):
            yield f"spec.{key}: {dict(kind)['kind']} stands there twice"
    if "namespaceResourceWhitelist" not in spec:
        yield "spec.namespaceResourceWhitelist is missing, which allows every namespaced kind"


def _source_faults(spec: Mapping[str, Any]) -> Iterator[str]:
    if ("source" in spec) == ("sources" in spec):
        yield "spec: give exactly one of source and sources"
    for source in _sources(spec):
        if bool(source.get("chart")) == bool(source.get("path")):
            yield "spec.source: give exactly one of chart and path"
        if source.get("chart") and source["repoURL"].startswith("oci://"):
            yield f"spec.source.repoURL: {source['repoURL']} with chart is a Helm registry, written without oci://"
        if not source.get("targetRevision"):
            yield "spec.source.targetRevision is missing: the newest of whatever there is would be synced"
        if ("helm" in source or "chart" in source) and not source.get("helm", {}).get("releaseName"):
            yield "spec.source.helm.releaseName is missing: the Application's name would become the release's"


def _policy_faults(spec: Mapping[str, Any], annotations: Mapping[str, str]) -> Iterator[str]:
    policy = spec.get("syncPolicy", {})
    options = policy.get("syncOptions", [])
    for option in options:
        yield from _option_faults("spec.syncPolicy.syncOptions: ", option, _ON_APPLICATIONS)
    for key in ("duration", "maxDuration"):
        text = policy.get("retry", {}).get("backoff", {}).get(key, "0s")
        if not _DURATION.fullmatch(text):
            yield f"spec.syncPolicy.retry.backoff.{key}: {text!r} is no duration such as 10s or 5m"
    if "managedNamespaceMetadata" in policy and "CreateNamespace=true" not in options:
        yield "spec.syncPolicy.managedNamespaceMetadata needs the sync option CreateNamespace=true"
    if spec.get("ignoreDifferences") and "RespectIgnoreDifferences=true" not in options:
        yield "spec.ignoreDifferences: a sync overwrites them without the sync option RespectIgnoreDifferences=true"
    if "ServerSideApply=true" in options and "ServerSideDiff=true" not in _split(annotations.get(COMPARE_OPTIONS, "")):
        yield "the sync option ServerSideApply=true needs the compare option ServerSideDiff=true"


def _permission_faults(spec: Mapping[str, Any], project: Mapping[str, Any]) -> Iterator[str]:
    for source in _sources(spec):
        if not any(fnmatchcase(source["repoURL"], allowed) for allowed in project.get("sourceRepos", [])):
            yield f"spec.source.repoURL: {source['repoURL']} is not among the repositories of project {spec['project']}"
    wanted = spec["destination"]
    allowed_places = project.get("destinations", [])
    if not any(_covers(place, wanted) for place in allowed_places):
        yield f"spec.destination: project {spec['project']} does not allow {dict(wanted)}"


def _covers(place: Mapping[str, str], wanted: Mapping[str, str]) -> bool:
    key = "name" if wanted.get("name") else "server"
    return fnmatchcase(wanted.get(key, ""), place.get(key, "")) and fnmatchcase(
        wanted.get("namespace", ""), place.get("namespace", "")
    )


def _option_faults(where: str, option: str, known: Mapping[str, Sequence[str]]) -> Iterator[str]:
    name, _, value = option.partition("=")
    if name not in known:
        yield f"{where}{option!r} is no sync option here, known: {', '.join(sorted(known))}"
    elif value not in known[name]:
        yield f"{where}{option!r}: {name} is one of {', '.join(known[name])}"


def _sources(spec: Mapping[str, Any]) -> list[Mapping[str, Any]]:
    return [*([spec["source"]] if "source" in spec else []), *spec.get("sources", [])]


def _split(text: str) -> list[str]:
    return [option.strip() for option in text.split(",") if option.strip()]
