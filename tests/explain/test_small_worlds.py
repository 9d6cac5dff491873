"""Components of the test's own: what they may do, and what is said when something is at fault."""

from __future__ import annotations

import re
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from slipway.explain import NotFoundError, UnbuildableError, explain
from slipway.explain.writers import as_text
from tests.support.checkout import Checkout, small
from tests.support.sample import ROOT

Run = Callable[..., tuple[int, str, str]]

SETTINGS = """\
from slipway.component import component


def files(environment):
    network = environment.network
    data = {{{data}}}
    metadata = {{"name": "settings", "namespace": environment.name}}
    settings = {{"apiVersion": "v1", "kind": "ConfigMap", "metadata": metadata, "data": data}}
    return {{"network/settings.yaml": [settings]}}


main = component("network", files)
"""
ASKED = "compiled/dev-us-east-2/network/settings.yaml"


def world(root: Path, data: str) -> Checkout:
    """Return a project whose one component makes a ConfigMap; ``data`` are its keys and values as Python."""
    return small(root, {"network": SETTINGS.format(data=data)})


def without_rules(text: str) -> str:
    """Return an answer without the rules: a new one is no change of what is tested here."""
    return re.sub(r"Rules\n(  .*\n)+\n", "", text)


def keys(root: Path, field: str) -> list[str]:
    return [key.path for key in explain(root, f"{ASKED}:{field}").keys]


def test_object_that_the_component_makes_itself(tmp_path: Path) -> None:
    world(tmp_path, '"zones": " ".join(network.availability_zones)')
    assert without_rules(as_text(explain(tmp_path, f"{ASKED}:zones"))) == (
        "ConfigMap/settings\n"
        "data.zones = us-east-2a us-east-2b\n"
        "\n"
        "Made by\n"
        "  file       compiled/dev-us-east-2/network/settings.yaml\n"
        "  component  network  components/network/__init__.py:4\n"
        "\n"
        "Inventory keys\n"
        "  network.availabilityZones.0 = us-east-2a\n"
        "    inventory/classes/region/us-east-2.yml:7\n"
        "  network.availabilityZones.1 = us-east-2b\n"
        "    inventory/classes/region/us-east-2.yml:8\n"
        "\n"
        "Keys that decide whether it exists, and its name\n"
        "  environment.name = dev-us-east-2  inventory/targets/dev-us-east-2.yml:1\n"
        "\n"
        "Catalogue\n"
        "  data  disruptive: what reads it behaves otherwise\n"
        "  doc  https://kubernetes.io/docs/concepts/configuration/configmap/\n"
        "\n"
        "Notes\n"
        "  no target is a hub: which Application applies the object is not known\n"
    )


def test_value_that_no_key_changes(tmp_path: Path) -> None:
    world(tmp_path, '"taint": "nvidia.com/gpu"')
    text = as_text(explain(tmp_path, f"{ASKED}:taint"))
    assert "Inventory keys\n  None: the value is fixed by the architecture, no key changes it.\n" in text


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        # A literal, a comparison with it, a number's bound and a choice of the shape.
        ("str(network.cidr_block)", ["network.cidrBlock"]),
        ('"one" if network.nat_gateways == "single" else "many"', ["network.natGateways"]),
        ("str(environment.nodes.cpu.scaling_config.max_size)", ["nodes.cpu.scalingConfig.maxSize"]),
        ("type(environment.cluster).__name__", []),
        # A map's keys, a map's values, and one that is empty.
        ('",".join(environment.cluster.access_entries)', ["cluster.accessEntries.platform-admins"]),
        ('",".join(environment.access.permissions_boundary or "none")', ["access.permissionsBoundary"]),
        ("environment.external_names.get('ConfigMap/settings', 'none')", ["externalNames.ConfigMap/settings"]),
        # What the model computes, with the keys that it is made of.
        ("environment.names.bucket('logs')", ["environment.name", "environment.accountId"]),
        ("environment.arns.role('x')", ["environment.accountId", "environment.partition"]),
        # What groups inherit, and where they would say otherwise.
        (
            "environment.nodes.gpu['gpu'].ami_type",
            ["nodes.gpuDefaults.amiType", "nodes.gpu.gpu.amiType"],
        ),
    ],
)
def test_exactly_the_keys_behind_a_value(value: str, expected: list[str], tmp_path: Path) -> None:
    world(tmp_path, f'"it": {value}')
    assert keys(tmp_path, "it") == expected


