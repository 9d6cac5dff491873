"""SARIF 2.1.0, which code scanning of GitHub, GitLab and Azure DevOps reads.

https://docs.oasis-open.org/sarif/sarif/v2.1.0/sarif-v2.1.0.html
"""

from __future__ import annotations

import hashlib
import json
from typing import Any
from urllib.parse import quote

import slipway
from slipway.findings import Finding, Location, Severity
from slipway.inventory.report import Report
from slipway.rules.facts import RuleFacts
from slipway.writers.wording import Group, groups, headline
from slipway.writers.writer import Options

SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
_LEVELS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.NOTE: "note"}


def write(report: Report, options: Options) -> str:  # noqa: ARG001 - the same document whatever the options
    """Return one run with every rule and every finding; equal findings of several targets are one result."""
    rules = sorted(report.facts.values(), key=lambda facts: facts.id)
    indices = {facts.id: index for index, facts in enumerate(rules)}
    driver = {
        "name": "Slipway",
        "semanticVersion": slipway.__version__,
        "rules": [_rule(facts) for facts in rules],
    }
    run = {
        "tool": {"driver": driver},
        "columnKind": "unicodeCodePoints",
        "results": [_result(group, indices) for group in groups(report.findings)],
    }
    document = {"$schema": SCHEMA, "version": "2.1.0", "runs": [run]}
    return json.dumps(document, indent=2, ensure_ascii=False) + "\n"


def _rule(facts: RuleFacts) -> dict[str, Any]:
    online = facts.source.startswith("https://")
    rule: dict[str, Any] = {
        "id": facts.id,
        "shortDescription": {"text": facts.title},
        "fullDescription": {"text": facts.reason},
        "help": {
            "text": f"{facts.reason}\n\n{facts.remedy}\n\n{facts.source}",
            "markdown": f"{facts.reason}\n\n**Remedy**: {facts.remedy}\n\n"
            + (f"[Source]({facts.source})" if online else f"Source: `{facts.source}`"),
        },
        "defaultConfiguration": {"level": _LEVELS[facts.severity]},
    }
    return {**rule, "helpUri": facts.source} if online else rule


def _result(group: Group, indices: dict[str, int]) -> dict[str, Any]:
    finding = group.finding
    result: dict[str, Any] = {
        "ruleId": finding.rule,
        "level": _LEVELS[finding.severity],
        "message": {"text": _message(finding)},
        "partialFingerprints": {"slipway/v1": _fingerprint(group)},
    }
    if finding.rule in indices:
        result["ruleIndex"] = indices[finding.rule]
    if finding.location:
        logical = [{"fullyQualifiedName": finding.path, "kind": "member"}] if finding.path else []
        physical = {"physicalLocation": _physical(finding.location)}
        result["locations"] = [{**physical, "logicalLocations": logical} if logical else physical]
    if finding.earlier:
        result["relatedLocations"] = [
            {"physicalLocation": _physical(place), "message": {"text": "set here before"}} for place in finding.earlier
        ]
    if finding.acknowledged:
        result["suppressions"] = [{"kind": "inSource", "justification": finding.acknowledged}]
    if group.targets:
        result["properties"] = {"targets": list(group.targets)}
    return result


def _message(finding: Finding) -> str:
    sentences = [headline(finding)]
    sentences += [f"found {finding.found}"] if finding.found else []
    sentences += [f"allowed: {finding.allowed}"] if finding.allowed else []
    return "; ".join(sentences) + f". {finding.remedy}"


def _physical(place: Location) -> dict[str, Any]:
    return {
        "artifactLocation": {"uri": quote(place.file), "uriBaseId": "%SRCROOT%"},
        "region": {"startLine": place.line, "startColumn": place.column},
    }


def _fingerprint(group: Group) -> str:
    """Identify a result across commits: by rule, file and path, not by its line."""
    finding = group.finding
    place = finding.location.file if finding.location else ""
    words = finding.path or finding.message
    return hashlib.sha256("\n".join((finding.rule, place, words)).encode()).hexdigest()[:32]
