"""JSON as the schemas are committed: sorted, and short parts on one line, so that a difference is short to read."""

from __future__ import annotations

import json
from typing import Any

_WIDTH = 120


def text(value: Any) -> str:  # noqa: ANN401 (JSON)
    """Return a JSON document; the same value gives the same bytes."""
    return _text(value, "", 0) + "\n"


def _text(value: Any, indent: str, used: int) -> str:  # noqa: ANN401 (JSON)
    line = json.dumps(value, sort_keys=True, ensure_ascii=False)
    if not isinstance(value, dict | list) or not value or len(indent) + used + len(line) < _WIDTH:
        return line
    inner = indent + " "
    if isinstance(value, list):
        parts = [inner + _text(each, inner, 0) for each in value]
        return "[\n" + ",\n".join(parts) + f"\n{indent}]"
    names = {name: json.dumps(name, ensure_ascii=False) + ": " for name in sorted(value)}
    parts = [inner + name + _text(value[key], inner, len(name)) for key, name in names.items()]
    return "{\n" + ",\n".join(parts) + f"\n{indent}}}"
