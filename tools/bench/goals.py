"""Slipway by itself: the whole fleet with its hub, one target of a large fleet, and the commands without kapitan."""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Mapping, Sequence
from pathlib import Path

from tools.bench.contest import Rounds, Step, contest
from tools.bench.fleet import Fleet, generate
from tools.bench.job import Job
from tools.bench.layout import BIN, HERE
from tools.bench.measure import measure

PYTHON = str(BIN / "python")
SLIPWAY = (PYTHON, "-m", "slipway")

START = "kapitan --version"
"""Python and kapitan's imports, which every compile begins with: a measure of how fast the machine is at the moment."""

ONE_PROCESS = "kapitan compile --parallelism 1"
COMPILES = (ONE_PROCESS, "kapitan compile", "slipway compile")

READING = "reading the YAML"
"""Every file of the inventory once, with the places of its values: what a check cannot do without."""


def whole(folder: Path, size: int, rounds: int, step: Step) -> Rounds:
    """Return samples of compiles of a fleet with its hub: by kapitan itself, and by ``make compile``'s command."""
    fleet = _fleet(folder, size, step)
    jobs = {name: _job(fleet, PYTHON, "-m", *name.split()) for name in COMPILES}
    for job in jobs.values() if rounds > 1 else ():
        measure(job)
    return _paired(fleet, jobs, rounds, step)


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
    """Return samples of what one target of a large fleet costs."""
    fleet = _fleet(folder, size, step)
    name = fleet.names[0]
    jobs = {
        f"slipway compile --target {name}": _job(fleet, *SLIPWAY, "compile", "--target", name),
        f"slipway check {name}": _job(fleet, *SLIPWAY, "check", name),
    }
    return _paired(fleet, jobs, rounds, step)


def library(folder: Path, size: int, rounds: int, step: Step) -> list[Rounds]:
    """Return samples of ``check`` and ``plan`` on a whole fleet: all of it changed, and one environment of it."""
    fleet = _fleet(folder, size, step)
    measure(_job(fleet, *SLIPWAY, "compile"))
    _commit(fleet.root)
    jobs = {
        READING: _job(fleet, PYTHON, str(HERE / "read.py"), "inventory"),
        f"slipway check, {size} environments": _job(fleet, *SLIPWAY, "check"),
    }
    checked = _paired(fleet, jobs, rounds, step)
    target = fleet.root / f"inventory/targets/{fleet.names[0]}.yml"
    one = _planned(fleet, target, ("accountId:", "tags: {team: bench}\n    accountId:"), "1 changed", rounds, step)
    if rounds == 1:
        return [checked, one]
    nodes = fleet.root / "inventory/classes/defaults/nodes.yml"
    every = _planned(fleet, nodes, ("volumeSize: 100", "volumeSize: 120"), f"{size} changed", rounds, step)
    return [checked, one, every]


def _planned(fleet: Fleet, file: Path, edit: tuple[str, str], what: str, rounds: int, step: Step) -> Rounds:
    file.write_text(file.read_text().replace(*edit, 1))
    measure(_job(fleet, *SLIPWAY, "compile"))
    samples = _paired(fleet, {f"slipway plan, {what}": _job(fleet, *SLIPWAY, "plan")}, rounds, step)
    _commit(fleet.root)
    return samples


def _paired(fleet: Fleet, jobs: Mapping[str, Job], rounds: int, step: Step) -> Rounds:
    """Return the samples, with one of kapitan's start in every round."""
    return contest({START: _job(fleet, PYTHON, "-m", *START.split()), **jobs}, rounds, step)


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
