"""An error of the typed model, and what is said of it: the forms between pydantic and a finding."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from slipway.inventory.schema_paths import Spot
from slipway.rules.facts import RuleFacts

_LONGEST = 80


@dataclass(frozen=True, slots=True)
class Fault:
    """One error of pydantic: its kind, pydantic's words and numbers, the value found, and its spot in the model.

    ``written`` is the text of the value in YAML, which a number does not keep.
    """

    kind: str
    words: str
    context: Mapping[str, Any]
    value: Any
    spot: Spot
    written: str = ""

    @property
    def path(self) -> str:
        """The dotted path in the inventory."""
        return ".".join(self.spot.path)

    @property
    def last(self) -> str:
        """The last key of the path."""
        return self.spot.path[-1] if self.spot.path else ""

    @property
    def at_key(self) -> bool:
        """Whether it is the key that is wrong, not the value."""
        return self.spot.in_key or self.kind == "extra_forbidden"


@dataclass(frozen=True, slots=True)
class Words:
    """What a kind of error says; ``child`` is the key below the path that is meant, with the value ``found`` there."""

    rule: RuleFacts
    message: str
    allowed: str = ""
    remedy: str = ""
    child: str = ""
    found: str = ""


def in_yaml(value: object) -> str:
    """Return a value as it may stand in YAML, on one line."""
    return str(value) if isinstance(value, float) else json.dumps(value, ensure_ascii=False, default=str)


def shown(value: object) -> str:
    """Return a value as it may stand in YAML, on one line and not too long."""
    plain = in_yaml(value)
    return plain if len(plain) <= _LONGEST else plain[: _LONGEST - 3] + "..."
