"""What an explanation is made of: plain frozen values that the core builds and the writers show."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Literal

from slipway.findings import Location
from slipway.manifest import Identity

Path = tuple[str | int, ...]
"""A path step by step: keys as text, list indices as numbers."""

Relation = Literal["reference", "lateBindingSource", "project", "cluster", "applies"]


@dataclass(frozen=True, slots=True)
class Function:
    """A function of a component or of the library; ``file`` is relative to the repository where it lies there."""

    name: str
    file: str
    line: int


@dataclass(frozen=True, slots=True)
class Step:
    """One writing on the way to a value: the key, where its text stands, and the text as written ("" for a block).

    ``depth`` counts the references that lead there; a step without a place is reclass's own, such as a target's name.
    """

    key: str
    depth: int
    location: Location | None
    text: str


@dataclass(frozen=True, slots=True)
class Key:
    """An inventory key that goes into a value.

    ``location`` is the place that a finding on the key would name; None where the key is not written. ``steps`` lead
    from the key to the texts behind it. ``earlier`` are the places that it overrides. ``fields`` are the fields of the
    object that follow the key, when a whole object is explained.
    """

    target: str
    path: str
    written: bool
    value: Any
    location: Location | None = None
    steps: tuple[Step, ...] = ()
    earlier: tuple[Location, ...] = ()
    description: str = ""
    fields: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Late:
    """A value that the cluster fills in: the hole, the LateBinding, and the object and field it is read from."""

    hole: str
    binding: str
    source: Identity
    field_path: str
    trim_prefix: str = ""


@dataclass(frozen=True, slots=True)
class RuleLine:
    """A rule that looks at the keys, or at the object itself."""

    id: str
    title: str
    severity: str
    source: str


@dataclass(frozen=True, slots=True)
class FactLine:
    """What the catalogue knows of one field."""

    path: str
    facts: tuple[str, ...]
    note: str
    way_out: str
    source: str


@dataclass(frozen=True, slots=True)
class KindLine:
    """What the catalogue knows of the kind as a whole; ``source`` is its page."""

    external_name: str
    stateful: str
    removal: str
    grants: str
    source: str


@dataclass(frozen=True, slots=True)
class Link:
    """Another object that is led to, or leads here, by a field; ``file`` is "" where it is not compiled."""

    relation: Relation
    field: str
    identity: Identity
    file: str = ""


@dataclass(frozen=True, slots=True)
class ObjectLine:
    """One object of a compiled file and the functions that built it, outermost first."""

    identity: Identity
    binding: str
    builders: tuple[Function, ...]


@dataclass(frozen=True, slots=True)
class Explanation:
    """The answer on a file, an object or a field.

    ``objects`` holds one entry, or every object of a file. ``field`` is "" for a whole object; ``value`` is what stands
    there, ABSENT if the kind has the field and the object does not. ``keys`` make up what is explained, ``presence``
    are the ones that decide whether the object is there at all. ``fleet`` names the environments that an object of the
    hub is made from as a whole.
    """

    target: str
    component: str
    component_function: Function
    file: str
    objects: tuple[ObjectLine, ...]
    field: str = ""
    value: Any = None
    keys: tuple[Key, ...] = ()
    presence: tuple[Key, ...] = ()
    fleet: tuple[str, ...] = ()
    late: tuple[Late, ...] = ()
    rules: tuple[RuleLine, ...] = ()
    kind: KindLine | None = None
    facts: tuple[FactLine, ...] = ()
    uses: tuple[Link, ...] = ()
    used_by: tuple[Link, ...] = ()
    applied_by: str = ""
    notes: tuple[str, ...] = ()

    @property
    def whole_file(self) -> bool:
        """Whether a compiled file was asked for, not one of its objects."""
        return self.kind is None
