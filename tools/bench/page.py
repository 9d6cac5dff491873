"""``docs/benchmarks.md``, written from the results alone: the same results give the same page."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from tools.bench.competitors import COMPETITORS, OURS
from tools.bench.figures import ratios, shown, slope, spread, table
from tools.bench.goals_table import compiles, goals
from tools.bench.pieces import CHECK, STEPS

Results = Mapping[str, Any]

_HEAD = """\
# Benchmarks

<!-- Written by `make bench` from docs/benchmarks.json; change tools/bench instead. -->

How much processor time does a fleet cost, and how does that compare with other renderers? Fleets of any size are
generated from the sample targets by varying account, region, network, models and reservation, with one seed, so that
they are the same everywhere. Every renderer then yields **the same objects**: they are compared one by one before
anything is timed.

`make bench` measures all of this anew, `python -m tools.bench --own` only Slipway by itself, from the goals down, and
`python -m tools.bench --page` nothing: it writes this page again.
"""

_EQUAL = """\
## The same objects, rendered by others

Slipway computes the objects from the inventory: it parses and checks the model, builds every object, holds it against
its schema and writes it. The other renderers get less to do. Their templates, in their own language, were derived from
Slipway's objects, and each environment is a small file of values for them, so nothing is computed and nothing is
checked. Runs take turns (A B C, C B A), so that whatever else the machine does falls on all of them alike. Times are
those of the whole process tree, as medians with the lowest and the highest in brackets. The **ratio** compares runs of
the same round: it says how many times Slipway's processor time a renderer takes. Absolute seconds belong to this
machine alone.
"""

_DISK = """\
## On a disk

All of the above is written to memory, for file systems differ more than renderers do. The same {size} environments and
their hub, written to {disk} instead: kapitan writes every file twice and removes it twice, whether it changed or not;
`slipway compile` moves what kapitan has written and leaves files alone that did not change.
"""

_PROFILE = """\
## Where the time goes

Milliseconds of processor time for each environment of a fleet of {size}, each step by itself in one process, best of
several runs. What is left of a whole compile is kapitan's own work: starting workers, loading components, writing every
file, copying the tree and removing two old ones.
"""


def page(results: Results) -> str:
    """Return the page."""
    sections = [_HEAD, _machine(results), _EQUAL, *_sizes(results), _growth(results), _notes(results)]
    sections += ["## Goals\n", goals(results), compiles(results), _disk(results), _profile(results)]
    return "\n".join(section for section in sections if section)


def _machine(results: Results) -> str:
    parts = ", ".join(f"{name} {value}" for name, value in results["machine"].items())
    versions = ", ".join(f"{name} {value}" for name, value in results["versions"].items())
    low, high = min(results["load"]), max(results["load"])
    return (
        f"Measured on {results['date']}: {parts}. {versions}. Between {low:g} and {high:g} processes wanted a processor"
        f" at the same time when a fleet's turn began; on an idle machine it would be 0. Absolute times grow with that,"
        f" ratios hardly do.\n"
    )


def _sizes(results: Results) -> Iterable[str]:
    head = ["Renderer", "CPU s", "Ratio", "Wall s", "Largest process MiB"]
    for size, held in results["sizes"].items():
        samples = held["samples"]
        rounds = len(samples[OURS])
        rows = [
            [
                f"**{name}**" if name == OURS else name,
                shown(spread(runs, "cpu")),
                "1" if name == OURS else shown(ratios(samples[OURS], runs)),
                shown(spread(runs, "wall")),
                f"{spread(runs, 'peak').high:.0f}",
            ]
            for name, runs in samples.items()
        ]
        yield (
            f"### {int(size):,} environments\n\n{held['objects']} objects, {held['lines']:,} lines and {held['files']}"
            f" files an environment; {held['equal']:,} objects of {held['compared']} environments compared, all equal;"
            f" {rounds} {'round' if rounds == 1 else 'rounds'}.\n\n{table(head, rows)}"
        )


def _growth(results: Results) -> str:
    sizes = results["sizes"]
    if len(sizes) < 2:
        return ""
    names = list(next(iter(sizes.values()))["samples"])
    growth = {
        name: slope({int(size): spread(held["samples"][name], "cpu").middle for size, held in sizes.items()})
        for name in names
    }
    head = ["Renderer", *(f"{small:,} to {large:,}" for small, large, _ in growth[OURS])]
    rows = [[name, *(f"{value:.1f}" for _, _, value in steps)] for name, steps in growth.items()]
    return (
        "### Growth\n\nMilliseconds of processor time for each environment more. A line that stays level is linear"
        f" growth.\n\n{table(head, rows)}\n![Processor time over the size of the fleet](images/benchmarks.svg)\n"
    )


def _disk(results: Results) -> str:
    rows = [
        [f"`{name}`", shown(spread(runs, "cpu")), shown(spread(runs, "system")), shown(spread(runs, "wall"))]
        for name, runs in results["disk"]["samples"].items()
    ]
    words = _DISK.format(size=results["disk"]["size"], disk=results["disk"]["file system"])
    return f"{words}\n{table(['Command', 'CPU s', 'of it system', 'Wall s'], rows)}"


def _notes(results: Results) -> str:
    present = {name for held in results["sizes"].values() for name in held["samples"]}
    lines = [f"- **{name}**: {one.note}.\n" for name, one in COMPETITORS.items() if name in present]
    lines += [f"- **{name}** did not take part: {reason}\n" for name, reason in results["absent"].items()]
    return f"### What exactly is run\n\n{''.join(lines)}"


def _profile(results: Results) -> str:
    # A column taken when the steps were others says nothing about these.
    profiles = {label: one for label, one in results["profiles"].items() if one["steps"].keys() >= STEPS.keys()}
    if not profiles:
        return ""
    rows = [
        [words, *(f"{profile['steps'][step]:.2f}" for profile in profiles.values())] for step, words in STEPS.items()
    ]
    sums = [sum(profile["steps"][step] for step in STEPS) for profile in profiles.values()]
    totals = [profile["total"] for profile in profiles.values()]
    rows.append(["kapitan's own work", *(f"{total - steps:.2f}" for total, steps in zip(totals, sums, strict=True))])
    rows.append(["**one environment, above the start**", *(f"**{total:.2f}**" for total in totals)])
    rows.append(["`slipway check`, all rules", *(f"{profile['steps'][CHECK]:.2f}" for profile in profiles.values())])
    size = max(profile["size"] for profile in profiles.values())
    notes = "".join(f"- **{label}**: {profile['note']}\n" for label, profile in profiles.items())
    return f"{_PROFILE.format(size=size)}\n{table(['Step', *profiles], rows)}\n{notes}"
