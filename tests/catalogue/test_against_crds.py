"""Every kind and path of the catalogue exists in the newest upstream CRDs (``CRD_DIR``, set in CI)."""

import os
from pathlib import Path

import pytest
import yaml

from slipway.catalogue import KindFacts, kinds
from slipway.catalogue.paths import parse
from tests.support.crds import needs_crds

CRD_DIR = os.environ.get("CRD_DIR", "")
WITHOUT_CRD = ("Namespace", "ConfigMap", "Secret", "ServiceAccount", "LateBinding")

pytestmark = needs_crds
covered = [one for one in kinds() if one.kind not in WITHOUT_CRD]


def definition(facts: KindFacts):
    folder = Path(CRD_DIR)
    name = folder / f"{facts.group}_{facts.plural}.yaml"
    if not name.exists():
        name = folder / f"argocd-{facts.kind.lower()}.yaml"
    return yaml.load(name.read_text(), Loader=yaml.CSafeLoader)["spec"]


def structure(facts: KindFacts):
    version = facts.api_version.rpartition("/")[2]
    (served,) = [one for one in definition(facts)["versions"] if one["name"] == version]
    return served["schema"]["openAPIV3Schema"]


def exists(schema, segments) -> bool:
    """Whether the path exists; a free map takes any key, and so does everything below a preserve-unknown object."""
    for at, segment in enumerate(segments):
        if schema.get("x-kubernetes-preserve-unknown-fields"):
            return True
        if segment == "[]":
            schema = schema.get("items")
        elif segment in schema.get("properties", {}):
            schema = schema["properties"][segment]
        else:
            schema = schema.get("additionalProperties") or (
                at == 1 and segments[0] == "metadata" and {"x-kubernetes-preserve-unknown-fields": True}
            )
        if not schema:
            return False
    return True


@pytest.mark.parametrize("facts", covered, ids=lambda one: one.kind)
def test_names_and_scope_are_those_of_the_crd(facts):
    upstream = definition(facts)
    assert (upstream["names"]["kind"], upstream["names"]["plural"], upstream["scope"], upstream["group"]) == (
        facts.kind,
        facts.plural,
        facts.scope,
        facts.group,
    )


@pytest.mark.parametrize("facts", covered, ids=lambda one: one.kind)
def test_every_path_exists_in_the_crd(facts):
    schema = structure(facts)
    paths = [one.path for one in facts.fields] + [one.path for one in facts.lists]
    assert [path for path in paths if not exists(schema, parse(path))] == []


@pytest.mark.parametrize("facts", covered, ids=lambda one: one.kind)
def test_lists_are_told_apart_by_keys_that_exist(facts):
    schema = structure(facts)
    missing = [
        (one.path, key) for one in facts.lists for key in one.keys if not exists(schema, (*one.segments, "[]", key))
    ]
    assert missing == []


@pytest.mark.parametrize("facts", [one for one in covered if one.managed], ids=lambda one: one.kind)
def test_region_and_tags_are_there_where_the_catalogue_says_so(facts):
    for_provider = structure(facts)["properties"]["spec"]["properties"]["forProvider"]
    assert facts.regional is ("region" in for_provider.get("required", []))
    assert facts.taggable is ("tags" in for_provider["properties"])
    if facts.name_field:
        assert facts.name_field in for_provider["properties"]
