"""The plan as SARIF 2.1.0, for code scanning: findings, and a note for every effect that needs a human's eye.

https://docs.oasis-open.org/sarif/sarif/v2.1.0/sarif-v2.1.0.html
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator
from typing import Any
from urllib.parse import quote

from slipway import __version__
from slipway.findings import Finding
from slipway.plan.values import GRAVE, ObjectChange, Plan
from slipway.plan.wording import name_text
from slipway.plan.writers.body import LABELS

_SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"


def as_sarif(plan: Plan) -> str:
    """Return the plan as SARIF."""
    results = [*(_finding(one, plan.folder) for one in plan.findings), *_notes(plan)]
    rules = sorted({result["ruleId"] for result in results})
    driver = {"name": "slipway plan", "version": __version__, "rules": [{"id": rule} for rule in rules]}
    runs = [{"tool": {"driver": driver}, "columnKind": "unicodeCodePoints", "results": results}]
    return json.dumps({"$schema": _SCHEMA, "version": "2.1.0", "runs": runs}, indent=2, ensure_ascii=False) + "\n"


def _finding(one: Finding, folder: str) -> dict[str, Any]:
    text = ". ".join(filter(None, (f"{one.target}: {one.message}" if one.target else one.message, one.remedy)))
    file, line = (one.location.file, one.location.line) if one.location else (f"{folder}/{one.target}", 1)
    return {
        **_result(one.rule, one.severity.value, text, file, line),
        **({"suppressions": [{"kind": "external", "justification": one.acknowledged}]} if one.acknowledged else {}),
    }


def _notes(plan: Plan) -> Iterator[dict[str, Any]]:
    for change in plan.changes:
        for one in change.consequences:
            if one.effect in GRAVE and not one.needs:
                what = f"{name_text(change.identity)}{f': {one.path}' if one.path else ''}"
                text = f"{change.target}: {what}: {LABELS[one.effect]}{f': {one.text}' if one.text else ''}"
                yield _result(f"plan/{one.effect.value}", "note", text, f"{plan.folder}/{change.file}", _line(change))


def _line(change: ObjectChange) -> int:
    # What is gone has no line in the newer tree.
    return change.line if change.after is not None else 1


def _result(rule: str, level: str, text: str, file: str, line: int) -> dict[str, Any]:
    artifact = {"uri": quote(file), "uriBaseId": "%SRCROOT%"}
    return {
        "ruleId": rule,
        "level": level,
        "message": {"text": text},
        "locations": [{"physicalLocation": {"artifactLocation": artifact, "region": {"startLine": line}}}],
        # The same across commits, wherever the object stands in its file.
        "partialFingerprints": {"slipway/v1": hashlib.sha256(f"{rule}\n{file}\n{text}".encode()).hexdigest()[:32]},
    }
