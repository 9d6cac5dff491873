"""cdk8s: a chart for each environment, an ApiObject for each object, all of them in one run of node."""

from __future__ import annotations

import json
import shutil
from pathlib import Path
from typing import Any

from tools.bench.fleet import Fleet
from tools.bench.job import Job
from tools.bench.layout import HERE
from tools.bench.patterns import WORDS, Patterns, Slot
from tools.bench.setup import NODE_MODULES, node


def cdk8s(fleet: Fleet, patterns: Patterns, folder: Path) -> Job:
    """Return a synthesis of the whole fleet."""
    folder.mkdir(parents=True)
    shutil.copy(HERE / "peers/cdk8s/main.js", folder)
    (folder / "node_modules").symlink_to(NODE_MODULES)
    (folder / "templates.js").write_text(_module(patterns))
    environments = [patterns.environments[name].data() for name in fleet.names]
    (folder / "fleet.json").write_text(json.dumps(environments))
    return Job((node(), "main.js"), folder, folder / "dist")


def _module(patterns: Patterns) -> str:
    entries = [
        f"  {json.dumps(key)}: [\n"
        + "".join(f"    (e, v) => {_expression(manifests)},\n" for manifests in variants)
        + "  ],\n"
        for key, variants in patterns.files.items()
    ]
    return f"module.exports = {{\n{''.join(entries)}}};\n"


def _expression(value: Any) -> str:  # noqa: ANN401 - any YAML value
    if isinstance(value, dict):
        return "{" + ", ".join(f"[{_expression(key)}]: {_expression(item)}" for key, item in value.items()) + "}"
    if isinstance(value, list):
        return "[" + ", ".join(map(_expression, value)) + "]"
    if isinstance(value, Slot):
        return f"v[{value.number}]"
    if isinstance(value, str) and any(mark in value for mark in WORDS):
        text = value.replace("\\", "\\\\").replace("`", "\\`").replace("${", "\\${")
        for mark, word in WORDS.items():
            text = text.replace(mark, f"${{e.{word}}}")
        return f"`{text}`"
    return json.dumps(value)
