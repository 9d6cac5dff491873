"""Every bad inventory is told what its directory expects, and every rule has one that trips it."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import pytest

from slipway.findings import Severity
from slipway.inventory.check import check
from slipway.rules.all import all_facts
from tests.latebinding.test_check import WORLDS as BINDING_WORLDS
from tests.rules.corpus import CASES, Case, Known, Memory, cases, compared
from tests.rules.guards import guards
from tests.support.sample import ROOT

EVERY = cases()


@pytest.fixture(scope="module")
def known() -> Known:
    """What has been found in the targets that several cases share."""
    return {}


@pytest.mark.parametrize("case", EVERY, ids=lambda case: case.name)
def test_a_bad_inventory_is_told(case: Case, tmp_path: Path, known: Known, pytestconfig: pytest.Config) -> None:
    added = case.added(case.check(tmp_path, Memory(known).rules()))
    if pytestconfig.getoption("update_snapshots"):
        case.write(added)
    assert compared(case.expected, added) == case.expected, case.change["says"]
    assert added


def test_there_are_enough_cases_and_each_is_whole() -> None:
    assert len(EVERY) >= 120
    whole = {"change.yml", "expect.yml"}
    assert {path.name for path in CASES.iterdir()} == {*(case.name for case in EVERY), "README.md"}
    assert [case.name for case in EVERY if {path.name for path in case.folder.iterdir()} != whole] == []


@cache
def tripped() -> frozenset[str]:
    """Return the rules that the corpus trips."""
    return frozenset(entry["rule"] for case in EVERY for entry in case.expected)


@cache
def guarded() -> frozenset[str]:
    """Return the rules that only a changed object trips, or a program in a test."""
    return frozenset(entry["rule"] for guard in guards() for entry in guard.expected) - tripped()


ELSEWHERE = {"INVENTORY-012", "OUTPUT-003"}
"""Tripped in ``test_guards``: by classes a hundred levels deep, and by a component that raises."""


def test_every_rule_is_tripped() -> None:
    """By a bad inventory; or by a changed object, if the rule guards what the compiler itself builds."""
    untripped = {facts.id for facts in all_facts()} - tripped() - guarded() - ELSEWHERE - set(BINDING_WORLDS)
    assert untripped == set()


def test_rules_that_only_guard_the_compiler_are_few() -> None:
    """Whatever an inventory can trip has a bad inventory that does."""
    assert guarded() | ELSEWHERE == {
        *("ACCESS-002", "ACCESS-004", "ACCESS-005", "ACCESS-006", "ARGOCD-001", "ARGOCD-003", "ARGOCD-004"),
        *("BINDING-003", "INVENTORY-012", "NETWORK-008", "NETWORK-009", "NODES-011", "NODES-012", "NODES-014"),
        *("OUTPUT-003", "STORAGE-006"),
    }


def test_no_rule_is_tripped_by_the_samples() -> None:
    """The samples are the case that trips nothing: but for notes, they are what a good inventory looks like."""
    found = {(finding.rule, finding.severity) for finding in check(ROOT).findings}
    assert found == {("NODES-009", Severity.NOTE)}


def test_a_release_on_every_group_leaves_no_note(tmp_path: Path) -> None:
    """The one rule that the samples trip has its good case as well."""
    case = next(case for case in EVERY if case.name == "gpu-release-of-another-minor")
    found = [finding.rule for finding in case.check(tmp_path).findings if finding.target == "dev-us-east-2"]
    assert "NODES-009" not in found
