"""Whole stretches of an environment's life, with the complete answer of every LateBinding after each step."""

from __future__ import annotations

from typing import Any

import pytest

from tests.latebinding.play import PLAYS, run, steps
from tests.support.crds import needs_crds, upstream


@pytest.mark.parametrize("play", PLAYS)
def test_every_answer_of_every_step_is_complete_and_as_written(play: str) -> None:
    expected: dict[str, Any] = {}
    for moment in run(play):
        expected |= moment.step["answers"]
        assert moment.answers == expected, f"{moment.name}: {moment.step['about']}"


@pytest.mark.parametrize("play", PLAYS)
def test_nothing_composed_is_ever_left_out(play: str) -> None:
    assert [moment.name for moment in run(play) if moment.deleted] == []


@pytest.mark.parametrize("play", PLAYS)
def test_further_looks_change_nothing(play: str) -> None:
    for moment in run(play):
        assert moment.answers_again == moment.answers, moment.name
        assert moment.objects_again == moment.objects, moment.name


@pytest.mark.parametrize("play", PLAYS)
def test_the_state_says_bound_only_of_what_is_ready(play: str) -> None:
    for moment in run(play):
        for binding, answer in moment.answers.items():
            (condition,) = answer["conditions"]
            ready = [each["ready"] for each in answer["desired"].get("resources", {}).values()]
            bound = condition["reason"] == "Bound"
            assert not bound or ready == ["READY_TRUE"], (moment.name, binding)
            assert bound == (condition["status"] == "STATUS_CONDITION_TRUE"), (moment.name, binding)


def test_the_dip_touches_no_object_but_the_edited_one() -> None:
    moments = {moment.name: moment for moment in run("first-hour")}
    before, after = moments["08-registration"], moments["11-edit-done"]
    changed = {str(key) for key in before.composed if before.objects[key] != after.objects[key]}
    assert changed == {"Role.iam.aws.m.upbound.io dev/dev-inference"}


@needs_crds
@pytest.mark.parametrize("play, kinds", [("first-hour", 5), ("encrypted-cluster", 2)])
def test_what_is_composed_passes_the_upstream_crds(play: str, kinds: int) -> None:
    crds = upstream()
    stated = {
        repr(manifest): (key, manifest)
        for moment in run(play)
        for key, manifest in moment.composed.items()
        if key.kind != "Secret"
    }
    assert len({key for key, _ in stated.values()}) == kinds
    assert {str(key): faults for key, manifest in stated.values() if (faults := crds.violations(manifest))} == {}


def test_the_plays_hold_what_has_to_be_shown() -> None:
    assert {play: [name for name, _ in steps(play)] for play in PLAYS} == {
        "encrypted-cluster": ["1-applied", "2-key", "3-cluster", "4-bound", "5-cluster-deleted", "6-cluster-back"],
        "first-hour": [
            "01-applied",
            "02-cluster-appears",
            "03-issuer-appears",
            "04-provider-arn",
            "05-roles",
            "06-key",
            "07-template-version",
            "08-registration",
            "09-dip",
            "10-edit-during-the-dip",
            "11-edit-done",
            "12-half-back",
            "13-back",
            "14-version-update",
            "15-version-rolled",
            "16-lost-status",
            "17-values-back",
            "18-foreign-twin",
            "19-adopted",
            "20-adopted-ready",
            "21-hostile-value",
            "22-honest-again",
            "23-settled",
        ],
    }
