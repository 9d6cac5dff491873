"""Competitors in turns, A B C C B A A B C: whatever else the machine does falls on all of them alike."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import asdict
from typing import Any

from tools.bench.job import Job
from tools.bench.measure import Sample, measure

Rounds = Mapping[str, list[dict[str, float]]]
"""The samples of each competitor, in the order of the rounds, as they are kept in the results."""

Step = Callable[[str], None]
"""Is called with what is done next."""


def contest(jobs: Mapping[str, Job], rounds: int, step: Step) -> Rounds:
    """Measure each job once a round, in an order that is turned round from round to round."""
    samples: dict[str, list[dict[str, float]]] = {name: [] for name in jobs}
    for number in range(rounds):
        for name in list(jobs) if number % 2 == 0 else reversed(list(jobs)):
            step(f"round {number + 1} of {rounds}: {name}")
            samples[name].append(plain(measure(jobs[name])))
    return samples


def plain(sample: Sample) -> dict[str, float]:
    """Return a sample as it is kept: milliseconds and tenths of a MiB are as fine as any of this is."""
    rounded: dict[str, Any] = {key: round(value, 3 if key != "peak" else 1) for key, value in asdict(sample).items()}
    return {**rounded, "cpu": round(sample.cpu, 3)}
