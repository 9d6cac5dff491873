"""The page says what the results hold, and nothing else decides what it says."""

from __future__ import annotations

import json
from typing import Any

from tools.bench.figures import Spread, growth, ratios, slope, table
from tools.bench.layout import PAGE, PLOT, RESULTS
from tools.bench.page import page
from tools.bench.plot import plot


def sample(cpu: float, wall: float = 1.0, peak: float = 100.0) -> dict[str, float]:
    return {"user": cpu, "system": 0.0, "wall": wall, "peak": peak, "cpu": cpu}


def race(ours: float, theirs: float) -> dict[str, Any]:
    samples = {"Slipway": [sample(ours), sample(ours * 2)], "helm": [sample(theirs), sample(theirs)]}
    return {"objects": 84.0, "files": 20.0, "lines": 2900, "compared": 10, "equal": 840, "samples": samples}


def results() -> dict[str, Any]:
    steps = dict.fromkeys(("inventory", "parse", "rules", "build", "schema", "text", "gate", "check"), 1.0)
    start = {"kapitan --version": [sample(1.5, 1.5)]}
    compiles = ("kapitan compile --parallelism 1", "kapitan compile", "slipway compile")
    whole = {
        size: {**start, **{name: [sample(seconds * (index + 2))] for index, name in enumerate(compiles)}}
        for size, seconds in (("10", 0.9), ("100", 1.5))
    }
    return {
        "date": "2026-11-23",
        "machine": {"processor": "2 of a kind"},
        "versions": {"kapitan": "0.36.3"},
        "load": [0.5, 1.5],
        "absent": {"KCL": "not to be had"},
        "sizes": {"10": race(2.0, 1.0), "100": race(4.0, 8.0)},
        "whole": whole,
        "one": {
            "size": 100,
            "samples": {
                **start,
                "slipway compile --target dev": [sample(2.0, 1.8)],
                "slipway check dev": [sample(0.3)],
            },
        },
        "disk": {"size": 100, "file system": "ext4", "samples": {"kapitan compile": [sample(5.0)]}},
        "library": [
            {**start, "reading the YAML": [sample(0.5)], "slipway check, 100 environments": [sample(1.0)]},
            {**start, "slipway plan, 1 changed": [sample(0.5)]},
        ],
        "profiles": {"now": {"size": 100, "note": "as it is", "steps": steps, "total": 20.0}},
    }


def test_ratios_are_taken_round_by_round() -> None:
    """The median of ratios is not the ratio of medians: a slow round slows both runs of it."""
    ours, theirs = [sample(1.0), sample(10.0), sample(2.0)], [sample(3.0), sample(20.0), sample(8.0)]
    assert ratios(ours, theirs) == Spread(3.0, 2.0, 4.0)


def test_growth_is_that_of_each_environment_more() -> None:
    assert slope({10: 2.0, 100: 4.25, 1000: 22.25}) == [(10, 100, 25.0), (100, 1000, 20.0)]


def test_rows_of_a_race() -> None:
    text = page(results())
    assert "| **Slipway** | 6.00 (4.00 to 8.00) | 1 | 1.00 (1.00 to 1.00) | 100 |" in text
    assert "| helm | 8.00 (8.00 to 8.00) | 1.50 (1.00 to 2.00) | 1.00 (1.00 to 1.00) | 100 |" in text
    assert "- **KCL** did not take part: not to be had\n" in text


def test_goals_are_held_against_their_limits() -> None:
    """Kapitan's start takes 1.5 s here and 1.25 s where the limits were set: the last column is five sixths."""
    text = page(results())
    for row in (
        "| kapitan's start, CPU | 1.6 s | 1.50 (1.50 to 1.50) s | 94 % | 78 % |",
        "| `kapitan compile` of 10, CPU | 1.8 s | 2.70 (2.70 to 2.70) s | 150 % | 125 % |",
        "| `kapitan compile` of 100, CPU | 3.4 s | 4.50 (4.50 to 4.50) s | 132 % | 110 % |",
        "| `kapitan compile`, CPU an environment more, 10 to 100 | 20 ms | 20.00 (20.00 to 20.00) ms | 100 % | 83 % |",
        "| `slipway plan`, 1 changed, CPU | 0.4 s | 0.50 (0.50 to 0.50) s | 125 % | 104 % |",
        "| `slipway check`, 100 environments, over reading their YAML with places | 3 times"
        " | 2.00 (2.00 to 2.00) times | 67 % | 67 % |",
        "| `slipway compile --target`, one in a fleet of 100, wall, over kapitan's start | 1.5 times"
        " | 1.20 (1.20 to 1.20) times | 80 % | 80 % |",
    ):
        assert row in text
    assert "| reading the YAML" not in text


def test_compiles_are_shown_with_what_they_take_on_the_clock() -> None:
    row = "| `kapitan compile --parallelism 1` | 100 | 3.00 (3.00 to 3.00) | 2.00 (2.00 to 2.00) | 1.00 (1.00 to 1.00)"
    assert f"{row} | 100 |\n" in page(results())


def test_growth_between_sizes_covers_their_most_unlike_rounds() -> None:
    small, large = [sample(1.0), sample(2.0), sample(1.5)], [sample(3.5), sample(3.0), sample(5.0)]
    assert growth(small, large, 100) == Spread(20.0, 10.0, 40.0)


def test_what_a_disk_costs() -> None:
    assert "| `kapitan compile` | 5.00 (5.00 to 5.00) | 0.00 (0.00 to 0.00) | 1.00 (1.00 to 1.00) |" in page(results())


def test_what_the_steps_do_not_explain_is_kapitans() -> None:
    assert "| kapitan's own work | 13.00 |" in page(results())


def test_tables_align_numbers_to_the_right() -> None:
    assert table(["a", "b"], [["x", "1"]]) == "| a | b |\n| --- | ---: |\n| x | 1 |\n"


def test_the_plot_has_a_line_for_each_renderer() -> None:
    drawn = plot({"Slipway": {10: 2.0, 100: 4.0}, "helm": {10: 1.0, 100: 8.0}})
    assert drawn.count("<polyline") == 2
    assert drawn.count("<circle") == 4
    assert ">Slipway</text>" in drawn


def test_the_committed_page_is_that_of_the_committed_results() -> None:
    kept = json.loads(RESULTS.read_text())
    assert PAGE.read_text() == page(kept)
    assert PLOT.is_file()
