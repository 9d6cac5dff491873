"""Whatever is done to a good inventory: findings with places, never an exception, never a clean report of a bad one."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from slipway import render
from slipway.findings import Severity
from slipway.inventory.check import check
from slipway.inventory.report import Report
from slipway.model import Environment, Hub
from tests.rules.corpus import samples
from tests.rules.mutations import mutated, retyped
from tests.support.sample import ROOT, parameters

EVERYWHERE = settings(max_examples=100, deadline=None, derandomize=True, suppress_health_check=list(HealthCheck))
FILES = sorted(samples())
TARGETS = sorted(parameters())


@pytest.fixture(scope="module")
def repository(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the sample inventory."""
    root = tmp_path_factory.mktemp("repository")
    shutil.copytree(ROOT / "inventory", root / "inventory")
    return root


@contextmanager
def changed(repository: Path, file: str, text: str) -> Iterator[Report]:
    """Check the inventory with another text in one file."""
    path = repository / "inventory" / file
    path.write_text(text, encoding="utf-8")
    try:
        yield check(repository)
    finally:
        path.write_bytes(samples()[file])


def assert_honest(report: Report, repository: Path) -> None:
    """Every finding has a place in a file that exists, and what is said to be sound compiles."""
    for finding in report.findings:
        assert finding.location is not None
        assert (repository / finding.location.file).is_file()
        assert 1 <= finding.location.line <= report.texts[finding.location.file].count("\n") + 1
        assert finding.location.column >= 1
        assert finding.rule != "OUTPUT-003", "a rule on the model has to say it, in the inventory's own words"
    environments = [model for model in report.models.values() if isinstance(model, Environment)]
    for target, model in report.models.items():
        if isinstance(model, Environment) and not _stopped(report, target):
            assert render.texts(model, root=ROOT)
        if isinstance(model, Hub) and not report.stops:
            assert render.texts(model, environments, ROOT)
    assert report.stops or set(report.models) == set(report.targets)


def _stopped(report: Report, target: str) -> bool:
    return any(finding.severity is Severity.ERROR for finding in report.of(target))


@EVERYWHERE
@given(data=st.data())
def test_keys_and_values_of_any_file(repository: Path, data: st.DataObject) -> None:
    """Keys dropped, renamed and added, values swapped and replaced by anything, in classes and targets."""
    file = data.draw(st.sampled_from(FILES))
    with changed(repository, file, data.draw(mutated(file))) as report:
        assert_honest(report, repository)


@EVERYWHERE
@given(data=st.data())
def test_values_of_the_right_type(repository: Path, data: st.DataObject) -> None:
    """What the structure lets through reaches every rule, every component and every schema."""
    target = data.draw(st.sampled_from(TARGETS))
    with changed(repository, f"targets/{target}.yml", data.draw(retyped(target))) as report:
        assert_honest(report, repository)
