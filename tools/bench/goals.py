"""Slipway by itself: the whole fleet with its hub, one target of a large fleet, and the commands without kapitan."""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from tools.bench.contest import Rounds, Step, contest
from tools.bench.fleet import Fleet, generate
from tools.bench.job import Job
from tools.bench.layout import BIN, HERE
from tools.bench.measure import measure

PYTHON = str(BIN / "python")
SLIPWAY = (PYTHON, "-m", "slipway")

READING = "reading the YAML"
"""Every file of the inventory once, with the places of its values: what a check cannot do without."""


def whole(folder: Path, size: int, rounds: int, step: Step) -> Rounds:
    """Return samples of compiles of a fleet with its hub: by kapitan itself, and by ``make compile``'s command."""
    fleet = _fleet(folder, size, step)
    jobs = {
        "kapitan compile": _job(fleet, PYTHON, "-m", "kapitan", "compile"),
        "slipway compile": _job(fleet, *SLIPWAY, "compile"),
    }
    for job in jobs.values() if rounds > 1 else ():
        measure(job)
    return contest(jobs, rounds, step)


def on_disk(folder: Path, size: int, rounds: int, step: Step) -> Rounds:
    """Return samples of the same compiles where files are written to the disk: all of them, then none that differs."""
    fleet = _fleet(folder, size, step)
    variables = {"TMPDIR": str(folder)}
    jobs = {
        name: Job((*command, "compile"), fleet.root, fleet.root / "compiled", variables)
        for name, command in (("kapitan compile", (PYTHON, "-m", "kapitan")), ("slipway compile", SLIPWAY))
    }
    for job in jobs.values() if rounds > 1 else ():
        measure(job)
    return contest(jobs, rounds, step)


def one_target(folder: Path, size: int, rounds: int, step: Step) -> Rounds:
    """Return samples of what one target of a large fleet costs, and of kapitan's start, which is in every compile."""
    fleet = _fleet(folder, size, step)
    name = fleet.names[0]
    jobs = {
        "kapitan --version": _job(fleet, PYTHON, "-m", "kapitan", "--version"),
        f"slipway compile --target {name}": _job(fleet, *SLIPWAY, "compile", "--target", name),
        f"slipway check {name}": _job(fleet, *SLIPWAY, "check", name),
    }
    return contest(jobs, rounds, step)


def library(folder: Path, size: int, rounds: int, step: Step) -> Rounds:
    """Return samples of ``check`` and ``plan`` on a whole fleet: all of it changed, and one environment of it."""
    fleet = _fleet(folder, size, step)
    measure(_job(fleet, *SLIPWAY, "compile"))
    _commit(fleet.root)
    jobs = {
        READING: _job(fleet, PYTHON, str(HERE / "read.py"), "inventory"),
        f"slipway check, {size} environments": _job(fleet, *SLIPWAY, "check"),
    }
    samples = dict(contest(jobs, rounds, step))
    target = fleet.root / f"inventory/targets/{fleet.names[0]}.yml"
    samples |= _planned(fleet, target, ("accountId:", "tags: {team: bench}\n    accountId:"), "1 changed", rounds, step)
    if rounds == 1:
        return samples
    nodes = fleet.root / "inventory/classes/defaults/nodes.yml"
    samples |= _planned(fleet, nodes, ("volumeSize: 100", "volumeSize: 120"), f"{size} changed", rounds, step)
    return samples


def _planned(fleet: Fleet, file: Path, edit: tuple[str, str], what: str, rounds: int, step: Step) -> Mapping[str, Any]:
    file.write_text(file.read_text().replace(*edit, 1))
    measure(_job(fleet, *SLIPWAY, "compile"))
    samples = contest({f"slipway plan, {what}": _job(fleet, *SLIPWAY, "plan")}, rounds, step)
    _commit(fleet.root)
    return samples


def _fleet(folder: Path, size: int, step: Step) -> Fleet:
    step(f"generate {size} environments and their hub")
    shutil.rmtree(folder, ignore_errors=True)
    return generate(folder, size, hub=True)


def _job(fleet: Fleet, *command: str) -> Job:
    return Job(command, fleet.root, fleet.root / "compiled")


def _commit(root: Path) -> None:
    """Commit the fleet to a repository of its own, which a plan compares with."""
    author = ["-c", "user.name=bench", "-c", "user.email=bench@example.com", "-c", "commit.gpgsign=false"]
    commands: Sequence[Sequence[str]] = (
        ["git", "init", "--quiet"],
        ["git", "add", "inventory", "compiled"],
        ["git", *author, "commit", "--quiet", "--message", "fleet"],
    )
    for command in commands:
        subprocess.run(command, cwd=root, check=True, capture_output=True)
