"""The library path and kapitan agree: on what is found in an inventory, and on every byte that is compiled from it."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
import yaml

from slipway import render
from slipway.inventory.check import check
from slipway.model import Environment, Hub, parse
from slipway.partial import CHECKED
from slipway.rules.registry import Rulebook
from tests.rules.corpus import CASES, Case, Tree
from tests.support.checkout import Checkout
from tests.support.sample import ROOT


def tree(folder: Path) -> dict[str, str]:
    """Return the files below a folder by path."""
    return {path.relative_to(folder).as_posix(): path.read_text() for path in folder.rglob("*") if path.is_file()}


def test_kapitan_compiles_what_the_library_renders(tmp_path: Path) -> None:
    changed = Tree()
    for step in yaml.safe_load((Path(__file__).parent / "every-layer.yml").read_text(encoding="utf-8")):
        changed.change(step)
    changed.write(tmp_path)
    shutil.copytree(ROOT / "components", tmp_path / "components", ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copy(ROOT / ".kapitan", tmp_path)
    report = check(tmp_path)
    assert [finding for finding in report.findings if finding.stops] == []
    environments = [model for model in report.models.values() if isinstance(model, Environment)]
    ours = {
        f"{target}/{path}": text
        for target, model in report.models.items()
        for path, text in render.texts(model, environments, ROOT).items()
    }
    for checked in ("1", ""):  # as slipway compile runs it, and by itself, where the rules build the objects
        done = Checkout(tmp_path).kapitan("compile", **{CHECKED: checked})
        assert done.returncode == 0, done.stdout
        assert tree(tmp_path / "compiled") == ours
    unchanged = tree(ROOT / "compiled")
    assert all(
        any(text != unchanged.get(path) for path, text in ours.items() if path.startswith(target))
        for target in report.models
    )


SOUND_STRUCTURE = ["networks-of-peers-overlap", "reservation-promised-twice", "volume-too-small-in-a-class"]


@pytest.mark.parametrize("name", SOUND_STRUCTURE)
def test_rules_find_the_same_in_kapitans_own_inventory(
    name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Rendered by kapitan, and parsed as the components parse it."""
    from kapitan.inventory.backends.reclass_rs import ReclassRsInventory  # type: ignore[import-untyped]

    report = Case(CASES / name).check(tmp_path)
    monkeypatch.chdir(tmp_path)
    theirs = ReclassRsInventory("inventory").inventory
    models: dict[str, Environment | Hub] = {target: parse(node["parameters"]) for target, node in theirs.items()}
    monkeypatch.chdir(ROOT)
    book = Rulebook()
    found = [finding for target, model in models.items() for finding in book.on_target(target, model)]
    found += book.on_fleet(models)
    said = sorted((one.rule, one.target, one.path, one.message, one.found, one.allowed) for one in found)
    assert said == sorted(
        (one.rule, one.target, one.path, one.message, one.found, one.allowed) for one in report.findings
    )
    assert report.stops
