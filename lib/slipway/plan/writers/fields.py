"""The lines of one changed field."""

from __future__ import annotations

import difflib
import json
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from slipway.plan.values import ABSENT, FieldChange
from slipway.plan.wording import short_path, value_text

_DIFF_LINES = 12
_FITS = 68


@dataclass(frozen=True, slots=True)
class Line:
    """One line: its mark in the first column ("", "+", "-", "~", ">", "!"), how deep it stands, and its text."""

    mark: str
    depth: int
    text: str


def field_lines(field: FieldChange) -> Iterator[Line]:
    """Yield the lines of one field: on one line if both values fit, as changed lines if they are long texts."""
    path = short_path(field.segments)
    texts = [_unfolded(value) for value in (field.old, field.new)]
    if any("\n" in text for text in texts) and all(texts):
        yield Line("", 2, f"{path}:")
        yield from _text_lines(*texts)
        return
    if field.segments[-1].startswith("[") and ABSENT in (field.old, field.new):
        sign, value = ("+", field.new) if field.old is ABSENT else ("-", field.old)
        yield Line("", 2, f"{short_path(field.segments[:-1])}: {sign} {value_text(value)}")
        return
    old, new = value_text(field.old), value_text(field.new)
    line = f"{path}: {old} → {new}"
    if len(line) <= _FITS:
        yield Line("", 2, line)
        return
    yield Line("", 2, f"{path}:")
    for value, sign in ((old, "was"), (new, "is")):
        yield Line("", 3, f"{sign} {value}")


def _unfolded(value: Any) -> str:  # noqa: ANN401
    """Return a text by lines, a JSON document laid out; "" for anything else."""
    if not isinstance(value, str):
        return ""
    try:
        document = json.loads(value)
    except json.JSONDecodeError:
        return value
    return json.dumps(document, indent=1) if isinstance(document, dict | list) else value


def _text_lines(old: str, new: str) -> Iterator[Line]:

    every = difflib.unified_diff(old.splitlines(), new.splitlines(), n=0, lineterm="")
    changed = [line for line in every if not line.startswith(("---", "+++", "@@"))]
    for line in changed[:_DIFF_LINES]:
        yield Line("", 3, f"{line[0]} {value_text(line[1:].strip())}")
    if len(changed) > _DIFF_LINES:
        yield Line("", 3, f"and {len(changed) - _DIFF_LINES} more lines")
