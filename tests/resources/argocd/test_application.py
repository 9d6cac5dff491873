"""What an Application looks like, whole, and which arguments are refused."""

from __future__ import annotations

from typing import Any

import pytest
import yaml

from slipway.model.applications import ChartSource
from slipway.resources.argocd.application import application
from slipway.resources.argocd.metadata import annotated, in_wave
from slipway.resources.argocd.source import compiled, destination, helm
from tests.support.sample import sample_hub

FLEET = sample_hub().fleet
CHART = ChartSource.model_validate({"repoURL": "https://charts.example.com", "chart": "web", "targetRevision": "1.2.3"})


def test_a_chart_whole() -> None:
    built = application(
        FLEET,
        "dev-web",
        project="dev-workloads",
        source=helm(CHART, "web", {"replicas": 2}),
        destination=destination("web", name="dev"),
        sync_options=["CreateNamespace=true"],
        ignore_differences=[{"group": "", "kind": "Secret", "jsonPointers": ["/data"]}],
        namespace_labels={"team": "models"},
    )
    assert built == yaml.safe_load(
        """
        apiVersion: argoproj.io/v1alpha1
        kind: Application
        metadata:
          name: dev-web
          namespace: argocd
          annotations:
            argocd.argoproj.io/compare-options: ServerSideDiff=true
        spec:
          project: dev-workloads
          source:
            repoURL: https://charts.example.com
            chart: web
            targetRevision: 1.2.3
            helm:
              releaseName: web
              valuesObject: {replicas: 2}
          destination: {name: dev, namespace: web}
          ignoreDifferences:
            - {group: "", kind: Secret, jsonPointers: [/data]}
          syncPolicy:
            automated: {prune: true, selfHeal: true}
            managedNamespaceMetadata:
              labels: {team: models}
            retry:
              limit: -1
              refresh: true
              backoff: {duration: 10s, factor: 2, maxDuration: 5m}
            syncOptions: [ServerSideApply=true, CreateNamespace=true, RespectIgnoreDifferences=true]
        """
    )


def test_a_folder_of_the_compiled_tree() -> None:
    assert compiled(FLEET, "dev", "applications", exclude="x/*") == {
        "repoURL": "https://git.example.com/platform/slipway.git",
        "targetRevision": "main",
        "path": "compiled/dev/applications",
        "directory": {"recurse": True, "exclude": "x/*"},
    }
    assert compiled(FLEET, "hub", include="{a,b}/*")["directory"] == {"recurse": True, "include": "{a,b}/*"}


def test_a_chart_in_a_git_repository_has_a_path() -> None:
    place = {"repoURL": "https://git.example.com/charts.git", "path": "charts/web", "targetRevision": "v1"}
    assert helm(ChartSource.model_validate(place), "web", {}) == {
        **place,
        "helm": {"releaseName": "web", "valuesObject": {}},
    }


@pytest.mark.parametrize(
    ("policy", "automated"),
    [
        ({"automated": False}, None),
        ({"prune": False}, {"prune": False, "selfHeal": True}),
        ({"selfHeal": False}, {"prune": True, "selfHeal": False}),
    ],
)
def test_the_fleets_sync_policy(policy: dict[str, bool], automated: dict[str, bool] | None) -> None:
    fleet = sample_hub(fleet={"argocd": {"syncPolicy": policy}}).fleet
    built = application(fleet, "a", project="p", source=compiled(fleet, "dev"), destination=destination("n", name="c"))
    assert built["spec"]["syncPolicy"].get("automated") == automated
    assert built["spec"]["syncPolicy"]["retry"]["limit"] == -1


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        ({"namespace": "n"}, "either a name or a server, found name '' and server ''"),
        ({"namespace": "n", "name": "a", "server": "https://b"}, "either a name or a server, found name 'a'"),
        ({"namespace": "", "name": "a"}, "needs a namespace"),
    ],
)
def test_a_destination_is_one_cluster_and_a_namespace(arguments: dict[str, str], message: str) -> None:
    with pytest.raises(ValueError, match=message):
        destination(**arguments)


def test_labels_of_a_namespace_that_is_not_created_are_refused() -> None:
    with pytest.raises(ValueError, match="Application a: namespace labels need the sync option CreateNamespace=true"):
        application(
            FLEET,
            "a",
            project="p",
            source=compiled(FLEET, "dev"),
            destination=destination("n", name="c"),
            namespace_labels={"team": "models"},
        )


def test_a_wave_is_text_and_leaves_the_given_object_alone() -> None:
    given: dict[str, Any] = {"kind": "X", "metadata": {"name": "x", "annotations": {"a": "b"}}}
    [built] = in_wave(-1, [given])
    assert built["metadata"]["annotations"] == {"a": "b", "argocd.argoproj.io/sync-wave": "-1"}
    assert given == {"kind": "X", "metadata": {"name": "x", "annotations": {"a": "b"}}}
    assert annotated(given, {"a": "c"})["metadata"]["annotations"] == {"a": "c"}
