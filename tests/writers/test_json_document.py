"""The format for programs: complete, versioned, the same bytes each time."""

from __future__ import annotations

import json

import slipway
from slipway.writers import Options, write
from tests.writers.reports import EMPTY, FULL


def test_document() -> None:
    """Findings are not grouped: a program may."""
    document = json.loads(write(FULL, "json", Options(seconds=9.0, verbose=True)))
    assert document.pop("tool") == {"name": "slipway", "version": slipway.__version__}
    findings = document.pop("findings")
    assert document == {
        "version": 1,
        "targets": ["dev", "prod"],
        "totals": {"errors": 2, "warnings": 0, "notes": 1, "acknowledged": 1},
    }
    assert findings[0] == {
        "rule": "NODES-003",
        "severity": "error",
        "target": "dev",
        "path": "nodes.instanceType",
        "message": "`p5e.48xlarge` has GPUs",
        "found": '"p5e.48xlarge"',
        "allowed": "m7i.large, m7i.xlarge",
        "remedy": "Use an NVIDIA AMI.",
        "source": "https://docs.aws.amazon.com/eks/",
        "location": {"file": "inventory/targets/prod.yml", "line": 5, "column": 19},
        "earlier": [{"file": "inventory/classes/nodes.yml", "line": 3, "column": 7}],
        "acknowledged": "",
    }
    assert [(item["rule"], item["target"], item["acknowledged"]) for item in findings[1:]] == [
        ("NODES-003", "prod", ""),
        ("YAML-012", "", "a number | indeed"),
        ("NODES-009", "prod", ""),
    ]
    assert findings[-1]["location"] is None


def test_time_and_detail_do_not_change_it() -> None:
    """The same inventory gives the same bytes."""
    assert write(FULL, "json", Options(seconds=1.0)) == write(FULL, "json", Options(seconds=2.0, verbose=True))


def test_nothing_found() -> None:
    """An empty list."""
    assert json.loads(write(EMPTY, "json"))["findings"] == []
