"""Permits: what an inventory allows a plan to delete or to change, why, and until when.

``allow`` is a list of them:

    allow:
      - delete: [Bucket/dev-us-east-2-checkpoints]
        reason: moved to the shared bucket, see PLAT-123
        until: 2026-12-31
"""

from collections.abc import Iterator
from datetime import date
from typing import Annotated, Self

from pydantic import BaseModel, ConfigDict, Field, StringConstraints, model_validator
from pydantic.alias_generators import to_camel

from slipway.plan.question import Question, allows

Entry = Annotated[
    str,
    StringConstraints(
        pattern=r"^([a-z0-9][a-z0-9-]*:)?[A-Z][A-Za-z0-9]*/[a-z0-9][a-z0-9.-]*(:\S+)?$|^[a-z0-9][a-z0-9-]*:\*$"
    ),
]
"""``Kind/name``; for a target that is gone, written in another one, ``target:Kind/name`` or ``target:*``."""


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
        return tuple(entry for entry in entries if allows(entry, about))

    def entries(self) -> Iterator[tuple[str, str]]:
        """Yield every entry after what it permits, "delete" or "change"."""
        yield from (("delete", entry) for entry in self.delete)
        yield from (("change", entry) for entry in self.change)
