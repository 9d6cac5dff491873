"""What a comparison is made of: plain frozen values."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from slipway.plan.values import FieldChange

Side = Literal["", "left", "right"]


@dataclass(frozen=True, slots=True, order=True)
class Entry:
    """One object, ``Kind/name`` with its environment's own words replaced, and the file that it stands in."""

    name: str
    file: str


@dataclass(frozen=True, slots=True)
class Difference:
    """An object of both environments that differs; ``old`` of a field is the left one, ``new`` the right one."""

    entry: Entry
    fields: tuple[FieldChange, ...]


@dataclass(frozen=True, slots=True)
class Everywhere:
    """One field that differs in the same way in several objects."""

    field: FieldChange
    entries: tuple[Entry, ...]


@dataclass(frozen=True, slots=True)
class Version:
    """One version that either side states, "" if it does not, and which side is behind."""

    what: str
    left: str
    right: str
    behind: Side


@dataclass(frozen=True, slots=True)
class Comparison:
    """Two environments side by side. ``versions`` lists every version that either states, equal ones included."""

    left: str
    right: str
    only_left: tuple[Entry, ...]
    only_right: tuple[Entry, ...]
    differing: tuple[Difference, ...]
    everywhere: tuple[Everywhere, ...]
    versions: tuple[Version, ...]
