"""Where the generator reads and writes."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any

import yaml

TOOLS = Path(__file__).parent
ROOT = TOOLS.parents[1]
OUTPUT = ROOT / "schemas"
WORK = ROOT / ".tools" / "schemas"

Schema = dict[str, Any]
"""One JSON Schema, or a part of one."""

Key = tuple[str, str]
"""apiVersion and kind."""


@cache
def data(name: str) -> Any:  # noqa: ANN401 (YAML)
    """Return the committed data file ``<name>.yaml``; callers copy what they change."""
    return yaml.safe_load((TOOLS / f"{name}.yaml").read_text(encoding="utf-8"))


def place(key: Key) -> str:
    """Return the path of a kind's schema below a root: ``<group or core>/<kind in lower case>_<version>.json``."""
    api_version, kind = key
    group, _, version = api_version.rpartition("/")
    return f"{group or 'core'}/{kind.lower()}_{version}.json"
