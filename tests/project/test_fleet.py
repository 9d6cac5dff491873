"""The hub's component is given every environment; a compile of some targets never passes them off for the fleet."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.project.compiling import ENVIRONMENTS, append, compiled, failure
from tests.support.checkout import COMPONENT, Checkout, small

HUB = """\
from slipway.component import fleet_component


def files(hub, environments):
    names = [hub.name, *(environment.name for environment in environments)]
    return {"hub/namespaces.yaml": [{"apiVersion": "v1", "kind": "Namespace", "metadata": {"name": n}} for n in names]}


main = fleet_component("hub", files)
"""


@pytest.fixture
def project(tmp_path: Path) -> Checkout:
    """A project with a hub that writes a namespace for itself and for each environment."""
    return small(tmp_path / "project", hub=HUB)


def names(project: Checkout) -> list[str]:
    """Return the names that the hub's component wrote."""
    lines = project.tree()["hub/namespaces.yaml"].splitlines()
    return [line.removeprefix("  name: ") for line in lines if line.startswith("  name: ")]


def test_hub_holds_every_environment(project: Checkout) -> None:
    compiled(project)
    assert names(project) == ["hub", *ENVIRONMENTS]
    assert project.tree().keys() == {
        "hub/namespaces.yaml",
        *(f"{name}/network/namespace.yaml" for name in ENVIRONMENTS),
    }


def test_hub_compiled_alone_still_holds_every_environment(project: Checkout) -> None:
    compiled(project, "hub")
    assert names(project) == ["hub", *ENVIRONMENTS]


def test_environment_compiled_alone_needs_no_other(project: Checkout) -> None:
    """kapitan renders all targets whichever is asked for: a fault in one would stop the compile of another."""
    append(project, "inventory/targets/prod-us-east-1.yml", "  broken: ${no:where}\n")
    compiled(project, "dev-us-east-2")
    assert list(project.tree()) == ["dev-us-east-2/network/namespace.yaml"]


def test_hub_names_the_environment_that_is_at_fault(project: Checkout) -> None:
    append(project, "inventory/targets/prod-us-east-1.yml", "  netwrok: {}\n")
    assert failure(project, "hub") == (
        "target hub: component hub: the inventory of target prod-us-east-1 is not valid:\n"
        "  netwrok: Extra inputs are not permitted"
    )


@pytest.mark.parametrize(
    ("component", "message"),
    [
        (COMPONENT.format(layer="hub"), "target hub is a hub, and this component builds environments"),
        ("from slipway.component import component\nmain = component('hub', lambda _: {}, 1)\n", "TypeError|takes 2"),
    ],
    ids=["environment-component-on-hub", "wrong-call"],
)
def test_component_on_the_wrong_target_is_told(component: str, message: str, tmp_path: Path) -> None:
    project = small(tmp_path / "other", hub=component)
    assert any(part in failure(project, "hub") for part in message.split("|"))
