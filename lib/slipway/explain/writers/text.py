"""Pieces of lines: text, code, places, values."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import yaml

from slipway.findings import Location
from slipway.manifest import Identity
from slipway.plan.wording import value_text
from slipway.serialize.scalars import one_line


class Code(str):
    """Text that stands for itself: a path, a name, a value."""

    __slots__ = ()


Span = str | Code


@dataclass(frozen=True, slots=True)
class Line:
    """A line at a depth; lines of one section with labels align behind them."""

    depth: int
    spans: tuple[Span, ...]
    label: str = ""


def place(location: Location | None) -> str:
    """Return ``file:line``."""
    return f"{location.file}:{location.line}" if location else ""


def shown(value: Any) -> str:  # noqa: ANN401 - whatever YAML holds
    """Return a value on one line, as YAML: the text of a number or a boolean stands in quotes."""
    return value_text(one_line(value) if isinstance(value, str) and value.isprintable() else value)


def block(value: Any) -> list[str]:  # noqa: ANN401
    """Return a value of several lines: text as it is, a mapping or list as YAML; nothing for any other."""
    if isinstance(value, str):
        return value.rstrip("\n").split("\n") if "\n" in value else []
    if isinstance(value, dict | list) and value:
        text: str = yaml.dump(value, Dumper=yaml.CSafeDumper, sort_keys=False, allow_unicode=True, width=10_000)
        return text.rstrip("\n").split("\n")
    return []


def listed_codes(texts: Sequence[str], most: int = 0) -> Iterator[Span]:
    """Yield texts as code with commas between, no more than ``most`` of them if that is given."""
    kept = texts[:most] if most else texts
    for index, text in enumerate(kept):
        yield from (", ", Code(text)) if index else (Code(text),)
    if len(kept) < len(texts):
        yield f" and {len(texts) - len(kept)} more"


def identity_text(identity: Identity) -> str:
    """Return ``Kind/name``."""
    return f"{identity.kind}/{identity.name}"
