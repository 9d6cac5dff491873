"""Permits: what an inventory allows a plan to delete or to change, why, and until when.

``allow`` is a list of them:

    allow:
      - delete: [Bucket/dev-us-east-2-checkpoints]
        reason: moved to the shared bucket, see PLAT-123
        until: 2026-12-31
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Annotated, Self

from pydantic import BaseModel, ConfigDict, Field, StringConstraints, model_validator
from pydantic.alias_generators import to_camel

_ENTRY = re.compile(
    r"^(?:(?P<target>[a-z0-9][a-z0-9-]*):)?(?:(?P<kind>[A-Z][A-Za-z0-9]*)/(?P<name>[a-z0-9][a-z0-9.-]*)(?::(?P<field>\S+))?|\*)$"
)

Entry = Annotated[
    str,
    StringConstraints(
        pattern=r"^([a-z0-9][a-z0-9-]*:)?[A-Z][A-Za-z0-9]*/[a-z0-9][a-z0-9.-]*(:\S+)?$|^[a-z0-9][a-z0-9-]*:\*$"
    ),
]
"""``Kind/name``; for a target that is gone, written in another one, ``target:Kind/name`` or ``target:*``."""


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


class Permit(BaseModel):
    """One permit of section ``allow``."""

    model_config = ConfigDict(frozen=True, extra="forbid", alias_generator=to_camel)

    delete: tuple[Entry, ...] = Field(
        default=(),
        description="Objects that may be deleted although they hold data, as Kind/name.",
        examples=[["Bucket/dev-us-east-2-checkpoints"]],
    )
    change: tuple[Entry, ...] = Field(
        default=(),
        description="Objects whose immutable fields may change, as Kind/name or Kind/name:field.",
        examples=[["NodeGroup/dev-us-east-2-gpu:amiType"]],
    )
    reason: str = Field(min_length=1, description="Why, for the reviewer.")
    until: date = Field(description="Last day on which the permit holds, against fleet.asOf.")

    @model_validator(mode="after")
    def _permits_something(self) -> Self:
        if not self.delete and not self.change:
            message = "a permit names nothing; list objects under delete or change"
            raise ValueError(message)
        return self

    def covers(self, about: Question) -> tuple[str, ...]:
        """Return the entries that answer the question with yes."""
        entries = self.delete if about.need == "delete" else self.change
        return tuple(entry for entry in entries if _allows(entry, about))

    def entries(self) -> Iterator[tuple[str, str]]:
        """Yield every entry after what it permits, "delete" or "change"."""
        yield from (("delete", entry) for entry in self.delete)
        yield from (("change", entry) for entry in self.change)


def target_of(entry: str, own: str) -> str:
    """Return the target that an entry is about, written in target ``own``."""
    match = _ENTRY.match(entry)
    return (match["target"] if match else None) or own


def _allows(entry: str, about: Question) -> bool:
    match = _ENTRY.match(entry)
    if match is None or (match["target"] or about.own) != about.target:
        return False
    if match["kind"] is None:
        return about.gone
    return f"{match['kind']}/{match['name']}" == about.name and match["field"] in (None, about.path)
