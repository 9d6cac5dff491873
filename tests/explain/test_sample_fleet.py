"""Whole answers on the sample fleet, a field for each way that a value comes about."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from syrupy.assertion import SnapshotAssertion

Run = Callable[..., tuple[int, str, str]]

FIELDS = {
    "literal": "VPC/prod-us-east-1:cidrBlock",
    "interpolated": "Role/dev-us-east-2-gpu-node:tags[slipway.dev/stage]",
    "default": "BucketLifecycleConfiguration/dev-us-east-2-checkpoints:daysAfterInitiation",
    "default-of-the-model": "Repository/dev-us-east-2-atlas:crossplane.io/external-name",
    "late-bound": "compiled/dev-us-east-2/nodes/gpu.yaml:launchTemplate.version",
    "late-bound-policy": "Policy/dev-us-east-2-inference:spec.forProvider.policy",
    "fixed": "NodeGroup/prod-us-east-1-gpu:taint[0].value",
    "derived-range": "Subnet/prod-us-east-1-worker-us-east-1b:cidrBlock",
    "derived-name": "EIP/prod-us-east-1-nat-us-east-1a:metadata.name",
    "chart-value": "Application/dev-us-east-2-inference:serviceAccount.annotations",
    "inherited": "LaunchTemplate/staging-us-west-2-gpu:volumeSize",
    "not-set": "NodeGroup/dev-us-east-2-gpu:spec.forProvider.releaseVersion",
    "of-the-wrapper": "LateBinding/dev-us-east-2-gpu-nodes:fieldPath",
    "of-the-hub": "Secret/dev-us-east-2-cluster:stringData.server",
}

WHOLES = {
    "file": "compiled/prod-us-east-1/network/nat.yaml",
    "object": "nodegroup/prod-us-east-1-gpu",
    "application": "Application/dev-us-east-2-workloads",
    "fleet": "Provider/upbound-provider-family-aws",
}


def fits(output: str) -> bool:
    """Whether lines fit 80 columns; only one that is a single word, such as a URL or an ARN, may be longer."""
    return not [line for line in output.splitlines() if len(line) > 80 and len(line.split()) > 2]


@pytest.mark.parametrize("name", FIELDS)
def test_field(name: str, run: Run, text_snapshot: SnapshotAssertion) -> None:
    code, output, errors = run(FIELDS[name])
    assert (code, errors) == (0, "")
    assert fits(output)
    assert output == text_snapshot


@pytest.mark.parametrize("name", WHOLES)
def test_object_or_file(name: str, run: Run, text_snapshot: SnapshotAssertion) -> None:
    code, output, errors = run(WHOLES[name])
    assert (code, errors) == (0, "")
    assert fits(output)
    assert output == text_snapshot


def test_markdown(run: Run, text_snapshot: SnapshotAssertion) -> None:
    code, output, errors = run("compiled/dev-us-east-2/nodes/gpu.yaml:launchTemplate.version", "--format", "markdown")
    assert (code, errors) == (0, "")
    assert output == text_snapshot


def test_plain_text_only(run: Run) -> None:
    assert "\x1b" not in run(FIELDS["late-bound"])[1]
