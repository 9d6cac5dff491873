"""Whether models fit on GPU nodes: a model never spans nodes, so the sum alone proves nothing."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

Counts = tuple[int, ...]
"""How many models of each size are left, in the order of the sizes."""


@dataclass(frozen=True, slots=True)
class Placement:
    """Models by node, largest first, and those that found no place."""

    nodes: tuple[tuple[str, ...], ...]
    left_over: tuple[str, ...]

    def describe(self, gpus: Mapping[str, int]) -> str:
        """Return the placement in words, ``node 1: laguna-m 4, point 1; node 2: empty; no place: laguna 8``."""
        parts = [
            f"node {number}: {', '.join(f'{name} {gpus[name]}' for name in names) or 'empty'}"
            for number, names in enumerate(self.nodes, start=1)
        ]
        if self.left_over:
            parts.append("no place: " + ", ".join(f"{name} {gpus[name]}" for name in self.left_over))
        return "; ".join(parts)


def first_fit(gpus: Mapping[str, int], capacities: Sequence[int]) -> Placement:
    """Place each model, largest first, on the first node with enough free GPUs.

    First fit in decreasing order may miss a packing that exists, so ``fits`` searches on where it fails.
    """
    free = list(capacities)
    placed: list[list[str]] = [[] for _ in capacities]
    left: list[str] = []
    for name in _largest_first(gpus):
        spot = next((index for index, room in enumerate(free) if room >= gpus[name]), None)
        if spot is None:
            left.append(name)
            continue
        free[spot] -= gpus[name]
        placed[spot].append(name)
    return Placement(tuple(map(tuple, placed)), tuple(left))


def fits(gpus: Mapping[str, int], capacities: Sequence[int]) -> bool:
    """Whether some placement holds every model: first fit if it does, else an exhaustive search.

    The search fills one node after the other and remembers only how many models of each size are left. No node is left
    with room for a model that is still to be placed, and nodes of one size each take the largest model left: any
    placement can be rearranged so. What stays free may not exceed what all nodes together have to spare.
    """
    if not first_fit(gpus, capacities).left_over:
        return True
    counted = Counter(gpus.values())
    sizes = sorted(counted, reverse=True)
    alike = len(set(capacities)) == 1
    states: dict[Counts, int] = {tuple(counted[size] for size in sizes): sum(capacities) - sum(gpus.values())}
    for room in sorted(capacities, reverse=True):
        following: dict[Counts, int] = {}
        for left, spare in states.items():
            for rest, unused in _fillings(left, sizes, room, largest=alike):
                if unused <= spare:
                    following[rest] = max(following.get(rest, 0), spare - unused)
        states = following
    return any(not any(left) for left in states)


def _fillings(left: Counts, sizes: Sequence[int], room: int, *, largest: bool) -> Iterator[tuple[Counts, int]]:
    """Yield ways to fill one node: what is left afterwards, and the GPUs that stay free although nothing fits them."""
    if not sizes:
        yield left, room
        return
    most = min(left[0], room // sizes[0])
    for taken in range(most, 0 if largest and most else -1, -1):
        for rest, unused in _fillings(left[1:], sizes[1:], room - taken * sizes[0], largest=largest and not left[0]):
            if taken == left[0] or unused < sizes[0]:
                yield (left[0] - taken, *rest), unused


def _largest_first(gpus: Mapping[str, int]) -> list[str]:
    return sorted(gpus, key=lambda name: (-gpus[name], name))
