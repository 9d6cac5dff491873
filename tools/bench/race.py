"""One size of fleet: prepare every competitor, prove that they render the same objects, then measure them in turns."""

from __future__ import annotations

import shutil
from collections.abc import Iterable, Mapping
from pathlib import Path
from random import Random
from typing import Any

from tools.bench.competitors import COMPETITORS, OURS
from tools.bench.contest import Step, contest
from tools.bench.equal import demand_equal
from tools.bench.fleet import SEED, Fleet, generate
from tools.bench.job import Job
from tools.bench.measure import measure
from tools.bench.patterns import extract
from tools.bench.truth import build

COMPARED = 100
"""Environments of one fleet that are compared object by object; of a larger one so many are drawn."""


def race(folder: Path, size: int, rounds: int, names: Iterable[str], step: Step) -> dict[str, Any]:
    """Return the results of a fleet of one size: what it holds, what was compared, and every sample.

    Raises:
        NotEqualError: a competitor renders other objects.
        RunFailedError: a competitor fails.

    """
    shutil.rmtree(folder, ignore_errors=True)
    step(f"generate {size} environments")
    fleet = generate(folder / "fleet", size)
    jobs, held = _prepared(folder, fleet, names, step)
    samples = contest(jobs, rounds, step)
    return {**held, "samples": samples}


def _prepared(folder: Path, fleet: Fleet, names: Iterable[str], step: Step) -> tuple[Mapping[str, Job], dict[str, Any]]:
    built = build(fleet)
    patterns = extract(built)
    drawn = Random(SEED).sample(fleet.names, min(COMPARED, fleet.size))  # noqa: S311 - a choice, not a secret
    jobs: dict[str, Job] = {}
    equal = 0
    for name in names:
        jobs[name] = COMPETITORS[name].prepare(fleet, patterns, folder / name)
        step(f"compare {name}")
        measure(jobs[name])
        equal = demand_equal(name, jobs[name], built, drawn)
    texts = [file.read_text() for name in drawn for file in jobs[OURS].files(name)]
    held = {
        "objects": round(sum(one.objects for one in built.values()) / fleet.size, 1),
        "files": round(len(texts) / len(drawn), 1),
        "lines": round(sum(text.count("\n") for text in texts) / len(drawn)),
        "compared": len(drawn),
        "equal": equal,
    }
    return jobs, held