def test_values_that_a_builder_refuses_teach_nothing(tmp_path: Path) -> None:
    world(tmp_path, '"nat": {"single": "one"}[network.nat_gateways] + str(network.cidr_block)')
    assert keys(tmp_path, "nat") == ["network.cidrBlock"]


def test_component_that_wants_the_model_itself(tmp_path: Path) -> None:
    """A stand-in that notes what is read does not do for it, so every key is tried."""
    world(tmp_path, '"it": type(environment).__name__ + str(network.cidr_block)')
    assert keys(tmp_path, "it") == ["network.cidrBlock"]


def test_decorated_component(tmp_path: Path) -> None:
    decorated = SETTINGS.format(data='"it": str(network.cidr_block)').replace(
        "def files(",
        "from functools import wraps\n\n\n"
        "def traced(function):\n"
        "    @wraps(function)\n"
        "    def call(environment):\n"
        "        return function(environment)\n\n"
        "    return call\n\n\n"
        "@traced\n"
        "def files(",
    )
    small(tmp_path, {"network": decorated})
    answer = explain(tmp_path, f"{ASKED}:it")
    assert [key.path for key in answer.keys] == ["network.cidrBlock"]
    assert answer.objects[0].builders == ()
    assert answer.component_function.line == 15


def test_component_that_fails(tmp_path: Path) -> None:
    world(tmp_path, '"it": 1 / 0')
    with pytest.raises(UnbuildableError) as error:
        explain(tmp_path, ASKED)
    assert str(error.value) == "component network of target dev-us-east-2 fails: ZeroDivisionError: division by zero"


def test_exit_codes(tmp_path: Path, run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    code, output, errors = run(ASKED)
    assert (code, output) == (2, "")
    assert errors.startswith(f"error: {tmp_path} is not inside a Slipway project:")
    world(tmp_path, '"it": 1 / 0')
    fault = "error: component network of target dev-us-east-2 fails: ZeroDivisionError: division by zero\n"
    assert run(ASKED) == (1, "", fault)


def test_inventory_that_is_not_valid(tmp_path: Path) -> None:
    project = world(tmp_path, '"it": "x"')
    project.write("inventory/classes/stage/dev.yml", "parameters:\n  environment:\n    stage: development\n")
    with pytest.raises(UnbuildableError) as error:
        explain(tmp_path, ASKED)
    assert str(error.value) == (
        "the inventory of target dev-us-east-2 is not valid:\n"
        "  environment.stage: Input should be 'dev', 'staging' or 'prod'\n"
        "slipway check says more"
    )


def test_inventory_that_does_not_render(tmp_path: Path) -> None:
    project = world(tmp_path, '"it": "x"')
    project.write("inventory/classes/stage/dev.yml", "parameters:\n  environment:\n    stage: ${no:such}\n")
    with pytest.raises(UnbuildableError) as error:
        explain(tmp_path, ASKED)
    first, second, *_ = str(error.value).splitlines()
    assert first == "target dev-us-east-2 does not render:"
    assert second.startswith(
        "  inventory/classes/defaults/environment.yml:9:26: INVENTORY-007 `${no:such}` leads nowhere"
    )


def test_fault_of_another_target_is_in_nobodys_way(tmp_path: Path) -> None:
    project = world(tmp_path, '"it": "x"')
    project.write("inventory/classes/stage/prod.yml", "parameters:\n  environment:\n    stage: production\n")
    assert explain(tmp_path, ASKED).target == "dev-us-east-2"
    with pytest.raises(NotFoundError, match="means 2 objects"):
        explain(tmp_path, "configmap/settings")


def test_works_without_kapitan() -> None:
    code = (
        "import sys; sys.modules['kapitan'] = None\n"
        "from pathlib import Path; from slipway.explain import explain\n"
        "print(explain(Path(sys.argv[1]), 'VPC/dev-us-east-2:cidrBlock').value)"
    )
    found = subprocess.run(
        [sys.executable, "-c", code, str(ROOT)], capture_output=True, text=True, check=True, timeout=60
    )
    assert found.stdout == "10.20.0.0/16\n"
