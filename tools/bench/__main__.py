"""``python -m tools.bench``: measure, keep the results, write the page."""

from __future__ import annotations

import argparse
import json
import shutil
import sys
from collections.abc import Sequence
from typing import Any

from tools.bench.breakdown import breakdown
from tools.bench.competitors import PEERS
from tools.bench.figures import spread
from tools.bench.layout import DISK, PAGE, PLOT, RESULTS, WORK
from tools.bench.measured import measured, own, own_steps, steps
from tools.bench.page import page
from tools.bench.plot import plot
from tools.bench.progress import progress

SIZES = {10: 5, 100: 5, 1000: 2}
"""Rounds for each size of fleet: enough for a median, and minutes in all."""

QUICK = {10: 1}
PROFILED = 100
"""Environments of the fleet that the profile is taken on."""


def main(arguments: Sequence[str]) -> int:
    """Run what the arguments ask for; return the exit code."""
    options = _options(arguments)
    folder = DISK / "quick" if options.quick else RESULTS.parent
    kept = folder / RESULTS.name
    results: dict[str, Any] = json.loads(kept.read_text()) if kept.is_file() else {}
    if not options.page:
        sizes = QUICK if options.quick else {size: options.rounds or SIZES.get(size, 3) for size in options.sizes}
        try:
            results = _anew(results, sizes, options)
        finally:
            # A thousand environments rendered by everybody take gigabytes, and of memory.
            if WORK != DISK:
                shutil.rmtree(WORK, ignore_errors=True)
        folder.mkdir(parents=True, exist_ok=True)
        kept.write_text(json.dumps(results, indent=1) + "\n")
    if "sizes" not in results:
        print(f"{kept} holds no measured sizes yet: run python -m tools.bench")
        return 0 if options.profile else 1
    for file, text in ((PAGE, page(results)), (PLOT, plot(_lines(results)))):
        place = folder / file.relative_to(RESULTS.parent)
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_text(text)
    return 0


def _anew(results: dict[str, Any], sizes: dict[int, int], options: argparse.Namespace) -> dict[str, Any]:
    label: str | None = options.profile
    peers = PEERS if options.peers is None else options.peers
    count = 0 if label else own_steps(sizes) if options.own else steps(sizes, peers)
    with progress(2 + count) as step:
        size, runs = min(PROFILED, max(sizes)), 1 if options.quick else 5
        profile = {**breakdown(WORK / "profile", size, runs, step), "note": options.note}
        earlier = {name: kept for name, kept in results.get("profiles", {}).items() if name != (label or "now")}
        profiles = {**earlier, label or "now": profile}
        if not label:
            results = {**results, **own(sizes, step)} if options.own else measured(sizes, peers, step)
        return {**results, "profiles": profiles}


def _options(arguments: Sequence[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m tools.bench", description=__doc__)
    parser.add_argument("--quick", action="store_true", help="10 environments, one round, nothing written to docs/")
    parser.add_argument("--page", action="store_true", help="write the page anew from the results, measure nothing")
    parser.add_argument("--own", action="store_true", help="measure Slipway by itself, keep what the others took")
    parser.add_argument("--sizes", type=_sizes, default=tuple(SIZES), metavar="N,N", help="sizes of the fleets")
    parser.add_argument("--rounds", type=int, metavar="N", help="rounds for every size")
    parser.add_argument("--profile", metavar="LABEL", help="measure only where the time goes, and keep it as a column")
    parser.add_argument("--peers", type=_names, metavar="NAME,NAME", help=f"of {', '.join(PEERS)}; default: all")
    parser.add_argument("--note", default="the code as it is", help="what that column stands for")
    return parser.parse_args(arguments)


def _names(text: str) -> tuple[str, ...]:
    names = tuple(filter(None, text.split(",")))
    if unknown := sorted(set(names) - set(PEERS)):
        raise argparse.ArgumentTypeError(f"no peer {', '.join(unknown)}; there are {', '.join(PEERS)}")
    return names


def _sizes(text: str) -> tuple[int, ...]:
    return tuple(sorted(map(int, text.split(","))))


def _lines(results: dict[str, Any]) -> dict[str, dict[int, float]]:
    lines: dict[str, dict[int, float]] = {}
    for size, held in results["sizes"].items():
        for name, samples in held["samples"].items():
            lines.setdefault(name, {})[int(size)] = spread(samples, "cpu").middle
    return lines


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
