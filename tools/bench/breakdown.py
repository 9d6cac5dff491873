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

RUNS = 3


def breakdown(folder: Path, size: int, note: str, step: Step) -> dict[str, Any]:
    """Return the steps' milliseconds an environment, and those of a whole compile above kapitan's start."""
    step(f"profile: {size} environments, step by step")
    fleet = generate(folder, size)
    steps = pieces(fleet)
    step(f"profile: {size} environments, compiled")
    python = str(BIN / "python")
    compiled = Job((python, "-m", "kapitan", "compile"), fleet.root, fleet.root / "compiled")
    started = Job((python, "-m", "kapitan", "--version"), fleet.root, fleet.root / "compiled")
    total = min(measure(compiled).cpu for _ in range(RUNS)) - min(measure(started).cpu for _ in range(RUNS))
    return {"size": size, "note": note, "steps": steps, "total": round(1000 * total / size, 3)}
