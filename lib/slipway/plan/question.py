"""What a permit is asked, and how one of its entries answers. Without pydantic: most plans have no permit to parse."""

from __future__ import annotations

import re
from dataclasses import dataclass

_ENTRY = re.compile(
    r"^(?:(?P<target>[a-z0-9][a-z0-9-]*):)?(?:(?P<kind>[A-Z][A-Za-z0-9]*)/(?P<name>[a-z0-9][a-z0-9.-]*)(?::(?P<field>\S+))?|\*)$"
)


@dataclass(frozen=True, slots=True)
class Question:
    """Whether something is permitted.

    ``need`` is "delete" or "change", ``own`` the target that the permit is written in, ``target``, ``name`` (Kind/name)
    and ``path`` what it is about; ``gone`` says that this target is deleted as a whole.
    """

    need: str
    own: str
    target: str
    name: str
    path: str
    gone: bool


def target_of(entry: str, own: str) -> str:
    """Return the target that an entry is about, written in target ``own``."""
    match = _ENTRY.match(entry)
    return (match["target"] if match else None) or own


def allows(entry: str, about: Question) -> bool:
    """Whether an entry, written in the target that asks, answers the question with yes."""
    match = _ENTRY.match(entry)
    if match is None or (match["target"] or about.own) != about.target:
        return False
    if match["kind"] is None:
        return about.gone
    return f"{match['kind']}/{match['name']}" == about.name and match["field"] in (None, about.path)
