"""The breakdown of a compile: what each step costs an environment, and what is left for kapitan."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from tools.bench.contest import Step
from tools.bench.fleet import generate
from tools.bench.job import Job
from tools.bench.layout import BIN
from tools.bench.measure import measure
from tools.bench.pieces import pieces


def breakdown(folder: Path, size: int, runs: int, step: Step) -> dict[str, Any]:
    """Return the steps' milliseconds an environment, and those of a whole compile above kapitan's start.

    The best of so many runs counts: the one that other processes disturbed least.
    """
    step(f"profile: {size} environments, step by step")
    fleet = generate(folder, size)
    steps = pieces(fleet, runs)
    step(f"profile: {size} environments, compiled")
    python = str(BIN / "python")
    compiled = Job((python, "-m", "kapitan", "compile"), fleet.root, fleet.root / "compiled")
    started = Job((python, "-m", "kapitan", "--version"), fleet.root, fleet.root / "compiled")
    total = min(measure(compiled).cpu for _ in range(runs)) - min(measure(started).cpu for _ in range(runs))
    return {"size": size, "steps": steps, "total": round(1000 * total / size, 3)}
