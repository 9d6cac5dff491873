"""The LateBindings of the sample environments, on a control plane that gives every source its values."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

import pytest

from slipway.latebinding.bind import is_late_binding
from slipway.latebinding.check import check_bindings
from slipway.latebinding.compiled import composed
from slipway.latebinding.render import bound, sample_values
from slipway.latebinding.script import faults
from slipway.manifest import Manifest, identity
from slipway.model import Environment
from slipway.render import environment_objects, hub_objects
from slipway.schema import check, field_exists
from tests.latebinding.control_plane import ControlPlane
from tests.latebinding.schema import schema_faults
from tests.latebinding.world import merged
from tests.support.crds import needs_crds, upstream
from tests.support.sample import ROOT, parameters, sample_environment, sample_hub

ENVIRONMENTS = sorted(set(parameters()) - {"hub"})
TARGETS = [*ENVIRONMENTS, "hub"]


@cache
def environments() -> tuple[Environment, ...]:
    return tuple(map(sample_environment, ENVIRONMENTS))


@cache
def objects(target: str) -> tuple[Manifest, ...]:
    """Return all objects of a target, made by the repository's components."""
    if target == "hub":
        return tuple(hub_objects(sample_hub(), environments(), ROOT))
    return tuple(environment_objects(sample_environment(target), ROOT))


def bindings(target: str) -> list[Manifest]:
    found = [manifest for manifest in objects(target) if is_late_binding(manifest)]
    assert found
    return found


@pytest.mark.parametrize("target", TARGETS)
def test_no_rule_is_broken(target: str) -> None:
    elsewhere = [manifest for other in ENVIRONMENTS if other != target for manifest in objects(other)]
    assert check_bindings(objects(target), check, field_exists, target, elsewhere) == []


@pytest.mark.parametrize("target", TARGETS)
def test_schema_and_script_accept_every_one(target: str) -> None:
    for binding in bindings(target):
        assert schema_faults(binding) == []
        assert faults(binding["spec"], binding["metadata"]["namespace"]) == []


@pytest.mark.parametrize("target", TARGETS)
def test_the_script_composes_what_bind_shows(target: str) -> None:
    plane = ControlPlane()
    for binding in bindings(target):
        plane.apply(binding)
    reports = [report for binding in bindings(target) for report in _reports(binding)]
    made = {composed(binding) for binding in bindings(target)}
    for report in sorted(reports, key=lambda each: identity(each) in made):
        plane.settle()  # a source that is itself late bound is composed before it reports anything
        plane.apply(report)
    plane.settle()
    for binding in bindings(target):
        plane.apply(_ready(plane.objects[composed(binding)]))
    answers = plane.settle()
    assert {name: each["conditions"][0]["reason"] for name, each in answers.items()} == {
        binding["metadata"]["name"]: "Bound" for binding in bindings(target)
    }
    for binding in bindings(target):
        desired = answers[binding["metadata"]["name"]]["desired"]["resources"]
        (stated,) = [each["resource"] for each in desired.values()]
        shown = bound(binding, sample_values(binding))
        assert merged(stated, {"metadata": {"namespace": binding["metadata"]["namespace"]}}) == shown


@needs_crds
def test_what_they_compose_passes_the_upstream_crds() -> None:
    crds = upstream()
    shown = [bound(binding, sample_values(binding)) for target in TARGETS for binding in bindings(target)]
    managed = [manifest for manifest in shown if manifest["kind"] != "Secret"]
    assert {str(identity(each)): crds.violations(each) for each in managed if crds.violations(each)} == {}


def _reports(binding: Manifest) -> Iterator[Manifest]:
    """Yield the sources of a LateBinding, each with a sample of one value in its status."""
    for name, value in binding["spec"]["values"].items():
        source = binding["spec"]["sources"][value["source"]]
        place = {"name": source["name"], "namespace": source.get("namespace", binding["metadata"]["namespace"])}
        status: object = sample_values(binding)[name]
        for step in reversed(value["fieldPath"].replace("[0]", ".[0]").split(".")):
            status = [status] if step == "[0]" else {step: status}
        assert isinstance(status, dict)
        yield {"apiVersion": source["apiVersion"], "kind": source["kind"], "metadata": place, **status}


def _ready(manifest: Manifest) -> Manifest:
    named = {key: manifest[key] for key in ("apiVersion", "kind")}
    place = {key: manifest["metadata"][key] for key in ("name", "namespace")}
    conditions = [{"type": kind, "status": "True"} for kind in ("Ready", "Synced")]
    return {**named, "metadata": place, "status": {"conditions": conditions}}
