"""Micro-benchmarks of the library path: ``pytest tests/bench/test_micro.py --benchmark-only``."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from slipway.inventory import render
from slipway.inventory.check import check as check_inventory
from slipway.model import parse
from slipway.plan import plan
from slipway.render import environment_objects, texts
from slipway.schema import check
from slipway.serialize import document
from tests.support.sample import ROOT, parameters, sample_environment

Benchmark = Callable[..., Any]
ENVIRONMENT = "prod-us-east-1"


def tree(**overrides: Any) -> dict[str, bytes]:
    """Return the compiled files of the environment, with sections of its inventory changed."""
    files = texts(sample_environment(ENVIRONMENT, **overrides), root=ROOT)
    return {f"{ENVIRONMENT}/{path}": text.encode() for path, text in files.items()}


def test_emitter(benchmark: Benchmark) -> None:
    objects = list(environment_objects(sample_environment(ENVIRONMENT), ROOT))
    written = benchmark(lambda: [document(manifest) for manifest in objects])
    assert len(written) == len(objects)


def test_schema_check(benchmark: Benchmark) -> None:
    objects = list(environment_objects(sample_environment(ENVIRONMENT), ROOT))
    assert not any(benchmark(lambda: [check(manifest) for manifest in objects]))


def test_parse(benchmark: Benchmark) -> None:
    given = parameters()[ENVIRONMENT]
    assert benchmark(parse, given).name == ENVIRONMENT


def test_build(benchmark: Benchmark) -> None:
    model = sample_environment(ENVIRONMENT)
    assert benchmark(lambda: list(environment_objects(model, ROOT)))


def test_render_one_target(benchmark: Benchmark) -> None:
    assert benchmark(render.render, ROOT, [ENVIRONMENT]).targets[ENVIRONMENT].parameters


def test_check_one_target(benchmark: Benchmark) -> None:
    assert not benchmark(check_inventory, ROOT, [ENVIRONMENT]).stops


@pytest.mark.parametrize("changed", [False, True], ids=["nothing changed", "one volume changed"])
def test_plan(benchmark: Benchmark, *, changed: bool) -> None:
    before = tree()
    after = tree(nodes={"cpu": {"volume": {"volumeSize": 120}}}) if changed else before
    made = benchmark(plan, before, after, as_of=date(2026, 11, 23))
    assert bool(made.targets) is changed


def test_whole_environment(benchmark: Benchmark, tmp_path: Path) -> None:
    """From parameters to files on disk, as much of a compile as is Slipway's own."""
    given = parameters()[ENVIRONMENT]

    def compile_one() -> None:
        for path, text in texts(parse(given), root=ROOT).items():
            file = tmp_path / path
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_text(text)

    benchmark(compile_one)
    assert (tmp_path / "network/vpc.yaml").is_file()
