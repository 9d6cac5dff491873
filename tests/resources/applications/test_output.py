"""The whole output of the applications layer, for a world with every part of it."""

from __future__ import annotations

import pytest
from syrupy.assertion import SnapshotAssertion

from slipway.merge import merged
from slipway.resources.argocd.validate import annotation_faults, application_faults
from slipway.resources.hub.projects import workloads
from tests.support.crds import needs_crds, upstream
from tests.support.layers import layer_texts, objects
from tests.support.sample import sample_environment, sample_hub
from tests.support.yaml_snapshot import YamlSnapshot

DOCUMENTATION = {
    "enabled": True,
    "source": {"repoURL": "https://git.example.com/poolside/bundle.git", "path": "charts/docs", "targetRevision": "v1"},
    "namespace": "poolside-docs",
    "values": {"ingress": {"className": "alb", "host": "docs.models.example.com"}},
}
WORLD = sample_environment(
    "prod-us-east-1",
    applications={
        "loadBalancerController": {"values": {"replicaCount": 3, "resources": {"requests": {"cpu": "100m"}}}},
        "ingress": {
            "groupName": "models",
            "wafv2AclArn": "arn:aws:wafv2:us-east-1:777788889999:regional/webacl/models/11111111-2222",
        },
        "inference": {"ingressPath": "ingress", "values": {"inference": {"image": {"tag": "2026.11"}}}},
        "documentation": DOCUMENTATION,
    },
)
FILES = ["gpu-operator", "aws-load-balancer-controller", "inference", "documentation"]


@pytest.mark.parametrize("name", FILES)
def test_text(name: str, snapshot: SnapshotAssertion) -> None:
    assert layer_texts("applications", WORLD)[f"applications/{name}.yaml"] == snapshot(extension_class=YamlSnapshot)


def test_files() -> None:
    assert list(layer_texts("applications", WORLD)) == [f"applications/{name}.yaml" for name in FILES]


@pytest.mark.parametrize(
    ("key", "file"),
    [
        ("gpuOperator", "gpu-operator"),
        ("loadBalancerController", "aws-load-balancer-controller"),
        ("inference", "inference"),
        ("documentation", "documentation"),
    ],
)
def test_no_file_for_a_chart_that_is_off(key: str, file: str) -> None:
    settings = merged({"documentation": DOCUMENTATION}, {key: {"enabled": False}})
    world = sample_environment("dev-us-east-2", applications=settings)
    assert list(layer_texts("applications", world)) == [f"applications/{name}.yaml" for name in FILES if name != file]


def test_the_checks_that_no_schema_makes() -> None:
    projects = {one["metadata"]["name"]: one for one in workloads(sample_hub(), WORLD)}
    for one in objects("applications", WORLD):
        assert list(annotation_faults(one)) == []
        assert list(application_faults(one, projects)) == []


@needs_crds
def test_the_newest_crds_accept_every_object() -> None:
    found = [upstream().violations(one) for one in objects("applications", WORLD)]
    assert found == [[]] * len(FILES)
