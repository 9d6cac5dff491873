"""SARIF 2.1.0: what code scanning reads of it, held to the parts of the specification that it relies on."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import Any

import jsonschema  # type: ignore[import-untyped]

from slipway.findings import Location
from slipway.writers import write
from tests.writers.reports import EMPTY, FULL, SHARED, report

TEXT = {"type": "object", "required": ["text"], "properties": {"text": {"type": "string", "minLength": 1}}}
PHYSICAL = {
    "type": "object",
    "required": ["artifactLocation", "region"],
    "properties": {
        "artifactLocation": {
            "required": ["uri"],
            "properties": {"uri": {"type": "string", "format": "uri-reference", "pattern": "^[^/ ][^ ]*$"}},
        },
        "region": {
            "required": ["startLine"],
            "properties": {"startLine": {"minimum": 1}, "startColumn": {"type": "integer", "minimum": 1}},
        },
    },
}
LEVEL = {"enum": ["none", "note", "warning", "error"]}
RULE = {
    "type": "object",
    "required": ["id", "shortDescription", "fullDescription", "help", "defaultConfiguration"],
    "properties": {
        "id": {"type": "string"},
        "shortDescription": TEXT,
        "fullDescription": TEXT,
        "help": {**TEXT, "required": ["text", "markdown"]},
        "helpUri": {"type": "string", "pattern": "^https://"},
        "defaultConfiguration": {"properties": {"level": LEVEL}},
    },
}
RESULT = {
    "type": "object",
    "required": ["ruleId", "level", "message", "partialFingerprints"],
    "properties": {
        "level": LEVEL,
        "message": TEXT,
        "ruleIndex": {"type": "integer", "minimum": 0},
        "locations": {"maxItems": 1, "items": {"properties": {"physicalLocation": PHYSICAL}}},
        "relatedLocations": {"items": {"required": ["physicalLocation"], "properties": {"physicalLocation": PHYSICAL}}},
        "suppressions": {"items": {"required": ["kind"], "properties": {"kind": {"enum": ["inSource", "external"]}}}},
        "partialFingerprints": {"additionalProperties": {"type": "string"}},
    },
}
DRIVER = {"required": ["name"], "properties": {"rules": {"items": RULE, "uniqueItems": True}}}
ESSENTIALS = {
    "type": "object",
    "required": ["version", "$schema", "runs"],
    "properties": {
        "version": {"const": "2.1.0"},
        "$schema": {"pattern": "sarif-schema-2\\.1\\.0\\.json$"},
        "runs": {
            "minItems": 1,
            "maxItems": 1,
            "items": {
                "required": ["tool", "results"],
                "properties": {
                    "columnKind": {"enum": ["utf16CodeUnits", "unicodeCodePoints"]},
                    "tool": {
                        "required": ["driver"],
                        "properties": {"driver": DRIVER},
                    },
                    "results": {"type": "array", "items": RESULT},
                },
            },
        },
    },
}


def _run(text: str) -> dict[str, Any]:
    document = json.loads(text)
    jsonschema.Draft202012Validator(ESSENTIALS).validate(document)
    run: dict[str, Any] = document["runs"][0]
    return run


def test_results() -> None:
    """A result for each finding, equal ones of several targets as one; rules are found by index."""
    run = _run(write(FULL, "sarif"))
    rules = run["tool"]["driver"]["rules"]
    results = run["results"]
    assert [rules[result["ruleIndex"]]["id"] for result in results] == ["NODES-003", "YAML-012", "NODES-009"]
    assert [result["level"] for result in results] == ["error", "warning", "note"]
    fingerprint = results[0].pop("partialFingerprints")
    assert results[0] == {
        "ruleId": "NODES-003",
        "ruleIndex": 0,
        "level": "error",
        "message": {
            "text": 'nodes.instanceType: `p5e.48xlarge` has GPUs; found "p5e.48xlarge"; '
            "allowed: m7i.large, m7i.xlarge. Use an NVIDIA AMI."
        },
        "locations": [
            {
                "physicalLocation": {
                    "artifactLocation": {"uri": "inventory/targets/prod.yml", "uriBaseId": "%SRCROOT%"},
                    "region": {"startLine": 5, "startColumn": 19},
                },
                "logicalLocations": [{"fullyQualifiedName": "nodes.instanceType", "kind": "member"}],
            }
        ],
        "relatedLocations": [
            {
                "physicalLocation": {
                    "artifactLocation": {"uri": "inventory/classes/nodes.yml", "uriBaseId": "%SRCROOT%"},
                    "region": {"startLine": 3, "startColumn": 7},
                },
                "message": {"text": "set here before"},
            }
        ],
        "properties": {"targets": ["dev", "prod"]},
    }
    assert results[1]["suppressions"] == [{"kind": "inSource", "justification": "a number | indeed"}]
    assert "locations" not in results[2]
    assert len(fingerprint["slipway/v1"]) == 32


def test_rules_help_themselves() -> None:
    """Every rule comes with reason, remedy and source; only a web page becomes a link."""
    rules = {rule["id"]: rule for rule in _run(write(EMPTY, "sarif"))["tool"]["driver"]["rules"]}
    assert rules["NODES-003"]["helpUri"] == "https://docs.aws.amazon.com/eks/"
    assert rules["NODES-003"]["help"]["text"] == (
        "Nodes would not join.\n\nUse an NVIDIA AMI.\n\nhttps://docs.aws.amazon.com/eks/"
    )
    assert "helpUri" not in rules["YAML-012"]


def test_a_fingerprint_does_not_move_with_its_line() -> None:
    """Code scanning tells an old result from a new one by it."""
    place = SHARED.location
    assert place is not None
    moved = replace(SHARED, location=Location(place.file, 99, 1))
    elsewhere = replace(SHARED, path="nodes.other")
    first, second, third = (_run(write(report(item), "sarif"))["results"][0] for item in (SHARED, moved, elsewhere))
    assert first["partialFingerprints"] == second["partialFingerprints"]
    assert first["partialFingerprints"] != third["partialFingerprints"]


def test_paths_are_quoted() -> None:
    """A file name may hold what a URI may not."""
    odd = replace(SHARED, location=Location("inventory/targets/a b#c.yml", 1, 1))
    location = _run(write(report(odd), "sarif"))["results"][0]["locations"][0]["physicalLocation"]
    assert location["artifactLocation"]["uri"] == "inventory/targets/a%20b%23c.yml"
