"""How paths, values and identities are said; the same in every format."""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from typing import Any

from slipway.catalogue import Segments
from slipway.manifest import Identity
from slipway.plan.values import ABSENT

_PLAIN = re.compile(r"^[A-Za-z0-9_-]+$")
_PROVIDED = "spec.forProvider."
_NAMES = 8
WIDTH = 60
"""How long a value may be before it is cut; the JSON format never cuts."""


def path_text(segments: Segments) -> str:
    """Return a path as text: ``spec.forProvider.taint[key=a].value``."""
    text = ""
    for segment in segments:
        if segment.startswith("["):
            text += segment
        elif _PLAIN.match(segment):
            text += f".{segment}" if text else segment
        else:
            text += f"[{json.dumps(segment)}]"
    return text


def short_path(segments: Segments) -> str:
    """Return a path without what every managed resource has in front: ``taint[key=a].value``."""
    path = path_text(segments).removeprefix("spec.template.").removeprefix(_PROVIDED)
    return path.replace("spec.source.helm.valuesObject", "values", 1)


def name_text(identity: Identity) -> str:
    """Return ``Kind/name``, as permits spell it."""
    return f"{identity.kind}/{identity.name}"


def value_text(value: Any, width: int = WIDTH) -> str:  # noqa: ANN401 - whatever YAML holds
    """Return a value on one line, cut to the width; an absent one is ``(none)``."""
    if value is ABSENT:
        return "(none)"
    text = value if isinstance(value, str) and value.strip() == value and value else json.dumps(value, default=str)
    if "\n" in text:
        lines = text.count("\n") + 1
        text = f"{text.splitlines()[0]} … ({lines} lines)"
    return text if len(text) <= width else f"{text[: width - 1]}…"


def several(names: Sequence[str]) -> str:
    """Return names in a row, the tail as a number."""
    if len(names) <= _NAMES:
        return ", ".join(names)
    return f"{', '.join(names[:_NAMES])} and {len(names) - _NAMES} more"
