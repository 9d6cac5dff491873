"""Faults in a component: the cause and its place, and a traceback for bugs only."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from slipway.partial import CHECKED
from tests.project.compiling import failure
from tests.support.checkout import COMPONENT, REPOSITORY, Checkout, small, whole

STORAGE = ("checkpoints", "key")

CLUMSY = """\
from slipway.component import component


def files(environment):
    return {"../escape.yaml": [{"apiVersion": "v1", "kind": "Namespace", "metadata": {"name": "x", "labls": {}}}]}


main = component("clumsy", files)
"""


def test_plain_kapitan_ends_in_the_cause_without_a_traceback(tmp_path: Path) -> None:
    """kapitan's last lines name target and component, but leave the cause to the traceback above them."""
    project = small(tmp_path / "project", {"clumsy": CLUMSY})
    run = project.kapitan("compile", "--targets", "dev-us-east-2")
    assert run.returncode == 1
    assert "Traceback" not in run.stdout
    assert (
        run.stdout.rpartition("\n\n")[2]
        == """\
Error compiling dev-us-east-2: component clumsy of target dev-us-east-2 builds what must not be written:
  '../escape.yaml' is no path of this component: write clumsy/<concern>.yaml, lower case, digits and dashes
  ../escape.yaml: Namespace x: metadata.labls: unknown field; found {}; did you mean labels?
Compile error: failed to compile target: dev-us-east-2
"""
    )
    assert project.tree(".").keys().isdisjoint({"escape.yaml", "compiled/escape.yaml"})


def test_inventory_that_does_not_parse_is_told_with_its_paths(project: Checkout) -> None:
    project.write("inventory/classes/stage/dev.yml", "parameters: {environment: {stage: dev}, netwrok: {}}\n")
    assert failure(project, "dev-us-east-2") == (
        "target dev-us-east-2: component network: the inventory of target dev-us-east-2 is not valid:\n"
        "  netwrok: Extra inputs are not permitted"
    )


def test_plain_kapitan_stops_at_what_the_rules_refuse(tmp_path: Path) -> None:
    project = whole(tmp_path)
    target = project.root / "inventory/targets/dev-us-east-2.yml"
    target.write_text(target.read_text().replace("availabilityZone: us-east-2b", "availabilityZone: us-east-2c"))
    run = project.kapitan("compile", "--targets", "dev-us-east-2", SLIPWAY_CHECKED="")
    assert run.returncode == 1
    assert "Traceback" not in run.stdout
    assert (
        "component environment: the rules refuse target dev-us-east-2:\n"
        "  inventory/targets/dev-us-east-2.yml:23:29 RESERVATION-003 nodes.gpu.gpu.reservation.availabilityZone: "
        "the reservation of GPU group `gpu` lies in a zone without a worker subnet "
        "(found us-east-2c; allowed us-east-2a, us-east-2b)\n"
    ) in run.stdout
    assert not (project.root / "compiled").exists()


def test_plain_kapitan_compiles_what_the_rules_accept(tmp_path: Path) -> None:
    project = whole(tmp_path)
    run = project.kapitan("compile", SLIPWAY_CHECKED="")
    assert run.returncode == 0, run.stdout
    assert project.tree() == Checkout(REPOSITORY).tree()


def test_bug_of_a_component_is_told_with_its_place(tmp_path: Path) -> None:
    source = COMPONENT.format(layer="network").replace("environment.name", "{}['name']")
    project = small(tmp_path / "project", {"network": source})
    assert failure(project, "dev-us-east-2") == (
        "target dev-us-east-2: component network: KeyError: 'name' (network/__init__.py:5)"
    )


def test_component_that_cannot_be_imported_is_told_with_its_place(tmp_path: Path) -> None:
    project = small(tmp_path / "project", {"network": "import nowhere\n"})
    assert (
        failure(project, "dev-us-east-2") == "target dev-us-east-2: No module named 'nowhere' (network/__init__.py:1)"
    )


def test_a_component_from_another_folder_is_the_one_that_is_compiled(tmp_path: Path) -> None:
    """The rules have built the layer of ``components/``, which is not what kapitan was told to compile."""
    project = whole(tmp_path)
    shutil.copytree(project.root / "components/registry", project.root / "other/registry")
    source = project.root / "other/registry/__init__.py"
    source.write_text(source.read_text().replace("registry/atlas.yaml", "registry/other.yaml"))
    entries = project.root / "inventory/classes/defaults/compile.yml"
    singly = "- components/storage\n          - other/registry"
    entries.write_text(entries.read_text().replace("- components/environment", singly))
    run = project.kapitan("compile", "--targets", "dev-us-east-2", **{CHECKED: ""})
    assert run.returncode == 0, run.stdout
    assert sorted(project.tree()) == [
        "dev-us-east-2/registry/other.yaml",
        *(f"dev-us-east-2/storage/{concern}.yaml" for concern in STORAGE),
    ]


@pytest.mark.parametrize(
    ("source", "told"),
    [
        ("import nowhere\n", "component environment: ModuleNotFoundError: No module named 'nowhere'"),
        (
            COMPONENT.format(layer="storage").replace("environment.name", "{}['name']"),
            "component storage: KeyError: 'name'",
        ),
        (CLUMSY, "component storage of target dev-us-east-2 builds what must not be written:"),
    ],
    ids=["import", "build", "emit"],
)
def test_a_layer_among_all_layers_is_told_by_its_name(tmp_path: Path, source: str, told: str) -> None:
    project = whole(tmp_path)
    project.write("components/storage/__init__.py", source)
    run = project.kapitan("compile", "--targets", "dev-us-east-2", **{CHECKED: "1"})
    assert run.returncode == 1
    assert f"Error compiling dev-us-east-2: {told}\n" in run.stdout
    assert not (project.root / "compiled").exists()
