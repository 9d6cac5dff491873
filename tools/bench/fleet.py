"""A generated fleet: a folder with an inventory of so many environments, the components and kapitan's settings."""

from __future__ import annotations

import shutil
from dataclasses import dataclass
from pathlib import Path
from random import Random
from typing import Any

import yaml

from tools.bench.draw import NETWORKS, environment
from tools.bench.layout import ROOT

SEED = 20261123
"""One seed, one fleet; a small fleet is the start of a large one."""


@dataclass(frozen=True)
class Fleet:
    """A project folder and the names of its environments, in the order they were drawn; the hub is not among them."""

    root: Path
    names: tuple[str, ...]

    @property
    def size(self) -> int:
        """How many environments the fleet has."""
        return len(self.names)


def generate(root: Path, size: int, *, hub: bool = False, seed: int = SEED) -> Fleet:
    """Write a fleet into a folder, which is emptied first, from the sample targets of this repository.

    Raises:
        ValueError: the networks do not suffice for so many environments.

    """
    if not 0 < size <= len(NETWORKS):
        raise ValueError(f"a fleet has 1 to {len(NETWORKS)} environments, found {size}")
    shutil.rmtree(root, ignore_errors=True)
    shutil.copytree(ROOT / "inventory/classes", root / "inventory/classes")
    shutil.copytree(ROOT / "components", root / "components", ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copy(ROOT / ".kapitan", root / ".kapitan")
    targets = root / "inventory/targets"
    targets.mkdir()
    if hub:
        shutil.copy(ROOT / "inventory/targets/hub.yml", targets / "hub.yml")
    names = [_write(targets, *drawn) for drawn in draw(size, seed)]
    return Fleet(root, tuple(names))


def draw(size: int, seed: int = SEED) -> list[tuple[str, dict[str, Any]]]:
    """Return names and target files' contents of a fleet, the samples taken in turns."""
    samples = [yaml.safe_load(path.read_text()) for path in sorted((ROOT / "inventory/targets").glob("*.yml"))]
    samples = [sample for sample in samples if "environment" in sample["classes"]]
    regions = sorted(path.stem for path in (ROOT / "inventory/classes/region").glob("*.yml"))
    random = Random(seed)  # noqa: S311 - a fleet, not a secret
    return [environment(samples[number % len(samples)], number, regions, random) for number in range(size)]


def _write(targets: Path, name: str, target: dict[str, Any]) -> str:
    (targets / f"{name}.yml").write_text(yaml.safe_dump(target, sort_keys=False))
    return name
