"""What a check of a hundred environments costs beside reading their YAML: run with ``--benchmark-only``.

Not a test: a busy machine proves nothing. The two figures of one run are to be compared with each other.
"""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
import yaml
from pytest_benchmark.fixture import BenchmarkFixture

from slipway.inventory.check import check
from slipway.inventory.render import render

ROOT = Path(__file__).parents[2]
SAMPLE = "prod-us-east-1"
ENVIRONMENTS = 100


@pytest.fixture(scope="module")
def fleet(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A repository with a hundred environments made of one, none of which shares what it must not."""
    root = tmp_path_factory.mktemp("fleet")
    shutil.copytree(ROOT / "inventory" / "classes", root / "inventory" / "classes")
    targets = root / "inventory" / "targets"
    targets.mkdir()
    shutil.copy(ROOT / "inventory" / "targets" / "hub.yml", targets)
    text = (ROOT / "inventory" / "targets" / f"{SAMPLE}.yml").read_text(encoding="utf-8")
    for number in range(ENVIRONMENTS):
        name = f"env-{number}-us-east-1"
        own = text.replace(SAMPLE, name).replace("10.40.", f"10.{number}.").replace(".models.", f".models-{number}.")
        own = own.replace("cr-0f1e2d3c4b5a69788", f"cr-0f1e2d3c4b5a6{number:04d}")
        (targets / f"{name}.yml").write_text(own, encoding="utf-8")
    return root


def _read(root: Path) -> int:
    files = sorted((root / "inventory").rglob("*.yml"))
    return len([yaml.load(file.read_text(encoding="utf-8"), Loader=yaml.CSafeLoader) for file in files])


@pytest.mark.benchmark(group="a hundred environments")
def test_reading_the_yaml(benchmark: BenchmarkFixture, fleet: Path) -> None:
    """Each file once, with libyaml: the yardstick."""
    assert benchmark(_read, fleet) > ENVIRONMENTS


@pytest.mark.benchmark(group="a hundred environments")
def test_rendering(benchmark: BenchmarkFixture, fleet: Path) -> None:
    """Parameters of every target, with the places of all values at hand."""
    assert len(benchmark(render, fleet).targets) == ENVIRONMENTS + 1


@pytest.mark.benchmark(group="a hundred environments")
def test_checking(benchmark: BenchmarkFixture, fleet: Path) -> None:
    """Files, structure, and all rules."""
    assert benchmark(check, fleet).totals.errors == 0
