"""What the changes of an object's fields do, by the facts of the catalogue."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from slipway.catalogue import FieldFact, Segments
from slipway.catalogue.paths import matches
from slipway.manifest import Manifest
from slipway.plan.diff import same
from slipway.plan.effects import direction, with_default
from slipway.plan.lens import Lens
from slipway.plan.lookup import concrete, value_at
from slipway.plan.ownership import renamed
from slipway.plan.policies import compare_policies
from slipway.plan.references import alternative, may_be_equal
from slipway.plan.values import ABSENT, Consequence, Effect, FieldChange
from slipway.plan.wording import short_path


@dataclass(frozen=True, slots=True)
class Sides:
    """An object before and after; ``renames`` leads from old to new names of the objects it may refer to."""

    old: Manifest | None
    new: Manifest | None
    through: Lens
    renames: Mapping[str, str]

    def before(self, at: Segments) -> Any:  # noqa: ANN401 - whatever YAML holds
        """Return the older value at a path."""
        return ABSENT if self.old is None else value_at(self.old, at, self.through)

    def after(self, at: Segments) -> Any:  # noqa: ANN401
        """Return the newer value at a path."""
        return ABSENT if self.new is None else value_at(self.new, at, self.through)

    def renamed_only(self, at: Segments) -> bool:
        """Whether the values differ by nothing but the new name of what they refer to."""
        old = renamed({at[-1]: self.before(at)}, dict(self.renames))
        return bool(self.renames) and same(old, {at[-1]: self.after(at)})


def judge(fields: Iterable[FieldChange], sides: Sides) -> tuple[Consequence, ...]:
    """Return the effects of field changes, each once."""
    found: dict[Consequence, None] = {}
    judged: set[tuple[int, Segments]] = set()
    for change in fields:
        for index, fact in enumerate(sides.through.fields):
            for at in _touched(fact, change, sides.through):
                if (index, at) not in judged:
                    judged.add((index, at))
                    found.update(dict.fromkeys(_effects(fact, at, sides)))
    # What the provider refuses does not interrupt.
    refused = {_argument(one) for one in found if one.effect is Effect.IMMUTABLE and one.certain}
    return tuple(one for one in found if one.effect is not Effect.DISRUPTIVE or _argument(one) not in refused)


def _argument(one: Consequence) -> str:
    return one.path.partition(".")[0].partition("[")[0]


def _touched(fact: FieldFact, change: FieldChange, through: Lens) -> Iterator[Segments]:
    depth = len(change.segments)
    if matches(fact.segments, change.segments):
        yield change.segments[: len(fact.segments)]
    elif depth < len(fact.segments) and matches(fact.segments[:depth], change.segments):
        yield from concrete(fact.segments, change.segments, change.old, change.new, through)


def _effects(fact: FieldFact, at: Segments, sides: Sides) -> Iterator[Consequence]:
    old, new, path = sides.before(at), sides.after(at), short_path(at)
    if same(with_default(fact, old), with_default(fact, new)) or sides.renamed_only(at):
        return
    left_out = new is ABSENT and "lateInitialised" in fact.facts
    if not left_out:
        yield from _refused(fact, at, sides)
        yield from _policy(fact, path, old, new)
    turned = direction(fact, old, new)
    if "stateful" in fact.facts and turned > 0:
        yield Consequence(Effect.DATA_AT_STAKE, fact.note, path, source=fact.source)
    if "accessWidening" in fact.facts and turned:
        effect, text = (Effect.ACCESS_WIDENED, fact.note) if turned > 0 else (Effect.ACCESS_NARROWED, "")
        yield Consequence(effect, text, path, source=fact.source)
    if "disruptive" in fact.facts and not left_out:
        yield Consequence(Effect.DISRUPTIVE, fact.note, path, source=fact.source)


def _refused(fact: FieldFact, at: Segments, sides: Sides) -> Iterator[Consequence]:
    old, new = sides.before(at), sides.after(at)
    gone = new is ABSENT
    if "immutable" not in fact.facts and not ("immutableOnRemoval" in fact.facts and gone):
        return
    filled = "lateInitialised" in fact.facts
    if not filled and fact.default is None and _in_new_block(at, sides):
        return
    if gone and any(sides.after(path) is not ABSENT for path in alternative(at)):
        return  # Reported where the value is said now.
    said_otherwise = any(sides.before(path) is not ABSENT for path in alternative(at))
    certain = not may_be_equal(old, new) and not (old is ABSENT and (filled or said_otherwise))
    yield Consequence(
        Effect.IMMUTABLE, fact.note, short_path(at), fact.way_out, fact.source, certain=certain, needs="change"
    )


def _in_new_block(at: Segments, sides: Sides) -> bool:
    """Whether the field comes or goes with the block around it, whose own facts then decide."""
    return sides.before(at[:-1]) is ABSENT or sides.after(at[:-1]) is ABSENT


def _policy(fact: FieldFact, path: str, old: Any, new: Any) -> Iterator[Consequence]:  # noqa: ANN401
    if "policyDocument" not in fact.facts:
        return
    before, after = ("" if one is ABSENT else str(one) for one in (old, new))
    change = compare_policies(before, after)
    if change is None:
        text = "the text is no policy document that could be compared"
        yield Consequence(Effect.ACCESS_WIDENED, text, path, source=fact.source)
        return
    if not change.widened and not change.narrowed:
        yield Consequence(Effect.IN_PLACE, "written otherwise, it means the same", path, source=fact.source)
    if change.widened:
        yield Consequence(Effect.ACCESS_WIDENED, fact.note, path, source=fact.source, details=change.widened)
    if change.narrowed:
        yield Consequence(Effect.ACCESS_NARROWED, fact.note, path, source=fact.source, details=change.narrowed)
