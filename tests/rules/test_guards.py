"""Rules on what is compiled, tripped by objects that the compiler never builds."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest

from slipway.findings import Finding
from slipway.inventory.check import check
from slipway.model import Environment
from slipway.render import Component, project_components
from slipway.rules import building
from slipway.rules.registry import Rulebook, compiled_findings, fleet_compiled_findings
from tests.rules.guards import ENVIRONMENTS, Guard, compiled, fleet, guards, told
from tests.support.sample import ROOT, sample_environment, sample_hub
from tests.support.world import ANYTHING, World

EVERY = guards()


@pytest.mark.parametrize("guard", EVERY, ids=lambda guard: guard.file.stem)
def test_a_changed_object_is_found(guard: Guard, pytestconfig: pytest.Config) -> None:
    found = guard.found()
    if pytestconfig.getoption("update_snapshots"):
        guard.write(found)
    assert found == guard.expected, guard.facts["says"]
    assert found


def test_what_the_compiler_builds_trips_nothing() -> None:
    for target in ENVIRONMENTS:
        assert list(compiled_findings(compiled(target), target)) == []
    assert list(fleet_compiled_findings(fleet())) == []


def _refusing(_: Environment) -> Any:
    raise ValueError("nodes.gpu: no such thing")


def test_a_component_that_refuses_its_model_is_a_finding(monkeypatch: pytest.MonkeyPatch) -> None:
    """OUTPUT-003: whatever a component raises would stop the compile. Nothing else is looked at then."""
    monkeypatch.setattr(building, "project_components", lambda: (Component("nodes", fleet=False, files=_refusing),))
    target = ENVIRONMENTS[0]
    found = [
        finding
        for finding in Rulebook().on_target(target, sample_environment(target))
        if finding.rule != "NODES-009"  # a note on the model
    ]
    assert [told(finding) for finding in found] == [
        {
            "rule": "OUTPUT-003",
            "severity": "error",
            "target": target,
            "path": "nodes",
            "message": "component nodes refuses: ValueError: nodes.gpu: no such thing",
        }
    ]


def _refusing_fleet(*_: Any) -> Any:
    raise KeyError("VPC")


def test_so_is_the_hubs(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(building, "project_components", lambda: (Component("hub", fleet=True, files=_refusing_fleet),))
    refused = building.build_fleet(sample_hub(), [], {})
    assert [told(finding) for finding in fleet_compiled_findings(refused)] == [
        {
            "rule": "OUTPUT-003",
            "severity": "error",
            "target": "hub",
            "path": "hub",
            "message": "component hub refuses: KeyError: 'VPC'",
        }
    ]


def test_the_hub_is_not_looked_at_while_an_environment_is_unsound() -> None:
    """Its objects are made of theirs: one mistake would be told many times over."""
    book = Rulebook()
    unsound = sample_environment(ENVIRONMENTS[0], applications={"gpuOperator": {"enabled": False}})
    environments = {ENVIRONMENTS[0]: unsound, ENVIRONMENTS[1]: sample_environment(ENVIRONMENTS[1])}
    for target, model in environments.items():
        list(book.on_target(target, model))
    broken = sample_hub(hub={"crossplane": {"functionPython": "function-python/x:v0.5.0"}})
    assert list(book.on_fleet({**environments, "hub": broken})) == []
    assert _rules(Rulebook(), {ENVIRONMENTS[1]: environments[ENVIRONMENTS[1]], "hub": broken}) == ["OUTPUT-001"]


def _rules(book: Rulebook, targets: dict[str, Any]) -> list[str]:
    for target, model in targets.items():
        list(book.on_target(target, model))
    return [finding.rule for finding in book.on_fleet(targets)]


def test_a_fleet_without_environments_is_not_compiled() -> None:
    assert list(Rulebook().on_fleet({"hub": sample_hub()})) == []


def test_findings_on_the_hubs_late_bindings_have_a_place(monkeypatch: pytest.MonkeyPatch) -> None:
    """The hub registers clusters that environments compile; a source that none of them has is found by a check."""
    real = project_components()

    def bent(*arguments: Any) -> Any:
        files = {path: list(found) for path, found in hub.files(*arguments).items()}
        for found in files.values():
            for manifest in found:
                if manifest["kind"] == "LateBinding":
                    manifest["spec"]["sources"]["cluster"]["name"] = "another"
        return files

    hub = next(component for component in real if component.fleet)
    others = [component for component in real if not component.fleet]
    monkeypatch.setattr(building, "project_components", lambda: (*others, Component("hub", fleet=True, files=bent)))
    found = [finding for finding in check(ROOT).findings if finding.rule == "BINDING-003"]
    assert [(finding.target, str(finding.location)) for finding in found] == [
        ("hub", "inventory/targets/hub.yml:2:1")
    ] * len(ENVIRONMENTS)


def _chain(length: int) -> Iterator[str]:
    for index in range(length):
        yield f"--- classes/c{index}.yml\nclasses: [c{index + 1}]\n"
    yield f"--- classes/c{length}.yml\nparameters: {{}}\n"


def test_classes_a_hundred_levels_deep_are_refused(tmp_path: Any) -> None:
    """INVENTORY-012: reclass-rs would overflow its stack some time later, without a message."""
    world = World(tmp_path).write("".join(_chain(101)) + "--- targets/one.yml\nclasses: [c0]\n")
    found: list[Finding] = list(world.report(schema=ANYTHING).findings)
    assert [(finding.rule, str(finding.location), finding.message) for finding in found] == [
        ("INVENTORY-012", "inventory/classes/c99.yml:1:11", "classes include each other more than 100 levels deep")
    ]
