"""KCL: a function for each variant of a file, all environments in one run of its library, its fastest way."""

from __future__ import annotations

import json
import shutil
from pathlib import Path
from typing import Any

from tools.bench.fleet import Fleet
from tools.bench.job import Job
from tools.bench.layout import BIN, HERE
from tools.bench.patterns import WORDS, Patterns, Slot
from tools.bench.setup import KCL

_PROGRAM = """\
_objects = lambda e: any -> any { [o for key, n in e.variants for o in _templates[key][n](e, e.values[key])] }
_written = [file.write("out/${e.name}.yaml", yaml.encode_all(_objects(e))) for e in option("fleet")]
"""


def kcl(fleet: Fleet, patterns: Patterns, folder: Path) -> Job:
    """Return a run of the KCL program over the whole fleet."""
    folder.mkdir(parents=True)
    shutil.copy(HERE / "peers/kcl_main.py", folder / "main.py")
    (folder / "fleet.k").write_text(_program(patterns))
    environments = [patterns.environments[name].data() for name in fleet.names]
    (folder / "fleet.json").write_text(json.dumps(environments))
    return Job((str(BIN / "python"), "main.py"), folder, folder / "out", {"PYTHONPATH": str(KCL)})


def _program(patterns: Patterns) -> str:
    lines = ["import file", "import yaml", ""]
    table = []
    for key, variants in patterns.files.items():
        names = [f"_{key.replace('-', '_')}_{number}" for number in range(len(variants))]
        for name, variant in zip(names, variants, strict=True):
            lines += [f"{name} = lambda e: any, v: any -> any {{", f"    {_expression(variant)}", "}", ""]
        table.append(f"    {json.dumps(key)} = [{', '.join(names)}]")
    return "\n".join([*lines, "_templates = {", *table, "}", _PROGRAM])


def _expression(value: Any) -> str:  # noqa: ANN401 - any YAML value
    if isinstance(value, dict):
        return "{" + ", ".join(f"{_expression(key)} = {_expression(item)}" for key, item in value.items()) + "}"
    if isinstance(value, list):
        return "[" + ", ".join(map(_expression, value)) + "]"
    if isinstance(value, Slot):
        return f"v[{value.number}]"
    if isinstance(value, str):
        return _text(value)
    return str(value)


def _text(value: str) -> str:
    # A dollar before a brace would start an interpolation.
    pieces = json.dumps(value, ensure_ascii=False).split("${")
    text = '$" + "{'.join(pieces)
    for mark, word in WORDS.items():
        text = text.replace(mark, f"${{e.{word}}}")
    return f"({text})" if len(pieces) > 1 else text
