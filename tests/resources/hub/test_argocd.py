"""What the hub's Applications sync, in which order, and what their projects allow."""

from __future__ import annotations

from collections.abc import Collection
from fnmatch import fnmatchcase
from functools import cache

import pytest

from slipway.catalogue import kinds
from slipway.manifest import Manifest
from slipway.render import texts
from tests.resources.hub.world import (
    FLAVOURS,
    TARGETS,
    everything,
    fleet_files,
    hub_files,
    members,
    of_kind,
    wave,
)
from tests.support.layers import objects
from tests.support.sample import sample_environment, sample_hub

LAYERS = ["network", "cluster", "nodes", "storage", "registry", "access"]


def allowed(project: Manifest, scope: str = "namespaceResourceWhitelist") -> set[tuple[str, str]]:
    return {(one["group"], one["kind"]) for one in project["spec"][scope]}


def synced(tree: Collection[str], application: Manifest) -> list[str]:
    """Return the files of the compiled tree that an Application syncs, as Argo CD matches them."""
    source = application["spec"]["source"]
    folder = source["path"].removeprefix("compiled/") + "/"
    below = [path.removeprefix(folder) for path in tree if path.startswith(folder)]
    include, exclude = source["directory"].get("include", "*"), source["directory"].get("exclude", "")
    head, _, tail = include.lstrip("{").partition("}")
    patterns = [choice + tail for choice in head.split(",")]
    found = [path for path in below if any(fnmatchcase(path, each) for each in patterns)]
    return [folder + path for path in found if not fnmatchcase(path, exclude)]


@cache
def whole_tree() -> frozenset[str]:
    """Return every file of the compiled tree, by its path below ``compiled/``."""
    hub = {f"hub/{path}" for path in texts(sample_hub(), members())}
    return frozenset(hub | {f"{each.name}/{path}" for each in members() for path in texts(each)})


def test_every_file_of_the_compiled_tree_is_synced_by_exactly_one_application() -> None:
    hands: dict[str, list[str]] = {path: [] for path in whole_tree()}
    for name, application in of_kind(fleet_files(), "Application").items():
        for path in synced(whole_tree(), application):
            hands[path].append(name)
    assert len(hands) > 70
    assert {path: names for path, names in hands.items() if len(names) != 1} == {}


def test_the_root_leaves_the_environments_to_themselves() -> None:
    found = synced(whole_tree(), of_kind(fleet_files(), "Application")["slipway"])
    assert [path for path in found if path.startswith("hub/environments/")] == []
    assert {"hub/argocd/root.yaml", "hub/argocd/settings.yaml", f"hub/fleet/{TARGETS[0]}.yaml"} <= set(found)


def test_requirement_16_infrastructure_then_controllers_then_the_chart() -> None:
    applications = of_kind(fleet_files(), "Application")
    for target in TARGETS:
        infrastructure, workloads = applications[f"{target}-infrastructure"], applications[f"{target}-workloads"]
        assert wave(infrastructure) < wave(workloads)
        assert workloads["spec"]["source"]["path"] == f"compiled/{target}/applications"
        charts = {one["metadata"]["name"]: wave(one) for one in objects("applications", sample_environment(target))}
        assert charts[f"{target}-gpu-operator"] < charts[f"{target}-inference"]
        assert charts[f"{target}-aws-load-balancer-controller"] < charts[f"{target}-inference"]


@pytest.mark.parametrize("flavour", FLAVOURS)
def test_a_wave_only_needs_what_came_before(flavour: str) -> None:
    files = fleet_files(flavour)
    order = [
        {"AppProject", "ConfigMap", "Secret"},
        {"ServiceAccount", "DeploymentRuntimeConfig", "Provider", "Function", "ManagedResourceActivationPolicy"},
        {"CompositeResourceDefinition", "Composition"},
        {"Application"},
    ]
    root = {path: found for path, found in files.items() if "/environments/" not in path}
    for number, expected in enumerate(order):
        found = {one["kind"] for one in everything(root) if wave(one) == number}
        assert found == expected - (set() if flavour == "eks-capability" else {"Secret"})


def test_nothing_waits_for_a_broken_environment_and_the_root_not_for_itself() -> None:
    root = {path: found for path, found in fleet_files().items() if "/environments/" not in path}
    last = max(wave(one) for one in everything(root))
    applications = of_kind(root, "Application")
    assert set(applications) == {"slipway", *TARGETS}
    assert {wave(one) for one in applications.values()} == {last}


@pytest.mark.parametrize("target", TARGETS)
def test_an_environment_comes_up_in_order(target: str) -> None:
    files = {path: found for path, found in fleet_files().items() if f"/environments/{target}/" in path}
    waves: dict[int, list[str]] = {}
    for one in everything(files):
        waves.setdefault(wave(one), []).append(f"{one['kind']} {one['metadata']['name']}")
    assert waves == {
        -1: [
            f"Namespace {target}",
            f"ProviderConfig {target}",
            f"AppProject {target}-infrastructure",
            f"AppProject {target}-workloads",
        ],
        0: [f"LateBinding {target}-cluster", f"Application {target}-infrastructure"],
        1: [f"Application {target}-workloads"],
    }


