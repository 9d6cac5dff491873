"""Every object of one target that differs, with what the difference does."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Literal

from slipway.plan import classify
from slipway.plan.applications import Application, application_of
from slipway.plan.diff import differences
from slipway.plan.lens import lens
from slipway.plan.matching import Matching, match
from slipway.plan.ownership import EXTERNAL_NAME
from slipway.plan.snapshot import Pair
from slipway.plan.subject import Subject, subject
from slipway.plan.values import Consequence, Effect, ObjectChange

_NAMES = (("metadata", "name"), ("metadata", "annotations", EXTERNAL_NAME))


@dataclass(frozen=True, slots=True)
class World:
    """One target on both sides, and the Applications that sync the compiled folder before and after."""

    pair: Pair
    before: tuple[Application, ...]
    after: tuple[Application, ...]
    folder: str


def object_changes(world: World) -> tuple[ObjectChange, ...]:
    """Return the changes of one target.

    Raises:
        UnreadableError: a document cannot be read.

    """
    found = match(world.pair.before, world.pair.after)
    return (
        *_changed(world, found),
        *_renamed(world, found),
        *_created(world, found),
        *_deleted(world, found),
        *_moved(world),
    )


def _changed(world: World, found: Matching) -> Iterator[ObjectChange]:
    for old, new in found.changed:
        handed_over = old.late_bound != new.late_bound
        if handed_over:
            fields = differences(old.whole, new.whole, lens(new.kind))
        else:
            fields = differences(old.document.manifest, new.document.manifest, classify.lens_of(new))
        moves = _regrouped(world, old, new.document.file)
        effects = classify.changed(old, new, fields, found.renames) if fields or handed_over else ()
        if effects or moves:
            yield replace(
                _side("changed", world, new),
                before=old.document.manifest,
                fields=fields,
                consequences=(*effects, *moves),
            )


def _renamed(world: World, found: Matching) -> Iterator[ObjectChange]:
    for old, new in found.renamed:
        through = classify.lens_of(new) if old.late_bound == new.late_bound else lens(new.kind)
        sides = (
            (old.document.manifest, new.document.manifest)
            if old.late_bound == new.late_bound
            else (old.whole, new.whole)
        )
        every = differences(*sides, through)
        fields = tuple(one for one in every if through.own(one.segments) not in _NAMES)
        judged = classify.changed(old, new, fields, found.renames) if fields else ()
        effects = (*classify.renamed(old, new), *(one for one in judged if one.effect is not Effect.IN_PLACE))
        change = _side("renamed", world, new)
        yield replace(change, before=old.document.manifest, fields=fields, consequences=effects, was=old.identity)


def _created(world: World, found: Matching) -> Iterator[ObjectChange]:
    names = {one.identity.name for one in found.created}
    for new in found.created:
        fresh = not world.pair.exists_before or not names.isdisjoint(_referred(new.for_provider))
        yield replace(_side("created", world, new), consequences=classify.created(new, fresh=fresh))


def _deleted(world: World, found: Matching) -> Iterator[ObjectChange]:
    for old in found.deleted:
        yield replace(_side("deleted", world, old), consequences=classify.deleted(old))


def _moved(world: World) -> Iterator[ObjectChange]:
    for old, new in world.pair.moved:
        moves = _regrouped(world, subject(old), new.file)
        if moves:
            yield replace(_side("changed", world, subject(new)), before=old.manifest, consequences=moves)


def _regrouped(world: World, old: Subject, file: str) -> tuple[Consequence, ...]:
    before = application_of(old.document.file, world.before, world.folder)
    after = application_of(file, world.after, world.folder)
    return classify.regrouped(old, before, after) if before and after and before != after else ()


def _side(action: Literal["created", "changed", "deleted", "renamed"], world: World, one: Subject) -> ObjectChange:
    """Return the change with the one side that says where it is: the newer one if there is one."""
    gone = action == "deleted"
    return ObjectChange(
        action=action,
        target=world.pair.target,
        identity=one.identity,
        file=one.document.file,
        application=application_of(one.document.file, world.before if gone else world.after, world.folder),
        before=one.document.manifest if gone else None,
        after=None if gone else one.document.manifest,
        late_bound=one.late_bound,
        line=one.document.line,
    )


def _referred(value: object) -> Iterator[str]:
    """Yield the names of the objects that a resource refers to."""
    if isinstance(value, Mapping):
        for key, one in value.items():
            if str(key).endswith("Ref") and isinstance(one, Mapping):
                yield str(one.get("name", ""))
            else:
                yield from _referred(one)
    elif isinstance(value, list):
        for one in value:
            yield from _referred(one)
