"""What the samples come to: medians with their range, ratios pair by pair, growth."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import median


@dataclass(frozen=True, slots=True)
class Spread:
    """A median and what lies furthest from it on both sides."""

    middle: float
    low: float
    high: float

    @classmethod
    def of(cls, values: Sequence[float]) -> Spread:
        """Return the spread of values."""
        return cls(median(values), min(values), max(values))


def spread(samples: Sequence[Mapping[str, float]], what: str) -> Spread:
    """Return the spread of one figure of the samples, ``cpu``, ``wall`` or ``peak``."""
    return Spread.of([sample[what] for sample in samples])


def ratios(ours: Sequence[Mapping[str, float]], theirs: Sequence[Mapping[str, float]], what: str = "cpu") -> Spread:
    """Return how many times as much the other one needs, round by round."""
    return Spread.of([their[what] / our[what] for our, their in zip(ours, theirs, strict=True)])


def slope(cpu: Mapping[int, float]) -> list[tuple[int, int, float]]:
    """Return the growth between neighbouring sizes: from, to, milliseconds for each environment more."""
    return [
        (small, large, 1000 * (cpu[large] - cpu[small]) / (large - small)) for small, large in pairwise(sorted(cpu))
    ]