def test_all_aws_resources_but_the_vpc_and_its_gateway_are_in_one_wave() -> None:
    for environment in members():
        for layer in LAYERS:
            for one in objects(layer, environment):
                wave = one["metadata"].get("annotations", {}).get("argocd.argoproj.io/sync-wave")
                assert wave == ("-1" if one["kind"] in {"VPC", "InternetGateway"} else None)


def test_removing_a_target_removes_its_files_and_changes_no_other_environment() -> None:
    before, after = fleet_files(), hub_files(sample_hub(), members()[:2])
    gone = set(before) - set(after)
    folder = "hub/environments/staging-us-west-2"
    assert gone == {
        "hub/fleet/staging-us-west-2.yaml",
        *(f"{folder}/{file}.yaml" for file in ("foundation", "registration", "applications")),
    }
    assert not any("staging-us-west-2" in str(found) for found in after.values())
    for path in set(after) - {"hub/argocd/root.yaml", "hub/argocd/settings.yaml", "hub/crossplane/activation.yaml"}:
        assert before[path] == after[path], path


def test_deleting_an_application_deletes_nothing_else() -> None:
    charts = [one for environment in members() for one in objects("applications", environment)]
    applications = [*of_kind(fleet_files(), "Application").values(), *charts]
    assert [one for one in applications if "finalizers" in one["metadata"]] == []


@pytest.mark.parametrize("target", TARGETS)
def test_an_infrastructure_project_allows_its_own_namespace_and_aws_resources(target: str) -> None:
    project = of_kind(fleet_files(), "AppProject")[f"{target}-infrastructure"]
    assert project["spec"]["sourceRepos"] == ["https://git.example.com/platform/slipway.git"]
    assert project["spec"]["destinations"] == [{"name": "in-cluster", "namespace": target}]
    assert project["spec"]["clusterResourceWhitelist"] == []
    aws = {(facts.group, facts.kind) for facts in kinds() if facts.managed}
    assert allowed(project) == aws | {("slipway.dev", "LateBinding")}
    emitted = {
        (one["apiVersion"].rpartition("/")[0], one["kind"])
        for layer in LAYERS
        for one in objects(layer, sample_environment(target))
    }
    assert emitted <= allowed(project)


def test_no_project_loses_sight_of_what_left_git() -> None:
    """Argo CD drops live objects of kinds that the project does not allow, before it looks for what to prune."""
    projects = of_kind(fleet_files(), "AppProject")
    lists = [allowed(projects[f"{target}-infrastructure"]) for target in TARGETS]
    assert lists == [lists[0]] * 3
    emitted = [{one["kind"] for layer in LAYERS for one in objects(layer, each)} for each in members()]
    assert emitted[0] != emitted[1]
    pinned = {"clusterEndpoint": "https://api.example.com", "certificateAuthorityData": "Q0E="}
    after = hub_files(sample_hub(), members(pinned=pinned))
    assert "LateBinding" not in {one["kind"] for one in everything(after)}
    assert allowed(of_kind(after, "AppProject")["slipway"]) == allowed(projects["slipway"])


def test_a_workloads_project_allows_its_own_cluster_and_repositories() -> None:
    spec = of_kind(fleet_files(), "AppProject")["prod-us-east-1-workloads"]["spec"]
    assert spec["sourceRepos"] == [
        "123456789012.dkr.ecr.us-east-2.amazonaws.com/poolside",
        "https://aws.github.io/eks-charts",
        "https://helm.ngc.nvidia.com/nvidia",
    ]
    assert spec["destinations"] == [
        {"name": "prod-us-east-1", "namespace": namespace}
        for namespace in ("gpu-operator", "kube-system", "poolside-models")
    ]
    assert spec["permitOnlyProjectScopedClusters"] is True
    named = [one["name"] for one in spec["clusterResourceWhitelist"] if one["kind"] == "Namespace"]
    assert named == ["gpu-operator", "poolside-models"]


def test_a_workloads_project_allows_the_kinds_of_its_charts_only() -> None:
    controllers = {"gpuOperator": {"enabled": False}, "loadBalancerController": {"enabled": False}}
    files = hub_files(sample_hub(), [sample_environment(applications=controllers)])
    project = of_kind(files, "AppProject")["dev-us-east-2-workloads"]
    assert allowed(project, "clusterResourceWhitelist") == {("", "Namespace")}
    assert ("apps", "DaemonSet") not in allowed(project)
    assert ("networking.k8s.io", "Ingress") in allowed(project)


def test_a_chart_that_brings_more_says_so() -> None:
    more = [
        {"group": "monitoring.coreos.com", "kind": "ServiceMonitor"},
        {"group": "scheduling.k8s.io", "kind": "PriorityClass", "clusterScoped": True},
    ]
    world = sample_environment(applications={"inference": {"additionalKinds": more}})
    project = of_kind(hub_files(sample_hub(), [world]), "AppProject")["dev-us-east-2-workloads"]
    assert ("monitoring.coreos.com", "ServiceMonitor") in allowed(project)
    assert ("scheduling.k8s.io", "PriorityClass") in allowed(project, "clusterResourceWhitelist")


