"""The plot: processor seconds over the size of the fleet, both logarithmic, as an SVG written by hand."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence

WIDTH, HEIGHT = 720, 420
LEFT, RIGHT, TOP, BOTTOM = 64, 120, 24, 48
COLOURS = ("#0b6e4f", "#c1440e", "#2b59c3", "#8e44ad", "#b8860b", "#555555")

Line = Mapping[int, float]
"""Seconds by number of environments."""


def plot(lines: Mapping[str, Line]) -> str:
    """Return the plot of each competitor's medians.

    Raises:
        ValueError: there is nothing to plot.

    """
    sizes = sorted({size for line in lines.values() for size in line})
    seconds = [value for line in lines.values() for value in line.values()]
    if not seconds:
        raise ValueError("a plot needs at least one value")
    low, high = math.floor(math.log10(min(seconds))), math.ceil(math.log10(max(seconds)))
    scale = _Scale(sizes, low, max(high, low + 1))
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}" font-family="sans-serif"'
        ' font-size="13" role="img" aria-label="Processor time by size of the fleet">',
        f'<rect width="{WIDTH}" height="{HEIGHT}" fill="#ffffff"/>',
        *_grid(scale),
        *_labels(lines, scale),
    ]
    for colour, (name, line) in zip(COLOURS, lines.items(), strict=False):
        points = [(scale.x(size), scale.y(line[size])) for size in sorted(line)]
        width = 3 if name == next(iter(lines)) else 1.5
        path = " ".join(f"{x:.1f},{y:.1f}" for x, y in points)
        parts.append(f'<polyline points="{path}" fill="none" stroke="{colour}" stroke-width="{width}"/>')
        parts += [f'<circle cx="{x:.1f}" cy="{y:.1f}" r="3.5" fill="{colour}"/>' for x, y in points]
    return "\n".join([*parts, "</svg>", ""])


class _Scale:
    def __init__(self, sizes: Sequence[int], low: int, high: int) -> None:
        self.sizes, self.low, self.high = sizes, low, high

    def x(self, size: int) -> float:
        start, end = math.log10(self.sizes[0]), math.log10(self.sizes[-1])
        share = (math.log10(size) - start) / (end - start) if end > start else 0.5
        return LEFT + share * (WIDTH - LEFT - RIGHT)

    def y(self, seconds: float) -> float:
        share = (math.log10(seconds) - self.low) / (self.high - self.low)
        return HEIGHT - BOTTOM - share * (HEIGHT - TOP - BOTTOM)


def _grid(scale: _Scale) -> list[str]:
    parts: list[str] = []
    for power in range(scale.low, scale.high + 1):
        y = scale.y(10**power)
        parts.append(f'<line x1="{LEFT}" y1="{y:.1f}" x2="{WIDTH - RIGHT}" y2="{y:.1f}" stroke="#dddddd"/>')
        parts.append(f'<text x="{LEFT - 8}" y="{y + 4:.1f}" text-anchor="end">{10**power:g}</text>')
    for size in scale.sizes:
        x = scale.x(size)
        parts.append(f'<line x1="{x:.1f}" y1="{TOP}" x2="{x:.1f}" y2="{HEIGHT - BOTTOM}" stroke="#dddddd"/>')
        parts.append(f'<text x="{x:.1f}" y="{HEIGHT - BOTTOM + 18}" text-anchor="middle">{size:,}</text>')
    parts.append(f'<text x="{(LEFT + WIDTH - RIGHT) / 2}" y="{HEIGHT - 8}" text-anchor="middle">environments</text>')
    middle = (TOP + HEIGHT - BOTTOM) / 2
    turned = f'x="16" y="{middle}" transform="rotate(-90 16 {middle})" text-anchor="middle"'
    return [*parts, f"<text {turned}>processor time, seconds</text>"]


def _labels(lines: Mapping[str, Line], scale: _Scale) -> list[str]:
    """Write each name at the end of its line, moved apart where two lines end close together."""
    ends = {name: (scale.x(max(line)), scale.y(line[max(line)])) for name, line in lines.items()}
    colours = dict(zip(lines, COLOURS, strict=False))
    parts: list[str] = []
    free = 0.0
    for name, (x, y) in sorted(ends.items(), key=lambda entry: entry[1][1]):
        free = max(free, y)
        parts.append(f'<text x="{x + 10:.1f}" y="{free + 4:.1f}" fill="{colours[name]}">{name}</text>')
        free += 16
    return parts
