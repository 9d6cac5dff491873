"""The goals of the project and what was measured against them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from tools.bench.figures import spread
from tools.bench.goals import READING

THEIRS = 1.25
"""Seconds of processor time of kapitan's start on the machine that the limits were set on."""

_HEAD = "| Goal | Limit | Measured | Of the limit | At their speed |\n| --- | ---: | ---: | ---: | ---: |\n"
_NOTE = """\
Of the real fleet with its hub, on the machine above. What is more than 100 % of a limit is not met. kapitan's start is
Python and kapitan's imports, `kapitan --version`, without any work. It took {theirs} s on the machine that the limits
were set on and {ours:.2f} s here; the last column counts every second of this machine as {ratio:.2f} of that one.
"""


_TIMES = ("s", "ms")


def goals(results: Mapping[str, Any]) -> str:
    """Return the table of goals that the results speak of."""
    ours = spread(results["one"]["samples"]["kapitan --version"], "cpu").middle
    rows = [
        f"| {goal} | {limit:g} {unit} | {value:.3g} {unit} | {100 * value / limit:.0f} % |"
        f" {100 * value / limit * (THEIRS / ours if unit in _TIMES else 1):.0f} % |\n"
        for goal, limit, value, unit in _rows(results)
    ]
    note = _NOTE.format(theirs=THEIRS, ours=ours, ratio=THEIRS / ours)
    return f"{note}\n{_HEAD}{''.join(rows)}"


def _rows(results: Mapping[str, Any]) -> Iterator[tuple[str, float, float, str]]:
    one = results["one"]["samples"]
    start = spread(one["kapitan --version"], "cpu").middle
    yield "kapitan's start, CPU", 1.6, start, "s"
    for command in ("kapitan compile", "slipway compile"):
        yield from _compiles(results["whole"], command, start)
    larger = f"in a fleet of {results['one']['size']:,}"
    for name, samples in one.items():
        wall = spread(samples, "wall").middle
        if name.startswith("slipway compile"):
            begin = spread(one["kapitan --version"], "wall").middle
            yield f"`slipway compile --target`, one {larger}, wall, over kapitan's start", 1.5, wall / begin, "times"
        elif name.startswith("slipway check"):
            yield f"`slipway check`, one {larger}, CPU", 0.4, spread(samples, "cpu").middle, "s"
    reading = spread(results["library"][READING], "cpu").middle
    for name, samples in results["library"].items():
        if name == READING:
            continue
        if name.startswith("slipway check"):
            times = spread(samples, "cpu").middle / reading
            yield f"`slipway check`,{name.partition(',')[2]}, over reading their YAML with places", 3, times, "times"
        limit = 0.4 if name.endswith(" 1 changed") else 2.0
        yield f"`{name.partition(',')[0]}`,{name.partition(',')[2]}, CPU", limit, spread(samples, "cpu").middle, "s"


def _compiles(
    whole: Mapping[str, Mapping[str, Any]], command: str, start: float
) -> Iterator[tuple[str, float, float, str]]:
    for size, samples in whole.items():
        number, cpu = int(size), spread(samples[command], "cpu").middle
        yield f"`{command}` of {number:,}, CPU an environment above the start", 20, 1000 * (cpu - start) / number, "ms"
        if number == 100:
            yield f"`{command}` of 100, CPU", 3.4, cpu, "s"
        if number == 1000:
            yield f"`{command}` of 1,000, CPU", 25, cpu, "s"
            yield f"`{command}` of 1,000, largest process", 400, spread(samples[command], "peak").high, "MiB"