def test_without_charts_nothing_waits_for_a_folder_that_is_not_there() -> None:
    off = {key: {"enabled": False} for key in ("gpuOperator", "loadBalancerController", "inference")}
    files = hub_files(sample_hub(), [sample_environment(applications=off)])
    assert set(of_kind(files, "Application")) == {"slipway", "dev-us-east-2", "dev-us-east-2-infrastructure"}
    assert set(of_kind(files, "AppProject")) == {"slipway", "dev-us-east-2-infrastructure"}


@pytest.mark.parametrize("flavour", FLAVOURS)
def test_only_the_administrative_project_may_create_applications_and_projects(flavour: str) -> None:
    projects = of_kind(fleet_files(flavour), "AppProject")
    may = {name for name, one in projects.items() if ("argoproj.io", "Application") in allowed(one)}
    assert may == {"slipway"}
    into = {name for name, one in projects.items() if "argocd" in str(one["spec"]["destinations"])}
    assert into == {"slipway"}
    assert projects["slipway"]["spec"]["sourceRepos"] == ["https://git.example.com/platform/slipway.git"]


@pytest.mark.parametrize("flavour", FLAVOURS)
def test_the_administrative_project_allows_all_that_its_applications_sync(flavour: str) -> None:
    project = of_kind(fleet_files(flavour), "AppProject")["slipway"]
    either = allowed(project) | allowed(project, "clusterResourceWhitelist")
    for one in everything(fleet_files(flavour)):
        assert (one["apiVersion"].rpartition("/")[0] if "/" in one["apiVersion"] else "", one["kind"]) in either
    named = [one["name"] for one in project["spec"]["clusterResourceWhitelist"] if one["kind"] == "Namespace"]
    assert named == list(TARGETS)


def test_the_capability_has_one_project_for_the_hubs_cluster() -> None:
    files = fleet_files("eks-capability")
    projects = of_kind(files, "AppProject")
    assert set(projects) == {"slipway", *(f"{target}-workloads" for target in TARGETS)}
    on_hub = [
        one for one in of_kind(files, "Application").values() if one["spec"]["destination"]["name"] == "in-cluster"
    ]
    assert {one["spec"]["project"] for one in on_hub} == {"slipway"}
    assert {tuple(one["spec"]["sourceNamespaces"]) for one in projects.values()} == {("argocd",)}
    aws = {(facts.group, facts.kind) for facts in kinds() if facts.managed}
    assert aws <= allowed(projects["slipway"])
    assert not aws & allowed(of_kind(fleet_files(), "AppProject")["slipway"])


def test_the_capability_knows_clusters_by_their_arn() -> None:
    secrets = {name: one["stringData"] for name, one in of_kind(fleet_files("eks-capability"), "Secret").items()}
    assert secrets["hub-cluster"] == {
        "name": "in-cluster",
        "server": "arn:aws:eks:us-east-2:123456789012:cluster/hub",
        "project": "slipway",
    }
    assert secrets["dev-us-east-2-cluster"] == {
        "name": "dev-us-east-2",
        "server": "arn:aws:eks:us-east-2:111122223333:cluster/dev-us-east-2",
        "project": "dev-us-east-2-workloads",
    }
    assert len(secrets) == 1 + len(TARGETS)


def test_an_environment_may_follow_another_revision_by_hand() -> None:
    fleet = {"targetRevision": "release", "argocd": {"syncPolicy": {"automated": False}}}
    files = hub_files(sample_hub(), [sample_environment(fleet=fleet)])
    applications = of_kind(files, "Application")
    for name in ("dev-us-east-2-infrastructure", "dev-us-east-2-workloads"):
        assert applications[name]["spec"]["source"]["targetRevision"] == "release"
        assert "automated" not in applications[name]["spec"]["syncPolicy"]
    assert applications["dev-us-east-2"]["spec"]["source"]["targetRevision"] == "main"


@pytest.mark.parametrize("flavour", FLAVOURS)
def test_argo_cds_settings_come_first_and_are_never_taken_away(flavour: str) -> None:
    [settings] = fleet_files(flavour)["hub/argocd/settings.yaml"]
    assert (settings["metadata"]["name"], settings["metadata"]["namespace"]) == ("argocd-cm", "argocd")
    assert settings["metadata"]["annotations"] == {
        "argocd.argoproj.io/sync-wave": "0",
        "argocd.argoproj.io/sync-options": "Prune=false,Delete=false",
    }
    checks = "resource.customizations.health."
    assert {f"{checks}argoproj.io_Application", f"{checks}slipway.dev_LateBinding"} <= set(settings["data"])
    # The capability ignores the wildcard key, so there each kind in use has a key of its own.
    each_kind = f"{checks}eks.aws.m.upbound.io_Cluster"
    assert (each_kind in settings["data"]) == (flavour == "eks-capability")


def test_hub_without_environments_activates_nothing_and_is_valid() -> None:
    paths = set(texts(sample_hub(), []))
    assert "crossplane/activation.yaml" not in paths
    assert not [path for path in paths if path.startswith(("fleet/", "environments/"))]
