"""Which inventory keys go into a value: each is given other legal values, and the component is built again.

Nothing in a builder says where its values come from, so nothing can be out of date. What a component does not read is
not tried: builders are functions of their model, so it cannot matter.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace

from slipway.explain.bench import Bench
from slipway.explain.candidates import Candidate, Hints
from slipway.explain.counterpart import counterpart
from slipway.explain.emitted import Emitted
from slipway.explain.fields import leaves, value_at
from slipway.explain.keys import Keys
from slipway.explain.shape import INHERITS, shape
from slipway.explain.values import Path
from slipway.plan.values import ABSENT


@dataclass(slots=True)
class Effect:
    """What a change came to: fields that differ, and whether the object is gone or has another name."""

    fields: tuple[Path, ...] = ()
    moved: bool = False


@dataclass(frozen=True, slots=True)
class Influence:
    """A key that matters: ``fields`` follow it, or it ``decides`` whether the object is there and what it is called."""

    target: str
    candidate: Candidate
    decides: bool
    fields: tuple[Path, ...] = ()

    def joined(self, other: Influence) -> Influence:
        """Return both in one, for a key that is tried in two ways."""
        return replace(
            self, decides=self.decides or other.decides, fields=tuple(dict.fromkeys((*self.fields, *other.fields)))
        )


Compare = Callable[[Sequence[Emitted]], Effect]
"""Says what another build of the component means for what is explained."""


def influences(bench: Bench, compare: Compare, hints: Hints) -> tuple[Influence, ...]:
    """Return the keys that matter, target by target, in the order of the model."""
    return tuple(one for target in bench.tried for one in _of(bench, target, compare, hints))


def on_object(bench: Bench, subject: Emitted, path: Path = (), *, wrapper: bool = False) -> tuple[Influence, ...]:
    """Return the keys that matter to an object, or to a field of it; ``wrapper``: of the LateBinding around it."""

    def shown(one: Emitted) -> object:
        return one.manifest if wrapper else one.resource

    def compare(objects: Sequence[Emitted]) -> Effect:
        other = counterpart(bench.baseline, objects, subject)
        if other is None:
            return Effect(moved=True)
        moved = other.identity != subject.identity
        if path:
            same = value_at(shown(subject), path) == value_at(shown(other), path)
            return Effect(() if same else (path,), moved)
        return Effect(_differing(shown(subject), shown(other)), moved)

    return influences(bench, compare, Hints.of([subject.identity], path))


def on_file(bench: Bench, subjects: Sequence[Emitted]) -> tuple[Influence, ...]:
    """Return the keys that matter to a compiled file; their fields are its objects, ``Kind/name``."""
    file = subjects[0].file

    def compare(objects: Sequence[Emitted]) -> Effect:
        after = {one.identity: one.manifest for one in objects if one.file == file}
        changed = [one.identity for one in subjects if after.get(one.identity) != one.manifest]
        known = {one.identity for one in subjects}
        added = [identity for identity in after if identity not in known]
        named = tuple((identity.kind, identity.name) for identity in (changed or added))
        return Effect(named, moved=not after)

    return influences(bench, compare, Hints.of(one.identity for one in subjects))


def _of(bench: Bench, target: str, compare: Compare, hints: Hints) -> Iterator[Influence]:
    parameters = bench.parameters[target]
    reads = bench.reads(target)
    noticed = reads.inherited(INHERITS) if reads else None
    tried = (
        _try(bench, target, candidate, compare)
        for candidate in Keys(shape(type(bench.models[target])), parameters, hints)
        if noticed is None or noticed.touch(candidate.path)
    )
    yield from _without_containers([one for one in tried if one])


def _try(bench: Bench, target: str, candidate: Candidate, compare: Compare) -> Influence | None:
    decides = False
    fields: dict[Path, None] = {}
    for edit in candidate.edits:
        objects = bench.varied(target, edit.apply(bench.parameters[target]))
        if objects is not None:
            effect = compare(objects)
            decides = decides or effect.moved
            fields |= dict.fromkeys(effect.fields)
    return Influence(target, candidate, decides, tuple(fields)) if decides or fields else None


def _differing(before: object, after: object) -> tuple[Path, ...]:
    """Return the fields that differ; new ones only where no other shows the change: an edit may make up their names."""
    old, new = dict(leaves(before)), dict(leaves(after))
    changed = tuple(path for path in old if old[path] != new.get(path, ABSENT))
    return changed or tuple(path for path in new if path not in old)


def _without_containers(found: Sequence[Influence]) -> Iterator[Influence]:
    """Yield each key once, and no mapping or list beside keys in it that say the same more exactly."""
    merged: dict[Path, Influence] = {}
    for one in found:
        known = merged.get(one.candidate.path)
        merged[one.candidate.path] = one if known is None else known.joined(one)
    for path, one in merged.items():
        inside = [other for at, other in merged.items() if len(at) > len(path) and at[: len(path)] == path]
        decides = one.decides and not any(other.decides for other in inside)
        fields = () if any(other.fields for other in inside) else one.fields
        if decides or fields:
            yield replace(one, decides=decides, fields=fields)
