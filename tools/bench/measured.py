"""Everything that is measured but the profile: the races, and Slipway by itself."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from datetime import UTC, datetime
from typing import Any

from tools.bench import goals
from tools.bench.competitors import COMPETITORS, LIBRARY, OURS
from tools.bench.contest import Step
from tools.bench.layout import DISK, WORK
from tools.bench.machine import file_system, load, machine, versions
from tools.bench.race import race
from tools.bench.setup import SetupError

COMMANDS = 100
"""Environments of the fleet that ``check`` and ``plan`` are measured on."""


def steps(sizes: Mapping[int, int], peers: Collection[str]) -> int:
    """Return how many steps :func:`measured` reports if all of these peers take part."""
    count = 2 + len(peers)
    return sum(1 + count + count * rounds for rounds in sizes.values()) + own_steps(sizes)


def own_steps(sizes: Mapping[int, int]) -> int:
    """Return how many steps :func:`own` reports."""
    most = max(sizes.values())
    compiles = sum(1 + (1 + len(goals.COMPILES)) * _more(rounds) for rounds in sizes.values())
    return compiles + 3 + 2 * most + (10 if most > 1 else 8) * _more(most)


def _more(rounds: int) -> int:
    """Return the rounds of what takes seconds where the other renderers take minutes."""
    return 2 * rounds - 1


def measured(sizes: Mapping[int, int], peers: Collection[str], step: Step) -> dict[str, Any]:
    """Return the results for so many rounds of each size; peers that cannot be installed are left out.

    Raises:
        NotEqualError: a competitor renders other objects.
        RunFailedError: a command that is measured fails.

    """
    absent = _absent(peers)
    names = [name for name in COMPETITORS if name in (OURS, LIBRARY) or (name in peers and name not in absent)]
    loads: list[float] = []
    raced: dict[str, Any] = {}
    for size, rounds in sizes.items():
        loads.append(load())
        raced[str(size)] = race(WORK / f"race-{size}", size, rounds, names, step)
    return {
        "date": datetime.now(UTC).date().isoformat(),
        "machine": machine(),
        "versions": versions(),
        "load": loads,
        "absent": absent,
        "sizes": raced,
        **own(sizes, step),
    }


def own(sizes: Mapping[int, int], step: Step) -> dict[str, Any]:
    """Return the results of Slipway by itself.

    Raises:
        RunFailedError: a command that is measured fails.

    """
    most, largest = max(sizes.values()), max(sizes)
    commands = min(COMMANDS, largest)
    return {
        "whole": {str(size): goals.whole(WORK / f"whole-{size}", size, _more(n), step) for size, n in sizes.items()},
        "one": {"size": largest, "samples": goals.one_target(WORK / "one", largest, _more(most), step)},
        "disk": {
            "size": commands,
            "file system": file_system(DISK),
            "samples": goals.on_disk(DISK / "disk", commands, most, step),
        },
        "library": goals.library(WORK / "library", commands, _more(most), step),
    }


def _absent(peers: Collection[str]) -> dict[str, str]:
    """Install the peers and return why some cannot take part."""
    absent: dict[str, str] = {}
    for name in peers:
        try:
            COMPETITORS[name].install()
        except SetupError as error:
            absent[name] = str(error).partition("\n")[0]
    return absent
