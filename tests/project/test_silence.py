"""Faults of which kapitan says nothing, or not enough."""

from __future__ import annotations

import re

import pytest

from slipway.project import UsageError
from tests.project.compiling import append, compiled, failure
from tests.project.trees import generated
from tests.support.checkout import Checkout


@pytest.mark.parametrize(
    ("path", "text", "message"),
    [
        ("classes/stage/dev.yml", "parameters: {a: 1, a: 2}\n", r"duplicate entry with key \"a\""),
        ("classes/stage/dev.yml", "parameters: [\n", r"stage\.dev: .*line 1 column 13"),
        ("classes/stage/dev.yml", "classes: [nowhere]\n", r"dev-us-east-2.*[Cc]lass .*nowhere.* not found"),
        ("classes/stage/dev.yml", "parameters: {environment: {stage: '${no:where}'}}\n", r"no:where"),
        ("classes/defaults/compile.yml", "parameters: {kapitan: {compile: 3}}\n", r"kapitan"),
        ("classes/defaults/compile.yml", "parameters: {}\n", r"kapitan|vars"),
    ],
    ids=["duplicate-key", "syntax", "missing-class", "missing-reference", "kapitan-section", "no-kapitan-section"],
)
def test_faulty_inventory_is_told(path: str, text: str, message: str, project: Checkout) -> None:
    project.write("compiled/dev-us-east-2/network/vpc.yaml", generated("dev-us-east-2/network/vpc.yaml"))
    project.write(f"inventory/{path}", text)
    assert re.search(message, failure(project), re.DOTALL)


def test_unknown_target_is_told(project: Checkout) -> None:
    """kapitan says nothing; next to a known target it even counts the unknown one as compiled."""
    with pytest.raises(
        UsageError, match=r"^no target nowhere; the inventory has dev-us-east-2, prod-us-east-1, staging"
    ):
        compiled(project, "dev-us-east-2", "nowhere")


def test_two_targets_of_one_name_are_told(project: Checkout) -> None:
    project.write("inventory/targets/more/dev-us-east-2.yml", "classes: []\n")
    with pytest.raises(
        UsageError, match=r"^target dev-us-east-2 is defined by inventory/targets/dev-us-east-2\.yml and"
    ):
        compiled(project)


def test_no_targets_are_told(project: Checkout) -> None:
    for file in (project.root / "inventory/targets").iterdir():
        file.unlink()
    with pytest.raises(UsageError, match="inventory/targets: no target"):
        compiled(project)


def test_targets_that_share_a_folder_are_told(project: Checkout) -> None:
    """Two targets with one ``vars.target`` are both compiled as that one, with exit code 0."""
    append(project, "inventory/targets/prod-us-east-1.yml", "  kapitan: {vars: {target: dev-us-east-2}}\n")
    assert failure(project).startswith("kapitan wrote what cannot be published:\n  target prod-us-east-1 wrote nothing")


def test_target_that_is_told_to_be_another_is_told(project: Checkout) -> None:
    append(project, "inventory/targets/dev-us-east-2.yml", "  kapitan: {vars: {target: nowhere}}\n")
    assert "kapitan.vars.target is 'nowhere', which is no target of the inventory" in failure(project, "dev-us-east-2")


def test_target_without_components_is_told(project: Checkout) -> None:
    """kapitan removes such a target's folder and only then fails."""
    project.write("compiled/dev-us-east-2/network/vpc.yaml", generated("dev-us-east-2/network/vpc.yaml"))
    empty = "parameters: {kapitan: {vars: {target: '${_reclass_:name:short}'}, compile: []}}\n"
    project.write("inventory/classes/defaults/compile.yml", empty)
    assert failure(project, "dev-us-east-2") == (
        "a target wrote nothing: its kapitan.compile lists no component, or none that has anything to write"
    )
