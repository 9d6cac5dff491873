"""The goals of the project and what was measured against them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import pairwise
from typing import Any, NamedTuple

from tools.bench.figures import Spread, growth, ratios, shown, spread, table
from tools.bench.goals import ONE_PROCESS, READING, START

THEIRS = 1.25
"""Seconds of processor time of kapitan's start on the machine that the limits were set on."""

FIXED, EACH = 1.6, 0.02
"""Seconds of processor time that a compile may take: once, and for each environment."""

LIMITED = (ONE_PROCESS, "kapitan compile")
"""The compiles that the limits are for; ``slipway compile`` also holds the targets against each other."""

TIGHTER = {100: 3.4}
"""Seconds that fleets of these sizes may take at most, though the two above allow more."""

_NOTE = """\
Of the real fleet with its hub, on the machine above: medians, with the lowest and the highest in brackets. What is more
than 100 % of a limit is not met. A compile may take {fixed} s and {each:g} ms an environment, and 100 of them 3.4 s.

The limits are seconds, which a faster machine meets more easily, so every round also measures kapitan's start: Python
and kapitan's imports, `kapitan --version`, without any work. It took {theirs} s where the limits were set, and
{ours} s here. The last column takes that advantage out, or that handicap: it is each
round's ratio to its own start, with that start at {theirs} s.

`--parallelism 1` is the whole work in one process, as the other renderers do theirs. kapitan's default, a process for
every processor, ends sooner and takes more processor time: each process loads the library, and processes that run side
by side slow each other down.
"""

_COMPILES = """\
The same compiles beside `slipway compile`, which also holds the targets against each other, with what they take on the
clock:
"""


class Goal(NamedTuple):
    """A limit and what was measured; ``theirs`` is what that comes to on the machine that the limits were set on."""

    words: str
    limit: float
    unit: str
    measured: Spread
    theirs: float


def goals(results: Mapping[str, Any]) -> str:
    """Return the table of goals that the results speak of."""
    rows = [
        [
            goal.words,
            f"{goal.limit:g} {goal.unit}",
            f"{shown(goal.measured)} {goal.unit}",
            f"{100 * goal.measured.middle / goal.limit:.0f} %",
            f"{100 * goal.theirs / goal.limit:.0f} %",
        ]
        for goal in _goals(results)
    ]
    starts = [sample for samples in results["whole"].values() for sample in samples[START]]
    note = _NOTE.format(fixed=FIXED, each=1000 * EACH, theirs=THEIRS, ours=shown(spread(starts, "cpu")))
    return f"{note}\n{table(['Goal', 'Limit', 'Measured', 'Of the limit', 'At their speed'], rows)}"


def compiles(results: Mapping[str, Any]) -> str:
    """Return the table of the compiles that the goals speak of, with what they take on the clock."""
    rows = [
        [
            f"`{name}`",
            f"{int(size):,}",
            shown(spread(runs, "cpu")),
            shown(ratios(samples[START], runs)),
            shown(spread(runs, "wall")),
            f"{spread(runs, 'peak').high:.0f}",
        ]
        for size, samples in results["whole"].items()
        for name, runs in samples.items()
    ]
    head = ["Command", "Environments", "CPU s", "Times kapitan's start", "Wall s", "Largest process MiB"]
    return f"{_COMPILES}\n{table(head, rows)}"


def _goals(results: Mapping[str, Any]) -> Iterator[Goal]:
    whole, one = results["whole"], results["one"]["samples"]
    yield _seconds("kapitan's start", FIXED, one, START)
    for command in LIMITED:
        yield from _compiles(whole, command)
    larger = f"in a fleet of {results['one']['size']:,}"
    for name in one:
        if name.startswith("slipway compile"):
            times = ratios(one[START], one[name], "wall")
            words = f"`slipway compile --target`, one {larger}, wall, over kapitan's start"
            yield Goal(words, 1.5, "times", times, times.middle)
        elif name.startswith("slipway check"):
            yield _seconds(f"`slipway check`, one {larger}", 0.4, one, name)
    for samples in results["library"]:
        for name in samples:
            if name not in (START, READING):
                yield from _command(samples, name)


def _command(samples: Mapping[str, Any], name: str) -> Iterator[Goal]:
    command, _, what = name.partition(", ")
    if READING in samples:
        times = ratios(samples[READING], samples[name])
        words = f"`{command}`, {what}, over reading their YAML with places"
        yield Goal(words, 3, "times", times, times.middle)
    yield _seconds(f"`{command}`, {what}", 0.4 if what == "1 changed" else 2.0, samples, name)


def _compiles(whole: Mapping[str, Mapping[str, Any]], command: str) -> Iterator[Goal]:
    for size, samples in whole.items():
        limit = min(FIXED + EACH * int(size), TIGHTER.get(int(size), float("inf")))
        yield _seconds(f"`{command}` of {int(size):,}", limit, samples, command)
    for small, large in pairwise(whole):
        steps = int(large) - int(small)
        more = growth(whole[small][command], whole[large][command], steps)
        theirs = THEIRS * (_starts(whole[large], command).middle - _starts(whole[small], command).middle) / steps
        words = f"`{command}`, CPU an environment more, {int(small):,} to {int(large):,}"
        yield Goal(words, 1000 * EACH, "ms", more, 1000 * theirs)
    if "1000" in whole:
        peaks = spread(whole["1000"][command], "peak")
        highest = Spread(peaks.high, peaks.low, peaks.high)
        yield Goal(f"`{command}` of 1,000, largest process", 400, "MiB", highest, peaks.high)


def _seconds(words: str, limit: float, samples: Mapping[str, Any], name: str) -> Goal:
    return Goal(f"{words}, CPU", limit, "s", spread(samples[name], "cpu"), THEIRS * _starts(samples, name).middle)


def _starts(samples: Mapping[str, Any], name: str) -> Spread:
    """Return how many times kapitan's start a command takes, round by round."""
    return ratios(samples[START], samples[name])
