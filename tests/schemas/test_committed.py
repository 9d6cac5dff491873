"""The committed schemas: complete, closed, loadable by both validators, and as generated."""

import hashlib
import json
import re
from pathlib import Path

import jsonschema_rs
import pytest
import yaml

from slipway.schema import api_version, check, kinds
from slipway.schema.store import folder, schema, status_fields
from tests.schemas.minimal import minimal
from tests.support.crds import NO_CRD, needs_crds, upstream
from tests.support.kubeconform import BINARY, run
from tools.schemas.composite import from_definition
from tools.schemas.finish import finish
from tools.schemas.kinds import wanted
from tools.schemas.layout import place
from tools.schemas.text import text

KINDS = sorted(kinds())

OPEN = {
    ("Application", "spec.source.helm.valuesObject"),
    ("Application", "spec.sourceHydrator.drySource.helm.valuesObject"),
    ("Application", "spec.sources[].helm.valuesObject"),
    ("Application", "operation.sync.source.helm.valuesObject"),
    ("Application", "operation.sync.sources[].helm.valuesObject"),
    ("CompositeResourceDefinition", "spec.versions[].schema.openAPIV3Schema"),
    ("Composition", "spec.pipeline[].input"),
    ("LateBinding", "spec.template"),
    ("LateBinding", "spec.template.status"),
}
"""Where unknown fields stay allowed: each keeps them in its CRD (x-kubernetes-preserve-unknown-fields)."""


def parts(part, path=""):
    yield path, part
    for name, inner in part.get("properties", {}).items():
        yield from parts(inner, f"{path}.{name}".lstrip("."))
    for key, suffix in (("items", "[]"), ("additionalProperties", ".*")):
        if isinstance(part.get(key), dict):
            yield from parts(part[key], path + suffix)


def keywords(node):
    if isinstance(node, dict):
        for key, value in node.items():
            yield key
            # The keys below `properties` are names of fields, among which "description" is one like any other.
            yield from keywords(list(value.values()) if key == "properties" else value)
    elif isinstance(node, list):
        for each in node:
            yield from keywords(each)


def generated():
    """Every file the generator records; the inventory's own schemas come from the model and lie beside them."""
    others = {folder() / "SOURCES.json", *folder().glob("*.schema.json")}
    return [path for path in folder().rglob("*") if path.is_file() and path not in others]


def test_files_are_those_of_the_list_of_kinds():
    present = {path.relative_to(folder()).as_posix() for path in generated() if path.suffix == ".json"}
    schemas = {place(each.key) for each in wanted()}
    status = {f"status/{place(each.key)}" for each in wanted() if each.status}
    assert present == schemas | status | {"index.json"}
    assert {(kind, each.api_version, each.scope) for kind, each in kinds().items()} == {
        (each.key[1], each.key[0], each.scope) for each in wanted()
    }


def test_nobody_edited_a_generated_file():
    recorded = json.loads((folder() / "SOURCES.json").read_text())["files"]
    actual = {
        path.relative_to(folder()).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest() for path in generated()
    }
    assert actual == recorded


def test_late_binding_schema_is_that_of_its_definition():
    (kind,) = [each for each in wanted() if each.source == "xrd"]
    (source,) = from_definition([kind]).values()
    assert (folder() / place(kind.key)).read_text() == text(finish(kind, source))


def test_sources_name_pins_checksums_and_licences_and_no_registry_host():
    packages = json.loads((folder() / "SOURCES.json").read_text())["packages"]
    assert [(each["name"], each["version"], each["licence"]) for each in packages] == [
        ("@crossplane-models/crossplane", "2.1.3-build.2", "Apache-2.0"),
        ("@crossplane-models/provider-upjet-aws", "2.3.0-build.1", "Apache-2.0"),
        ("@kubernetes-models/argo-cd", "4.0.0", "MIT"),
        ("kubernetes-validate", "1.37.0", "Apache-2.0"),
    ]
    assert all(re.match(r"sha(256:|512-)", checksum) for each in packages for checksum in each["checksums"])
    assert all((folder() / each["notice"]).is_file() for each in packages if each["notice"].startswith("LICENSES/"))
    tools = Path(__file__).parents[2] / "tools/schemas"
    files = [*folder().rglob("*"), *(path for path in tools.iterdir() if path.suffix in (".json", ".txt", ".yaml"))]
    hosts = re.compile(r"registry\.npm|npmjs|pypi\.org|pythonhosted", re.IGNORECASE)
    assert [path.name for path in files if path.is_file() and hosts.search(path.read_text())] == []


def test_lock_records_no_download_address():
    lock = json.loads((Path(__file__).parents[2] / "tools/schemas/package-lock.json").read_text())
    assert [name for name, package in lock["packages"].items() if "resolved" in package] == []


@pytest.mark.parametrize("kind", KINDS)
def test_schema_is_closed_draft_07_without_prose_or_references(kind):
    found = schema(kind)
    jsonschema_rs.Draft7Validator(dict(found))
    assert jsonschema_rs.meta.is_valid(dict(found))
    assert found["$schema"] == "http://json-schema.org/draft-07/schema#"
    assert not {"description", "title", "$ref", "$id", "definitions", "default"} & set(keywords(dict(found)))
    objects = [(path, part) for path, part in parts(found) if part.get("type") == "object"]
    open_places = {(kind, path) for path, part in objects if "additionalProperties" not in part}
    assert open_places == {place for place in OPEN if place[0] == kind}
    assert "status" not in found["properties"]


@pytest.mark.parametrize("kind", KINDS)
def test_smallest_object_of_each_kind_is_valid_and_each_of_its_parts_is_needed(kind):
    manifest = minimal(kind)
    assert check(manifest) == ()
    for name in manifest.keys() & {"metadata", "spec"}:
        assert check({key: value for key, value in manifest.items() if key != name})


def test_kubeconform_accepts_the_smallest_object_of_every_kind_and_refuses_an_unknown_field(tmp_path):
    for name, extra in (("good", {}), ("bad", {"unheardOf": True})):
        (tmp_path / name).mkdir()
        for kind in KINDS:
            (tmp_path / name / f"{kind}.yaml").write_text(yaml.safe_dump({**minimal(kind), **extra}))
    good, bad = run(BINARY, tmp_path / "good"), run(BINARY, tmp_path / "bad")
    assert (good.valid, good.total, good.faults) == (len(KINDS), len(KINDS), ())
    assert (bad.invalid, bad.total, len(bad.faults)) == (len(KINDS), len(KINDS), len(KINDS))
    assert all("unheardOf" in line for line in bad.faults)


@needs_crds
@pytest.mark.parametrize("kind", KINDS)
def test_upstream_accepts_the_smallest_object_of_each_kind(kind):
    expected = [f"{NO_CRD} v1 {kind}"] if api_version(kind) == "v1" else []
    assert upstream().violations(minimal(kind)) == expected


def test_every_aws_resource_has_a_record_of_what_it_reports():
    aws = {
        kind for kind, each in kinds().items() if re.fullmatch(r"\w+\.aws\.m\.upbound\.io/v1beta1", each.api_version)
    }
    assert {kind for kind in kinds() if status_fields(kind)} == aws
