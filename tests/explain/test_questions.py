"""What a person may write, and what is said when there is no such thing."""

from __future__ import annotations

from collections.abc import Callable

import pytest

Run = Callable[..., tuple[int, str, str]]


@pytest.mark.parametrize(
    "arguments",
    [
        ("VPC/dev-us-east-2:spec.forProvider.cidrBlock",),
        ("vpc/dev-us-east-2:cidrBlock",),
        ("vpcs/dev-us-east-2:forProvider.cidrBlock",),
        ("vpc:cidrBlock", "--target", "dev-us-east-2"),
        ("compiled/dev-us-east-2/network/vpc.yaml:cidrBlock",),
        ("./compiled/dev-us-east-2/network/vpc.yaml:cidrBlock",),
        ("dev-us-east-2/network/vpc.yaml:cidrBlock",),
        ("network/vpc.yaml:cidrBlock", "-t", "dev-us-east-2"),
        ("/elsewhere/checkout/compiled/dev-us-east-2/network/vpc.yaml:cidrBlock",),
    ],
)
def test_ways_to_ask(arguments: tuple[str, ...], run: Run) -> None:
    code, output, errors = run(*arguments)
    assert (code, errors) == (0, "")
    assert output.startswith("VPC/dev-us-east-2\nspec.forProvider.cidrBlock = 10.20.0.0/16\n")


@pytest.mark.parametrize(
    ("field", "path"),
    [
        ("taint[0].value", "spec.forProvider.taint[0].value"),
        ("taint.0.value", "spec.forProvider.taint[0].value"),
        ("labels[slipway.dev/node-pool]", 'spec.forProvider.labels["slipway.dev/node-pool"]'),
        ('labels["slipway.dev/node-pool"]', 'spec.forProvider.labels["slipway.dev/node-pool"]'),
        ("labels.slipway.dev/node-pool", 'spec.forProvider.labels["slipway.dev/node-pool"]'),
        ("spec.managementPolicies", "spec.managementPolicies"),
    ],
)
def test_ways_to_spell_a_field(field: str, path: str, run: Run) -> None:
    code, output, errors = run(f"nodegroup/gpu:{field}", "-t", "dev-us-east-2")
    assert (code, errors) == (0, "")
    assert output.splitlines()[1].startswith(f"{path} =")


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (
            ("nodegrup/gpu", "-t", "dev-us-east-2"),
            "error: target dev-us-east-2: no object is a nodegrup\ndid you mean NodeGroup?\ntried: nodegrup/gpu\n",
        ),
        (
            ("nodegroup/gpx", "-t", "dev-us-east-2"),
            "error: target dev-us-east-2: there is no nodegroup/gpx\n"
            "there are NodeGroup/dev-us-east-2-cpu, NodeGroup/dev-us-east-2-gpu\n"
            "tried: nodegroup/gpx, nodegroup/dev-us-east-2-gpx\n",
        ),
        (
            ("bucket/checkpoint", "-t", "dev-us-east-2"),
            "error: target dev-us-east-2: there is no bucket/checkpoint\n"
            "did you mean bucket/checkpoints?\n"
            "tried: bucket/checkpoint, bucket/dev-us-east-2-checkpoint\n",
        ),
        (
            ("nodegroup/gpu",),
            "error: nodegroup/gpu means 3 objects\n"
            "give --target, or the whole name: NodeGroup/dev-us-east-2-gpu, NodeGroup/prod-us-east-1-gpu, "
            "NodeGroup/staging-us-west-2-gpu\n",
        ),
        (
            ("subnet", "-t", "dev-us-east-2"),
            "error: subnet means 4 objects\n"
            "give the whole name: Subnet/dev-us-east-2-public-us-east-2a, Subnet/dev-us-east-2-public-us-east-2b, "
            "Subnet/dev-us-east-2-worker-us-east-2a, Subnet/dev-us-east-2-worker-us-east-2b\n",
        ),
        (
            ("vpc", "-t", "dev-us-est-2"),
            "error: there is no target dev-us-est-2\ndid you mean dev-us-east-2?\n"
            "tried: dev-us-east-2, hub, prod-us-east-1, staging-us-west-2\n",
        ),
        (
            ("nodegroup/dev-us-east-2-gpu:taints",),
            "error: NodeGroup dev-us-east-2-gpu has no field taints\ndid you mean spec.forProvider.taint?\n"
            "tried: taints, spec.forProvider.taints, *.taints\n",
        ),
        (
            ("nodegroup/dev-us-east-2-gpu:spec.forProvider.amitype",),
            "error: NodeGroup dev-us-east-2-gpu has no field spec.forProvider.amitype\n"
            "did you mean spec.forProvider.amiType?\n"
            "tried: spec.forProvider.amitype, *.spec.forProvider.amitype\n",
        ),
        (
            ("nodegroup/dev-us-east-2-gpu:version",),
            "error: NodeGroup dev-us-east-2-gpu has 2 fields that end in version\n"
            "give more of the path: spec.forProvider.version, spec.forProvider.launchTemplate.version\n",
        ),
        (
            ("compiled/dev-us-east-2/nodes/gpx.yaml",),
            "error: target dev-us-east-2 compiles no file nodes/gpx.yaml\n"
            "did you mean compiled/dev-us-east-2/nodes/gpu.yaml or compiled/dev-us-east-2/nodes/cpu.yaml?\n"
            "tried: compiled/dev-us-east-2/nodes/gpx.yaml\n",
        ),
        (
            ("compiled/dev-us-est-2/nodes/gpu.yaml",),
            "error: compiled/dev-us-est-2/nodes/gpu.yaml lies in the folder of no target\n"
            "did you mean compiled/dev-us-east-2?\n"
            "tried: compiled/dev-us-east-2/, compiled/hub/, compiled/prod-us-east-1/, compiled/staging-us-west-2/\n",
        ),
        (
            ("compiled/dev-us-east-2/nodes/gpu.yaml:region",),
            "error: 2 objects of compiled/dev-us-east-2/nodes/gpu.yaml have a field region\n"
            "ask for one of NodeGroup/dev-us-east-2-gpu, LaunchTemplate/dev-us-east-2-gpu\n",
        ),
        ((":cidrBlock",), "error: ':cidrBlock' names no object\nwrite Kind/name, or the path of a compiled file\n"),
    ],
)
def test_what_does_not_exist(arguments: tuple[str, ...], message: str, run: Run) -> None:
    assert run(*arguments) == (2, "", message)
