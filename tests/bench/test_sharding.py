"""A fleet compiles to one tree, whoever does how much of it, how often and in how many processes."""

from __future__ import annotations

import shutil
import sys
from pathlib import Path

import pytest
import yaml

from tests.support.checkout import Checkout
from tools.bench.fleet import generate

SIZE = 6
STAGES = ("dev", "hub", "prod", "staging")


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Checkout:
    """Return a generated fleet with its hub, which shares nothing with other tests."""
    return Checkout(generate(tmp_path_factory.mktemp("sharding") / "fleet", SIZE, hub=True).root)


@pytest.fixture(scope="module")
def whole(project: Checkout) -> dict[str, str]:
    """Return the tree that one process compiles from nothing."""
    run = project.kapitan("compile", "--parallelism", "1", PYTHONHASHSEED="1")
    assert run.returncode == 0, run.stdout
    return project.tree()


def test_the_whole_fleet_is_compiled(whole: dict[str, str]) -> None:
    """Every target has a folder, every environment the seven layers."""
    folders = {path.partition("/")[0] for path in whole}
    layers = {path.split("/")[1] for path in whole if not path.startswith("hub/")}
    assert len(folders) == SIZE + 1
    assert layers == {"access", "applications", "cluster", "network", "nodes", "registry", "storage"}


def test_two_processes_over_an_older_tree_compile_the_same(project: Checkout, whole: dict[str, str]) -> None:
    run = project.kapitan("compile", "--parallelism", "2", PYTHONHASHSEED="2")
    assert run.returncode == 0, run.stdout
    assert project.tree() == whole


def test_slipway_compiles_the_same_cold_and_warm(project: Checkout, whole: dict[str, str]) -> None:
    shutil.rmtree(project.root / "compiled")
    command = [sys.executable, "-m", "slipway", "compile"]
    cold = project.run(command, PYTHONHASHSEED="3")
    assert cold.returncode == 0, cold.stdout
    assert project.tree() == whole
    warm = project.run([*command, "--check"], PYTHONHASHSEED="4")
    assert warm.returncode == 0, warm.stdout
    assert f"{SIZE + 1} targets, {len(whole)} files: 0 differences" in warm.stdout


def test_the_shards_of_a_label_are_the_whole_fleet(project: Checkout, whole: dict[str, str]) -> None:
    """One job of a CI for each stage; together they write every file once."""
    together: dict[str, str] = {}
    for stage in STAGES:
        run = project.kapitan("compile", "--labels", f"stage={stage}", "--output-path", f"shards/{stage}")
        assert run.returncode == 0, run.stdout
        shard = project.tree(f"shards/{stage}/compiled")
        assert not together.keys() & shard.keys()
        together |= shard
    assert together == whole


def test_every_target_has_the_labels(project: Checkout) -> None:
    """A target without the label would be in no shard: nobody would compile it."""
    run = project.kapitan("inventory")
    assert run.returncode == 0, run.stdout
    labels = {name: target["parameters"]["kapitan"]["labels"] for name, target in yaml.safe_load(run.stdout).items()}
    assert {name: set(found) for name, found in labels.items()} == {name: {"stage", "region"} for name in labels}
    assert {found["stage"] for found in labels.values()} == set(STAGES)


def test_a_small_fleet_is_the_start_of_a_large_one(tmp_path: Path) -> None:
    """The bench compares sizes: what it adds must not change what was there."""
    small, large = generate(tmp_path / "small", 3), generate(tmp_path / "large", 9)
    assert large.names[:3] == small.names
    for name in small.names:
        place = f"inventory/targets/{name}.yml"
        assert (large.root / place).read_text() == (small.root / place).read_text()
