"""Helm: one chart with a template for each file, one release and one values file for each environment."""

from __future__ import annotations

import json
import os
import re
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import yaml

from slipway.serialize import document
from tools.bench.fleet import Fleet
from tools.bench.job import Job
from tools.bench.layout import BIN
from tools.bench.patterns import WORDS, Patterns, Slot

_CHART = "apiVersion: v2\nname: fleet\nversion: 1.0.0\n"


def helm(fleet: Fleet, patterns: Patterns, folder: Path) -> Job:
    """Return a ``helm template`` for each environment, as many at a time as there are processors."""
    chart = folder / "chart"
    (chart / "templates").mkdir(parents=True)
    (chart / "Chart.yaml").write_text(_CHART)
    for key, variants in patterns.files.items():
        (chart / f"templates/{key}.yaml").write_text(_template(key, variants))
    (folder / "values").mkdir()
    for name, values in patterns.environments.items():
        (folder / f"values/{name}.yaml").write_text(yaml.safe_dump(values.data(), sort_keys=False))
    (folder / "names").write_text("\n".join(fleet.names) + "\n")
    render = ("template", "{}", "chart", "--values", "values/{}.yaml", "--output-dir", "out/{}")
    command = ("xargs", "-a", "names", "-P", str(os.cpu_count()), "-I{}", str(BIN / "helm"), *render)
    settings = {f"HELM_{what}_HOME": str(folder / "home" / what) for what in ("CACHE", "CONFIG", "DATA")}
    return Job(command, folder, folder / "out", settings)


def _template(key: str, variants: Sequence[Any]) -> str:
    lines = [f'{{{{- $v := index .Values.values "{key}" }}}}']
    for number, manifests in enumerate(variants):
        lines.append(f'{{{{- if eq (toString (index .Values.variants "{key}")) "{number}" }}}}')
        lines += [f"---\n{_actions(document(_placed(manifest)))}" for manifest in manifests]
        lines.append("{{- end }}")
    return "\n".join(lines) + "\n"


def _placed(value: Any) -> Any:  # noqa: ANN401 - any YAML value
    """Put a text in the place of slots and words that the serialiser quotes and :func:`_actions` finds again."""
    if isinstance(value, dict):
        return {_placed(key): _placed(item) for key, item in value.items()}
    if isinstance(value, list):
        return [_placed(item) for item in value]
    if isinstance(value, Slot):
        return f"@slot-{value.number}@"
    if isinstance(value, str):
        for mark, word in WORDS.items():
            value = value.replace(mark, f"@word-{word}@")
    return value


def _actions(text: str) -> str:
    text = re.sub(r"\{\{(.*?)\}\}", lambda found: "{{ " + json.dumps(found[0]) + " }}", text)
    text = re.sub(r'"@slot-(\d+)@"', r"{{ index $v \1 | toJson }}", text)
    return re.sub(r"@word-(\w+)@", r"{{ $.Values.\1 }}", text)
