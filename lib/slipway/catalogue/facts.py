"""What the catalogue knows, as frozen values: a kind, its fields, and how the elements of its lists are told apart."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

Fact = Literal[
    "immutable",
    "immutableOnRemoval",
    "assigned",
    "lateInitialised",
    "normalised",
    "policyDocument",
    "jsonDocument",
    "disruptive",
    "stateful",
    "accessWidening",
    "cost",
    "version",
]
ExternalName = Literal["assigned", "annotation", "field", "derived", "none"]
Scope = Literal["Namespaced", "Cluster"]
Worse = Literal["less", "more", "set", "change"]
Scalar = str | int | float | bool | None
MANAGED = ".aws.m.upbound.io"
"""How the groups of the AWS provider's managed resources end."""

Segments = tuple[str, ...]
"""A path taken apart: ``spec.forProvider.rule[].id`` is ``("spec", "forProvider", "rule", "[]", "id")``."""


@dataclass(frozen=True, slots=True)
class FieldFact:
    """What is known about one field of a kind.

    ``path`` counts from the root of the object, ``[]`` stands for every element of a list and ``["a.b"]`` for a key
    with dots. ``default`` is what holds when the field is left out. ``safe`` is the one value that loses nothing and
    admits nobody; without it ``worse`` says which direction loses or admits: a smaller or larger number or list
    (``elements`` are the only ones that count, ``separator`` splits a text into its list, ``unlimited`` is the number
    that means no limit), another value standing there ("set"), or another value or none ("change").
    """

    path: str
    segments: Segments
    facts: frozenset[Fact]
    source: str
    note: str = ""
    way_out: str = ""
    default: Scalar = None
    safe: Scalar = None
    worse: Worse | None = None
    unlimited: int | None = None
    elements: tuple[str, ...] = ()
    separator: str = ""


@dataclass(frozen=True, slots=True)
class ListIdentity:
    """How the elements of one list are told apart.

    ``by`` is ``keys`` (the values of ``keys`` in each element), ``value`` (a set of scalars), ``content`` (a set of
    whole elements) or ``position``. ``ordered`` says that the order of the elements means something as well.
    """

    path: str
    segments: Segments
    by: Literal["keys", "value", "content", "position"]
    keys: tuple[str, ...] = ()
    ordered: bool = False


@dataclass(frozen=True, slots=True)
class KindFacts:
    """What is known about one kind.

    ``stateful`` is the reason why losing an object of the kind loses something for good, or "".
    ``protection`` is the key of the inventory's section of that name that governs the kind, or "". ``removal`` says
    what stops when an object goes, ``grants`` what access it gives by being there. ``name_field`` is the field below
    forProvider that holds the name AWS shows: the whole identity if ``external_name`` is "field", beside an id that AWS
    assigns otherwise.
    """

    kind: str
    api_version: str
    plural: str
    package: str
    scope: Scope
    regional: bool
    taggable: bool
    external_name: ExternalName
    source: str
    stateful: str = ""
    protection: str = ""
    removal: str = ""
    grants: str = ""
    name_field: str = ""
    fields: tuple[FieldFact, ...] = field(default=())
    lists: tuple[ListIdentity, ...] = field(default=())

    @property
    def group(self) -> str:
        """The API group without version, "" for the core group."""
        return self.api_version.rpartition("/")[0]

    @property
    def managed(self) -> bool:
        """Whether it is a managed resource: an object of the AWS provider that stands for a thing in AWS."""
        return self.group.endswith(MANAGED)

    def with_fact(self, fact: Fact) -> tuple[FieldFact, ...]:
        """Return the fields that carry the fact, in the order of the catalogue."""
        return tuple(one for one in self.fields if fact in one.facts)
