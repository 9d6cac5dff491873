"""What the launcher changes about kapitan, held against kapitan's own source: a new release must be noticed."""

from __future__ import annotations

import ast
import inspect
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType

import kapitan.cli  # type: ignore[import-untyped]
import kapitan.targets  # type: ignore[import-untyped]
import pytest

from slipway.project import launch


def tree(module: ModuleType) -> ast.Module:
    return ast.parse(inspect.getsource(module))


def used(module: ModuleType, name: str) -> Iterator[str]:
    """Yield the attributes of a name that a module uses."""
    for node in ast.walk(tree(module)):
        if isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name) and node.value.id == name:
            yield node.attr


def test_only_the_commands_behind_init_and_refs_are_left_out() -> None:
    imported = {
        node.module: [alias.name for alias in node.names]
        for node in ast.walk(tree(kapitan.cli))
        if isinstance(node, ast.ImportFrom) and node.module in launch.UNUSED
    }
    assert imported == {module: [name] for module, name in launch.UNUSED.items()}
    defaults = [
        {keyword.arg: ast.unparse(keyword.value) for keyword in call.keywords}
        for call in ast.walk(tree(kapitan.cli))
        if isinstance(call, ast.Call) and ast.unparse(call.func).endswith("set_defaults")
    ]
    commands = {one["func"]: one["name"] for one in defaults if one.get("func") in launch.UNUSED.values()}
    assert commands == {"handle_refs_command": "'refs'", "initialise_skeleton": "'init'"}


def test_kapitan_copies_finished_trees_only_and_removes_them_afterwards() -> None:
    """Moving instead is the same as long as these are all its uses: one copy a tree, and one removal of the rest."""
    assert sorted(used(kapitan.targets, "shutil")) == ["copytree", "copytree", "rmtree", "rmtree", "rmtree"]
    assert inspect.getsource(kapitan.targets).count("shutil.rmtree(temp_path)") == 1


def test_a_tree_is_moved(tmp_path: Path) -> None:
    (tmp_path / "from").mkdir()
    (tmp_path / "from/a").write_text("a")
    launch.moved(str(tmp_path / "from"), str(tmp_path / "to"))
    assert (tmp_path / "to/a").read_text() == "a"
    assert not (tmp_path / "from").exists()


def test_a_tree_on_another_file_system_is_copied(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refused(_from: Path, _to: object) -> None:
        raise OSError(18, "Invalid cross-device link")

    monkeypatch.setattr(Path, "rename", refused)
    (tmp_path / "from").mkdir()
    (tmp_path / "from/a").write_text("a")
    launch.moved(str(tmp_path / "from"), str(tmp_path / "to"))
    assert (tmp_path / "to/a").read_text() == "a"
