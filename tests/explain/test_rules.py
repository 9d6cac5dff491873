"""Rules that look at a value: those that read its keys or the object, not all that find their objects by a name."""

from __future__ import annotations

import pytest

from slipway.explain import explain
from tests.support.sample import ROOT


def ids(asked: str) -> set[str]:
    return {rule.id for rule in explain(ROOT, asked).rules}


@pytest.mark.parametrize(
    ("asked", "there", "not_there"),
    [
        ("NodeGroup/prod-us-east-1-gpu:taint", {"NODES-011"}, {"NODES-002", "NETWORK-001"}),
        ("VPC/dev-us-east-2:cidrBlock", {"NETWORK-001", "NETWORK-007", "FLEET-004"}, {"NETWORK-003", "NODES-002"}),
        # Through what the groups inherit.
        ("LaunchTemplate/dev-us-east-2-gpu:volumeSize", {"NODES-002"}, {"NODES-001"}),
        ("Cluster/dev-us-east-2:spec.forProvider.version", {"CLUSTER-001", "NODES-013"}, {"CLUSTER-006", "NODES-001"}),
        # On the compiled object alone.
        ("Application/dev-us-east-2-gpu-operator:operator.upgradeCRD", {"OPERATOR-007"}, {"OPERATOR-006"}),
        # On how the hole is filled.
        ("NodeGroup/dev-us-east-2-gpu:launchTemplate.version", {"BINDING-002", "BINDING-003"}, {"NODES-011"}),
        ("NodeGroup/dev-us-east-2-gpu:amiType", {"OPERATOR-001", "NODES-008"}, {"BINDING-002", "BINDING-003"}),
        # Dozens of rules read the name to find their objects; it is these that are about it.
        ("Role/dev-us-east-2-gpu-node:metadata.name", {"FLEET-001", "FLEET-002"}, {"OPERATOR-006", "ACCESS-002"}),
    ],
)
def test_rules(asked: str, there: set[str], not_there: set[str]) -> None:
    found = ids(asked)
    assert there <= found
    assert not not_there & found
