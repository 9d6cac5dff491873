"""The inventory's schemas: they accept every file there is, and refuse what the model refuses."""

from __future__ import annotations

import json
from collections.abc import Iterator
from copy import deepcopy
from functools import cache
from pathlib import Path
from typing import Any

import jsonschema_rs
import pytest
import yaml
from jsonschema import Draft202012Validator  # type: ignore[import-untyped]
from pydantic import ValidationError

from slipway.inventory.render import render
from slipway.model import parse
from slipway.model.inventory import KAPITAN_SECTIONS
from slipway.reference import defaults
from slipway.reference.schema import Schema, file, rendered, sections
from tests.support.sample import ROOT

INVENTORY = ROOT / "inventory"
CLASSES = sorted((INVENTORY / "classes").rglob("*.yml"))
TARGETS = sorted((INVENTORY / "targets").glob("*.yml"))
NAMES = [file.stem for file in TARGETS]
KINDS = {
    "inventory": rendered,
    "class": lambda known: file(known, target=False),
    "target": lambda known: file(known, target=True),
}


@cache
def schema(kind: str) -> Schema:
    return KINDS[kind](defaults.read(INVENTORY / "classes"))


@cache
def validator(kind: str) -> Draft202012Validator:
    return Draft202012Validator(schema(kind))


@cache
def parameters(target: str) -> dict[str, Any]:
    found = render(ROOT, [target]).targets[target].parameters
    assert found is not None
    return found


def faults(kind: str, value: Any) -> list[str]:
    return [f"{error.json_path}: {error.message}" for error in validator(kind).iter_errors(value)]


def written(path: Path) -> Any:
    return yaml.safe_load(path.read_bytes())


@pytest.mark.parametrize("kind", KINDS)
def test_the_schema_is_one(kind: str) -> None:
    Draft202012Validator.check_schema(schema(kind))
    assert "$ref" not in json.dumps(schema(kind)), "an editor shows the default of each place, not of a shared one"


@pytest.mark.parametrize("target", NAMES)
def test_rendered_parameters_are_valid(target: str) -> None:
    assert faults("inventory", parameters(target)) == []


@pytest.mark.parametrize("path", CLASSES, ids=lambda path: path.relative_to(INVENTORY).as_posix())
def test_every_class_is_valid(path: Path) -> None:
    assert faults("class", written(path)) == []


@pytest.mark.parametrize("path", TARGETS, ids=lambda path: path.name)
def test_every_target_is_valid(path: Path) -> None:
    assert faults("target", written(path)) == []


def leaves(node: Any, path: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    entries = node.items() if isinstance(node, dict) else enumerate(node) if isinstance(node, list) else ()
    below = list(entries)
    if not below:
        yield path
    for key, value in below:
        yield from leaves(value, (*path, key))


def keys(node: Any, path: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    for key, value in node.items() if isinstance(node, dict) else ():
        yield (*path, key)
        yield from keys(value, (*path, key))


def changed(node: Any, path: tuple[Any, ...], value: Any, *, renamed: str = "") -> Any:
    """Return a copy with another value, or another name for the key, at a path."""
    copy = deepcopy(node)
    place = copy
    for key in path[:-1]:
        place = place[key]
    if renamed:
        place[renamed] = place.pop(path[-1])
    else:
        place[path[-1]] = value
    return copy


FREE = ("kapitan", "tags", "labels", "minimumGpuMemory", "checkpointSize")
"""Maps whose keys are the user's own."""


def is_named_by_people(path: tuple[Any, ...]) -> bool:
    """Whether the last key of a path is a name that somebody chose."""
    free = any(part in FREE for part in path[:-1])
    named = len(path) > 1 and path[-2] in ("accessEntries", "models", "gpu")
    return free or named or (len(path) > 2 and path[-3] == "models")


@pytest.mark.parametrize("path", [*CLASSES, *TARGETS], ids=lambda path: path.relative_to(INVENTORY).as_posix())
def test_every_misspelt_key_of_every_file_is_refused(path: Path) -> None:
    content, kind = written(path), "target" if path in TARGETS else "class"
    below = [key for key in keys(content) if not is_named_by_people(key)]
    assert below
    for key in below:
        wrong = changed(content, key, None, renamed=f"{key[-1]}x")
        assert any(f"'{key[-1]}x'" in fault for fault in faults(kind, wrong)), key


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ("parameters: {}", "$: 'classes' is a required property"),
        ("classes: environment", "$.classes: 'environment' is not of type 'array'"),
        ("classes: []\nparamters: {}", "'paramters' was unexpected"),
        ("classes: []\nparameters: {network: {cidrBlock: [10.0.0.0/16]}}", "$.parameters.network.cidrBlock: "),
        ("classes: []\nparameters: {cluster: {version: 1.35}}", "$.parameters.cluster.version: 1.35 is not of type"),
        (
            "classes: []\nparameters: {cluster: {version: latest}}",
            "$.parameters.cluster.version: 'latest' does not match",
        ),
        (
            "classes: []\nparameters: {environment: {stage: test}}",
            "$.parameters.environment.stage: 'test' is not valid",
        ),
        (
            "classes: []\nparameters: {nodes: {gpuDefaults: {ami: x}}}",
            "$.parameters.nodes.gpuDefaults: 'ami' does not match",
        ),
        ("classes: []\nparameters: {network: {~natGatewayz: single}}", "'~natGatewayz' does not match"),
        ("classes: []\nparameters: {registry: {keepImages: 0}}", "$.parameters.registry.keepImages: 0 is less than"),
        (
            "classes: []\nparameters: {registry: {keepImages: many}}",
            "$.parameters.registry.keepImages: 'many' does not",
        ),
        (
            "classes: []\nparameters: {applications: {inference: {models: {a: {gpus: 9}}}}}",
            "$.parameters.applications.inference.models.a.gpus: 9 is greater than",
        ),
        (
            "classes: []\nparameters: {nodes: {gpu: {gpu: {reservation: {kind: spot}}}}}",
            "$.parameters.nodes.gpu.gpu.reservation: {'kind': 'spot'} is not valid",
        ),
    ],
)
def test_mistakes_of_a_target_file_are_refused(text: str, fault: str) -> None:
    found = faults("target", yaml.safe_load(text))
    assert [one for one in found if fault in one], found


