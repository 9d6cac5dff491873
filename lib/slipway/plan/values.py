"""What a plan is made of: plain frozen values that the core builds and the writers show."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any, Final, Literal

from slipway.catalogue import Segments
from slipway.findings import Finding
from slipway.manifest import Identity, Manifest
from slipway.plan.bill import CostChange

Action = Literal["created", "changed", "deleted", "renamed"]
TargetState = Literal["created", "changed", "deleted"]


class Absent:
    """The value of a field that is not there; unlike ``None``, which YAML can write as ``null``."""

    _only: Absent | None = None

    def __new__(cls) -> Absent:
        """Return the one instance."""
        if cls._only is None:
            cls._only = super().__new__(cls)
        return cls._only

    def __repr__(self) -> str:
        """Return ``ABSENT``."""
        return "ABSENT"


ABSENT: Final = Absent()


class Effect(StrEnum):
    """What a change does, the gravest first."""

    IMMUTABLE = "immutable"
    DATA_AT_STAKE = "dataAtStake"
    ACCESS_WIDENED = "accessWidened"
    DISRUPTIVE = "disruptive"
    ACCESS_NARROWED = "accessNarrowed"
    COST_UP = "costUp"
    COST_DOWN = "costDown"
    COST_UNKNOWN = "costUnknown"
    IN_PLACE = "inPlace"


GRAVE: Final = frozenset({Effect.IMMUTABLE, Effect.DATA_AT_STAKE, Effect.ACCESS_WIDENED, Effect.DISRUPTIVE})
"""Effects that need a human's eye."""


@dataclass(frozen=True, slots=True)
class FieldChange:
    """One field: where it is in the committed object, and both values; ``details`` says it in words for long documents.

    A segment in brackets is an element of a list: ``[key=a,effect=b]``, ``[value]``, ``[#content hash]`` or ``[3]``.
    """

    segments: Segments
    old: Any
    new: Any
    details: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Consequence:
    """One effect of a change. ``path`` is the field it comes from, "" for the whole object.

    ``certain`` is False for an immutable field whose old and new value may be the same thing in AWS: a literal id
    instead of a reference, a pinned value instead of one bound late. ``needs`` names the permit without which the
    effect is an error.
    """

    effect: Effect
    text: str
    path: str = ""
    way_out: str = ""
    source: str = ""
    details: tuple[str, ...] = ()
    certain: bool = True
    needs: Literal["", "delete", "change"] = ""


@dataclass(frozen=True, slots=True)
class ObjectChange:
    """One object that differs.

    ``identity`` is the object's own, or that of the resource in the template of a LateBinding (then ``late_bound``).
    ``before`` and ``after`` are the committed manifests; ``was`` is the identity before a rename. ``file`` is the
    committed file, of ``after`` if there is one. ``application`` is the Argo CD Application that syncs the file.
    """

    action: Action
    target: str
    identity: Identity
    file: str
    application: str
    before: Manifest | None
    after: Manifest | None
    fields: tuple[FieldChange, ...] = ()
    consequences: tuple[Consequence, ...] = ()
    was: Identity | None = None
    late_bound: bool = False
    line: int = 1

    @property
    def effects(self) -> frozenset[Effect]:
        """Every effect of the change."""
        return frozenset(one.effect for one in self.consequences)


@dataclass(frozen=True, slots=True)
class TargetPlan:
    """What happens to one environment, or to the hub."""

    target: str
    state: TargetState
    changes: tuple[ObjectChange, ...]
    cost: CostChange | None = None


@dataclass(frozen=True, slots=True)
class Fold:
    """One change that several targets share; ``changes`` holds one ObjectChange a target, in the order of targets."""

    targets: tuple[str, ...]
    changes: tuple[ObjectChange, ...]


@dataclass(frozen=True, slots=True)
class Plan:
    """What a commit does to the fleet.

    ``base`` and ``head`` say in words what is compared, ``folder`` is where the compiled tree lies in the repository.
    """

    base: str
    head: str
    targets: tuple[TargetPlan, ...]
    findings: tuple[Finding, ...] = ()
    folds: tuple[Fold, ...] = field(default=())
    folder: str = "compiled"

    @property
    def changes(self) -> tuple[ObjectChange, ...]:
        """Every change, target by target."""
        return tuple(change for target in self.targets for change in target.changes)
