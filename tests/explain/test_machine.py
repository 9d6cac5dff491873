"""The JSON format: it is what its schema says."""

from __future__ import annotations

import json
from collections.abc import Callable
from importlib.resources import files
from typing import Any

import jsonschema_rs
import pytest

from slipway.explain.writers.machine import VERSION

Run = Callable[..., tuple[int, str, str]]


def schema() -> dict[str, Any]:
    loaded: dict[str, Any] = json.loads(files("slipway.explain").joinpath("output.schema.json").read_text())
    return loaded


def closed(node: Any) -> Any:
    """Return a schema that admits no key it does not name: what is written must be described."""
    if isinstance(node, list):
        return [closed(one) for one in node]
    if not isinstance(node, dict):
        return node
    found = {key: closed(value) for key, value in node.items()}
    return {**found, "unevaluatedProperties": False} if "properties" in node or "$ref" in node else found


@pytest.mark.parametrize(
    "asked",
    [
        "VPC/dev-us-east-2:cidrBlock",
        "NodeGroup/dev-us-east-2-gpu",
        "NodeGroup/dev-us-east-2-gpu:releaseVersion",
        "compiled/dev-us-east-2/nodes/gpu.yaml",
        "Application/dev-us-east-2-workloads",
        "Provider/upbound-provider-family-aws",
    ],
)
def test_answer_is_as_described(asked: str, run: Run) -> None:
    document = json.loads(run(asked, "--format", "json")[1])
    described = schema()
    # Definitions stay open: what stands beside a reference adds to them, and is closed there.
    definitions = described.pop("$defs")
    validator = jsonschema_rs.validator_for({**closed(described), "$defs": definitions})
    assert [error.message for error in validator.iter_errors(document)] == []


def test_version_is_the_schemas() -> None:
    assert schema()["properties"]["schemaVersion"]["const"] == VERSION


def test_document(run: Run) -> None:
    document = json.loads(run("Subnet/prod-us-east-1-worker-us-east-1b:cidrBlock", "--format", "json")[1])
    assert {key: document[key] for key in ("schemaVersion", "target", "file", "field", "present", "value")} == {
        "schemaVersion": 1,
        "target": "prod-us-east-1",
        "file": "compiled/prod-us-east-1/network/subnets.yaml",
        "field": "spec.forProvider.cidrBlock",
        "present": True,
        "value": "10.40.32.0/19",
    }
    assert [(key["path"], key["written"], key.get("value")) for key in document["keys"]] == [
        ("network.cidrBlock", True, "10.40.0.0/16"),
        ("network.availabilityZones.1", True, "us-east-1b"),
        ("network.subnets.worker", False, None),
    ]
    assert document["keys"][1]["location"] == {"file": "inventory/classes/region/us-east-1.yml", "line": 8, "column": 9}