@pytest.mark.parametrize("target", NAMES)
def test_a_reference_may_stand_for_every_value_of_a_file(target: str) -> None:
    content = written(INVENTORY / f"targets/{target}.yml")
    for path in leaves(content["parameters"], ("parameters",)):
        if path[-1] != "kind":
            assert faults("target", changed(content, path, "${somewhere:else}")) == [], path


@pytest.mark.parametrize("mark", ["~", "="])
def test_every_key_of_a_file_may_be_marked(mark: str) -> None:
    for target in TARGETS:
        content = written(target)
        for path in keys(content["parameters"], ("parameters",)):
            assert faults("target", changed(content, path, None, renamed=f"{mark}{path[-1]}")) == [], path


@pytest.mark.parametrize("target", NAMES)
@pytest.mark.parametrize("wrong", [[[None]], {"unlikely": {"key": None}}, "", -1, 1.5, True, None], ids=repr)
def test_the_rendered_schema_refuses_the_types_that_the_model_refuses(target: str, wrong: Any) -> None:
    fast = jsonschema_rs.validator_for(schema("inventory"))
    own = {name: value for name, value in parameters(target).items() if name not in KAPITAN_SECTIONS}
    for path in leaves(own):
        other = changed(parameters(target), path, wrong)
        try:
            parse(other)
        except ValidationError as error:
            # A pattern cannot tell a range of addresses or a day, and the two of a group are put together by the model.
            beyond = {
                "ip_v4_network",
                "date_from_datetime_parsing",
                "datetime_from_date_parsing",
                "value_error",
                "missing",
            }
            if not {fault["type"] for fault in error.errors()} & beyond:
                assert not fast.is_valid(other), path
        else:
            # What every group of a sample overrides, the model never sees.
            assert fast.is_valid(other) or path[:2] == ("nodes", "gpuDefaults"), path


def places(schema: Schema, path: str) -> Iterator[tuple[str, Schema]]:
    """Yield every place of a schema with its path."""
    for name, entry in schema.get("properties", {}).items():
        yield f"{path}.{name}", entry
        yield from places(entry, f"{path}.{name}")
    inner = [*schema.get("patternProperties", {}).values(), schema.get("additionalProperties"), schema.get("items")]
    for entry in [*inner, *schema.get("anyOf", ()), *schema.get("oneOf", ())]:
        if isinstance(entry, dict):
            yield from places(entry, f"{path}[]")


HUB_OR_NOT = pytest.mark.parametrize("hub", [False, True], ids=["environment", "hub"])


@HUB_OR_NOT
def test_every_key_is_described(hub: bool) -> None:  # noqa: FBT001 - pytest passes it by name
    undescribed = [
        path
        for path, entry in places(sections({}, hub=hub), "")
        if "const" not in entry and not entry.get("description")
    ]
    assert undescribed == []


@HUB_OR_NOT
def test_every_default_is_of_the_class_and_valid(hub: bool) -> None:  # noqa: FBT001 - pytest passes it by name
    known = defaults.read(INVENTORY / "classes")
    whole = sections(known, hub=hub)
    found = {path: entry for path, entry in places(whole, "") if "default" in entry}
    assert len(found) > 10
    for path, entry in found.items():
        # A group of the defaults is completed by the model.
        if "${" not in json.dumps(entry["default"]) and path != ".nodes.gpu":
            assert Draft202012Validator(entry).is_valid(entry["default"]), path
        if "[]" not in path:
            value: Any = known
            for key in path[1:].split("."):
                value = value.get(key, {}) if isinstance(value, dict) else {}
            assert value in ({}, entry["default"]) or entry["default"] in ([], {}, False), path


def test_defaults_differ_where_two_places_share_a_type() -> None:
    charts = sections(defaults.read(INVENTORY / "classes"))["properties"]["applications"]["properties"]
    assert charts["gpuOperator"]["properties"]["namespace"]["default"] == "gpu-operator"
    assert charts["loadBalancerController"]["properties"]["namespace"]["default"] == "kube-system"


@HUB_OR_NOT
def test_examples_are_valid(hub: bool) -> None:  # noqa: FBT001 - pytest passes it by name
    examples = [
        (path, entry, one) for path, entry in places(sections({}, hub=hub), "") for one in entry.get("examples", ())
    ]
    for path, entry, example in examples:
        assert Draft202012Validator(entry).is_valid(example), path
    assert hub or len(examples) > 10
