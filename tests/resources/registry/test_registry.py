"""What the registry layer promises, and its whole output."""

from __future__ import annotations

import json
from typing import Any

import pytest
from syrupy.assertion import SnapshotAssertion

from slipway.manifest import Manifest
from slipway.resources.registry.repository import repository_name
from tests.support.crds import needs_crds, upstream
from tests.support.layers import layer_texts, objects
from tests.support.sample import sample_environment
from tests.support.yaml_snapshot import YamlSnapshot

KMS = {"encryption": "KMS"}


def registry(kind: str = "", **overrides: Any) -> list[Manifest]:
    return objects("registry", sample_environment(**overrides), kind)


def provider(manifest: Manifest) -> dict[str, Any]:
    return dict(manifest["spec"]["forProvider"])


def deletable(manifests: list[Manifest]) -> set[str]:
    return {one["kind"] for one in manifests if "Delete" in one["spec"]["managementPolicies"]}


def test_requirement_14_a_repository_for_atlas_whose_tags_never_move() -> None:
    [repository] = registry("Repository")
    assert repository["metadata"]["annotations"]["crossplane.io/external-name"] == "dev-us-east-2/atlas"
    assert provider(repository)["imageTagMutability"] == "IMMUTABLE"
    assert provider(repository)["imageScanningConfiguration"] == {"scanOnPush": True}
    assert provider(repository)["encryptionConfiguration"] == [{"encryptionType": "AES256"}]
    assert registry("Key") == []


def test_requirement_14_images_are_kept_by_number_and_leftovers_by_age() -> None:
    [policy] = registry("LifecyclePolicy", registry={"untaggedExpirationInDays": 3, "keepImages": 5})
    rules = json.loads(provider(policy)["policy"])["rules"]
    assert [rule["rulePriority"] for rule in rules] == [1, 2]
    assert [rule["selection"] for rule in rules] == [
        {"tagStatus": "untagged", "countType": "sinceImagePushed", "countUnit": "days", "countNumber": 3},
        {"tagStatus": "tagged", "tagPatternList": ["*"], "countType": "imageCountMoreThan", "countNumber": 5},
    ]


def test_encryption_under_a_key_of_its_own() -> None:
    [repository] = registry("Repository", registry=KMS)
    [key] = registry("Key", registry=KMS)
    assert provider(repository)["encryptionConfiguration"] == [
        {"encryptionType": "KMS", "kmsKeyRef": {"name": key["metadata"]["name"]}}
    ]


def test_the_key_stays_as_long_as_the_images() -> None:
    assert deletable(registry(registry=KMS)) == {"LifecyclePolicy"}
    assert deletable(registry(registry=KMS, protection={"checkpointKey": "delete"})) == {"LifecyclePolicy"}
    assert deletable(registry(registry=KMS, protection={"repository": "delete"})) == {"LifecyclePolicy", "Repository"}


@pytest.mark.parametrize(
    ("overrides", "name"),
    [
        ({"registry": {"repositoryName": "poolside/atlas"}}, "poolside/atlas"),
        ({"externalNames": {"Repository/dev-us-east-2-atlas": "imported/atlas"}}, "imported/atlas"),
    ],
    ids=["named", "imported"],
)
def test_the_name_in_ecr(overrides: dict[str, Any], name: str) -> None:
    assert repository_name(sample_environment(**overrides)) == name
    [repository] = registry("Repository", **overrides)
    assert repository["metadata"]["annotations"]["crossplane.io/external-name"] == name


@pytest.mark.parametrize("encryption", ["AES256", "KMS"])
def test_text(encryption: str, snapshot: SnapshotAssertion) -> None:
    texts = layer_texts("registry", sample_environment(registry={"encryption": encryption}))
    assert list(texts) == ["registry/atlas.yaml"]
    assert texts["registry/atlas.yaml"] == snapshot(extension_class=YamlSnapshot)


@needs_crds
def test_the_newest_crds_accept_every_object() -> None:
    found = [upstream().violations(one) for one in registry(registry=KMS)]
    assert found
    assert [faults for faults in found if faults] == []
