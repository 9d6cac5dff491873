"""Every scenario of the corpus gives the plan that its directory expects."""

import json
from itertools import chain
from pathlib import Path

import jsonschema_rs
import pytest

from slipway.plan import Effect
from slipway.plan.writers import as_json, as_text
from tests.plan.corpus import CASES, WRITERS, cases

SCHEMA = Path(__file__).parents[2] / "schemas/plan.schema.json"
EVERY = cases()


@pytest.mark.parametrize("case", EVERY, ids=lambda one: one.name)
def test_the_plan_is_the_expected_one(case, plans, pytestconfig):
    if pytestconfig.getoption("update_snapshots"):
        case.write(plans[case.name])
    texts = {name: writer(plans[case.name]) for name, writer in WRITERS.items() if (case.folder / name).exists()}
    assert texts == {name: (case.folder / name).read_text() for name in texts}, case.facts["says"]


def test_there_are_enough_cases_and_each_is_whole():
    assert len(EVERY) >= 60
    whole = {"case.yaml", "before", "after", "expected.md", "expected.json"}
    assert [case.name for case in EVERY if not whole <= {path.name for path in case.folder.iterdir()}] == []
    assert {case.name for case in EVERY} == {path.name for path in CASES.iterdir()}


def expected(case):
    return json.loads((case.folder / "expected.json").read_text())


def test_every_effect_and_every_action_is_shown():
    changes = [change for case in EVERY for target in expected(case)["targets"] for change in target["changes"]]
    assert set(chain.from_iterable(change["effects"] for change in changes)) == {one.value for one in Effect}
    assert {change["action"] for change in changes} == {"created", "changed", "deleted", "renamed"}


def test_every_rule_is_shown():
    rules = {finding["rule"] for case in EVERY for finding in expected(case)["findings"]}
    assert rules == {
        "plan/ahead-of-control-plane",
        "plan/behind-control-plane",
        "plan/capacity-block-not-empty",
        "plan/capacity-block-size-unknown",
        "plan/eks-downgrade",
        "plan/eks-minor-skipped",
        "plan/immutable",
        "plan/permit-expired",
        "plan/permit-unused",
        "plan/stateful-deletion",
        "plan/upgrade-together",
    }


def test_the_json_fits_its_published_schema():
    schema = json.loads(SCHEMA.read_text())
    jsonschema_rs.meta.validate(schema)
    validator = jsonschema_rs.Draft202012Validator(schema)
    faults = [f"{case.name}: {error.message}" for case in EVERY for error in validator.iter_errors(expected(case))]
    assert faults == []


@pytest.mark.parametrize("width", [60, 80, 120])
def test_the_terminal_view_fits_the_width(width, plans):
    lines = {name: as_text(one, width).splitlines() for name, one in plans.items()}
    assert [(name, line) for name, every in lines.items() for line in every if len(line) > width] == []


def test_the_same_commit_gives_the_same_bytes(plans, branches):
    again = {case.name: as_json(case.plan(branches)) for case in EVERY}
    assert again == {name: as_json(one) for name, one in plans.items()}
