"""What the samples come to: medians with their range, ratios pair by pair, growth."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
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


def growth(small: Sequence[Mapping[str, float]], large: Sequence[Mapping[str, float]], environments: int) -> Spread:
    """Return milliseconds of processor time for each environment more, from one fleet to one larger by so many.

    The range is that of the most and least favourable pair: the two sizes were not measured in one round.
    """
    less, more = spread(small, "cpu"), spread(large, "cpu")
    ends = ((more.middle, less.middle), (more.low, less.high), (more.high, less.low))
    return Spread(*(1000 * (high - low) / environments for high, low in ends))


def shown(value: Spread, digits: int = 2) -> str:
    """Return a spread as text, ``3.21 (3.10 to 3.40)``."""
    return f"{value.middle:.{digits}f} ({value.low:.{digits}f} to {value.high:.{digits}f})"


def table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """Return a Markdown table; all columns but the first are numbers."""
    lines = [head, ["---", *["---:"] * (len(head) - 1)], *rows]
    return "".join(f"| {' | '.join(line)} |\n" for line in lines)
