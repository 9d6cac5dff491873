"""Kapitan: Slipway's own components as they are, and the same with what kapitan offers by default."""

from __future__ import annotations

import shutil
from pathlib import Path

from tools.bench.fleet import Fleet
from tools.bench.job import Job
from tools.bench.layout import BIN
from tools.bench.patterns import Patterns

STOCK = '''\
"""Components as kapitan documents them: they read its inventory and return objects; kapitan writes the YAML."""

from functools import lru_cache

from kapitan.inputs.kadet import inventory

from slipway.model import parse


@lru_cache(maxsize=1)
def environment(name):
    return parse(inventory()["parameters"].to_dict())


def component(layer, files):
    def main():
        built = files(environment(inventory()["parameters"]["environment"]["name"]))
        return {path.removesuffix(".yaml"): list(manifests) for path, manifests in built.items() if manifests}

    return main
'''


def ours(fleet: Fleet, _patterns: Patterns, _folder: Path) -> Job:
    """Return ``kapitan compile`` of a generated fleet, as it is."""
    command = (str(BIN / "python"), "-m", "kapitan", "compile")
    return Job(command, fleet.root, fleet.root / "compiled")


def stock(fleet: Fleet, _patterns: Patterns, folder: Path) -> Job:
    """Return ``kapitan compile`` where components return dicts and kapitan's YAML writer does the rest.

    Inventory, models, builders, start method and back end are the same, each layer is a component; the check against
    schemas is left out.
    """
    shutil.copytree(fleet.root, folder, ignore=shutil.ignore_patterns("compiled", "__pycache__"))
    settings = folder / "inventory/classes/defaults/compile.yml"
    layers = (
        path.name for path in sorted((folder / "components").iterdir()) if path.name not in {"environment", "hub"}
    )
    entries = "\n          ".join(f"- components/{layer}" for layer in layers)
    text = settings.read_text().replace("output_type: plain", "output_type: yaml")
    settings.write_text(text.replace("- components/environment", entries))
    (folder / "lib").mkdir()
    (folder / "lib/stock.py").write_text(STOCK)
    for source in folder.glob("components/*/__init__.py"):
        source.write_text(source.read_text().replace("from slipway.component import", "from stock import"))
    command = (str(BIN / "python"), "-m", "kapitan", "compile")
    return Job(command, folder, folder / "compiled", {"PYTHONPATH": str(folder / "lib")})
