"""State that leaks between targets: wrong output with exit code 0, by the order of targets in a worker."""

from __future__ import annotations

import ast
from pathlib import Path

import yaml

from tests.project.compiling import ENVIRONMENTS, failure
from tests.support.checkout import COMPONENT, REPOSITORY, small

LAZY = """\
from kapitan.inputs.kadet import inventory


def main():
    inventory(lazy=True)
    return {}
"""

GREEDY = """\
from slipway.component import component


def files(environment):
    values = environment.applications.inference.values
    values.setdefault("seen", []).append(environment.name)
    names = ",".join(values["seen"])
    return {"greedy/seen.yaml": [{"apiVersion": "v1", "kind": "Namespace", "metadata": {"name": names}}]}


main = component("greedy", files)
"""

ABSENT = COMPONENT.format(layer="absent").replace("environment.name", "environment.network.missing")


def test_lazy_inventory_of_one_component_reaches_no_other(tmp_path: Path) -> None:
    """``inventory(lazy=True)`` anywhere makes kapitan answer missing keys with ``{}`` in all the worker does later."""
    project = small(tmp_path / "project", {"lazy": LAZY, "absent": ABSENT})
    assert failure(project, "dev-us-east-2") == (
        "target dev-us-east-2: component absent: AttributeError: 'Network' object has no attribute 'missing'"
        " (absent/__init__.py:5)"
    )


def test_changed_inventory_reaches_no_other_target(tmp_path: Path) -> None:
    """kapitan hands every target the one inventory of its worker; a change by one target is read by the next."""
    project = small(tmp_path / "project", {"greedy": GREEDY})
    run = project.kapitan("compile", "--parallelism", "1")
    assert run.returncode == 0, run.stdout
    assert {path: text.splitlines()[-1] for path, text in project.tree().items()} == {
        f"{name}/greedy/seen.yaml": f"  name: {name}" for name in ENVIRONMENTS
    }


def test_components_read_nothing_but_the_model() -> None:
    """A module-level read of the inventory in a submodule is done once a worker, with the first target's values."""
    read = set()
    for file in (REPOSITORY / "components").rglob("*.py"):
        for node in ast.walk(ast.parse(file.read_text())):
            if isinstance(node, ast.Import):
                read |= {alias.name.partition(".")[0] for alias in node.names}
            elif isinstance(node, ast.ImportFrom):
                read.add((node.module or ".").partition(".")[0])
    assert read <= {"__future__", "collections", "slipway"}


def test_component_names_are_unique() -> None:
    """Two components whose folders have one name get the submodules of the first one loaded."""
    names = [file.parent.name for file in (REPOSITORY / "components").rglob("__init__.py")]
    assert len(names) == len(set(names))


def compile_entries() -> list[dict[str, object]]:
    """Return every compile entry of the inventory's classes."""
    documents = [yaml.safe_load(file.read_text()) or {} for file in (REPOSITORY / "inventory").rglob("*.yml")]
    kapitan = [document.get("parameters", {}).get("kapitan", {}) for document in documents]
    return [entry for section in kapitan for entry in section.get("compile", [])]


def test_every_component_writes_its_own_text() -> None:
    """Other output types go through kapitan's writer: anchors, folded lines, empty files, one document a character."""
    entries = compile_entries()
    assert entries
    for entry in entries:
        assert (entry["input_type"], entry["output_type"], entry["output_path"]) == ("kadet", "plain", ".")
        assert not entry.keys() & {"prune", "continue_on_compile_error", "ignore_missing"}


def test_options_are_where_kapitan_reads_them() -> None:
    """Options outside ``global:`` are ignored silently, and so is a misspelt backend; caches forget imported code."""
    assert yaml.safe_load((REPOSITORY / ".kapitan").read_text()) == {
        "version": "0.36.3",
        "global": {"inventory-backend": "reclass-rs", "mp-method": "fork", "search-paths": ["."]},
    }


def test_class_names_are_literal() -> None:
    """Interpolated class names cost a render per name and make a missing class depend on a value."""
    for file in (REPOSITORY / "inventory").rglob("*.yml"):
        classes = (yaml.safe_load(file.read_text()) or {}).get("classes", [])
        assert not [name for name in classes if "$" in name], file
