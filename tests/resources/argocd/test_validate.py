"""Every fault that Argo CD's schemas let pass is found, and what Slipway builds has none."""

from __future__ import annotations

from copy import deepcopy
from typing import Any

import pytest
import yaml

from slipway.manifest import Manifest
from slipway.merge import merged
from slipway.resources.argocd.validate import annotation_faults, application_faults, project_faults

APPLICATION: Manifest = yaml.safe_load(
    """
    metadata:
      name: dev-web
      annotations: {argocd.argoproj.io/compare-options: "ServerSideDiff=true,IncludeMutationWebhook=true"}
    spec:
      project: dev-workloads
      source:
        repoURL: https://charts.example.com
        chart: web
        targetRevision: 1.2.3
        helm: {releaseName: web}
      destination: {name: dev, namespace: web}
      syncPolicy:
        retry: {backoff: {duration: "10", maxDuration: 1m30s}}
        syncOptions: [ServerSideApply=true, CreateNamespace=true, PrunePropagationPolicy=foreground]
        managedNamespaceMetadata: {labels: {a: b}}
    """
)
PROJECT: Manifest = yaml.safe_load(
    """
    metadata: {name: dev-workloads}
    spec:
      sourceRepos: [https://charts.example.com, https://git.example.com/*]
      destinations:
        - {name: dev, namespace: web}
        - {server: https://kubernetes.default.svc, namespace: web-*}
      clusterResourceWhitelist: []
      namespaceResourceWhitelist:
        - {group: apps, kind: Deployment}
    """
)


def without(manifest: Manifest, *path: str) -> Manifest:
    """Return a copy that lacks one field."""
    changed = deepcopy(manifest)
    node = changed
    for key in path[:-1]:
        node = node[key]
    del node[path[-1]]
    return changed


def faults(application: Manifest) -> list[str]:
    return list(application_faults(application, {"dev-workloads": PROJECT}))


def test_a_sound_application_and_project() -> None:
    assert faults(APPLICATION) == []
    assert list(annotation_faults(APPLICATION)) == []
    assert list(project_faults(PROJECT)) == []


@pytest.mark.parametrize(
    "spec",
    [
        {"source": {"repoURL": "https://git.example.com/a.git"}},
        {"destination": {"name": "", "server": "https://kubernetes.default.svc", "namespace": "web-1"}},
    ],
)
def test_a_pattern_of_the_project_allows_what_it_matches(spec: dict[str, Any]) -> None:
    assert faults(merged(APPLICATION, {"spec": spec})) == []


@pytest.mark.parametrize(
    ("spec", "fault"),
    [
        ({"syncPolicy": {"syncOptions": ["ServerSideAply=true"]}}, "'ServerSideAply=true' is no sync option here"),
        ({"syncPolicy": {"syncOptions": ["ServerSideApply"]}}, "ServerSideApply is one of true, false"),
        ({"syncPolicy": {"syncOptions": ["ServerSideApply=True"]}}, "ServerSideApply is one of true, false"),
        ({"syncPolicy": {"syncOptions": ["Prune=true"]}}, "Prune is one of false, confirm"),
        ({"syncPolicy": {"retry": {"backoff": {"duration": "10 s"}}}}, "backoff.duration: '10 s' is no duration"),
        ({"syncPolicy": {"retry": {"backoff": {"maxDuration": "5min"}}}}, "backoff.maxDuration: '5min' is no duration"),
        ({"syncPolicy": {"syncOptions": []}}, "managedNamespaceMetadata needs the sync option CreateNamespace=true"),
        ({"ignoreDifferences": [{"kind": "Secret"}]}, "without the sync option RespectIgnoreDifferences=true"),
        ({"destination": {"server": "https://a"}}, "spec.destination: give exactly one of name and server"),
        ({"destination": {"name": ""}}, "spec.destination: give exactly one of name and server"),
        ({"destination": {"namespace": "kube-system"}}, "project dev-workloads does not allow {'name': 'dev'"),
        ({"destination": {"name": "prod"}}, "project dev-workloads does not allow {'name': 'prod'"),
        ({"source": {"path": "charts/web"}}, "spec.source: give exactly one of chart and path"),
        ({"source": {"chart": ""}}, "spec.source: give exactly one of chart and path"),
        ({"source": {"targetRevision": ""}}, "spec.source.targetRevision is missing"),
        ({"source": {"helm": {"releaseName": ""}}}, "spec.source.helm.releaseName is missing"),
        ({"source": {"repoURL": "https://x.example.com"}}, "https://x.example.com is not among the repositories"),
        ({"source": {"repoURL": "oci://charts.example.com"}}, "a Helm registry, written without oci://"),
        ({"sources": []}, "give exactly one of source and sources"),
        ({"project": "default"}, "there is no AppProject default, known: dev-workloads"),
    ],
)
def test_what_is_wrong_with_an_application(spec: dict[str, Any], fault: str) -> None:
    assert any(fault in text for text in faults(merged(APPLICATION, {"spec": spec})))


def test_an_application_without_a_source() -> None:
    assert faults(without(APPLICATION, "spec", "source")) == ["spec: give exactly one of source and sources"]


def test_server_side_apply_without_its_diff() -> None:
    assert faults(without(APPLICATION, "metadata", "annotations")) == [
        "the sync option ServerSideApply=true needs the compare option ServerSideDiff=true"
    ]


@pytest.mark.parametrize(
    ("key", "value", "fault"),
    [
        ("sync-wave", "first", "argocd.argoproj.io/sync-wave: 'first' is no whole number"),
        ("sync-wave", "1.5", "argocd.argoproj.io/sync-wave: '1.5' is no whole number"),
        ("sync-options", "Prune=confirm,Delete=confirmed", "'Delete=confirmed': Delete is one of false, confirm"),
        ("sync-options", "CreateNamespace=true", "'CreateNamespace=true' is no sync option here"),
        ("compare-options", "ServerSideDif=true", "'ServerSideDif=true' is no compare option"),
    ],
)
def test_what_is_wrong_with_an_annotation(key: str, value: str, fault: str) -> None:
    [text] = annotation_faults({"metadata": {"name": "x", "annotations": {f"argocd.argoproj.io/{key}": value}}})
    assert fault in text


@pytest.mark.parametrize("value", ["-1", "0", "12"])
def test_a_wave_is_a_whole_number(value: str) -> None:
    manifest = {"metadata": {"name": "x", "annotations": {"argocd.argoproj.io/sync-wave": value}}}
    assert list(annotation_faults(manifest)) == []


@pytest.mark.parametrize(
    ("spec", "fault"),
    [
        ({"destinations": [{"namespace": "a"}]}, "spec.destinations[0]: give exactly one of name and server"),
        ({"destinations": [{"name": "a", "server": "b"}]}, "spec.destinations[0]: give exactly one of name and server"),
        (
            {"namespaceResourceWhitelist": [{"group": "", "kind": "Secret"}] * 2},
            "spec.namespaceResourceWhitelist: Secret stands there twice",
        ),
    ],
)
def test_what_is_wrong_with_a_project(spec: dict[str, Any], fault: str) -> None:
    assert list(project_faults(merged(PROJECT, {"spec": spec}))) == [fault]


def test_a_project_that_allows_every_kind() -> None:
    assert list(project_faults(without(PROJECT, "spec", "namespaceResourceWhitelist"))) == [
        "spec.namespaceResourceWhitelist is missing, which allows every namespaced kind"
    ]
