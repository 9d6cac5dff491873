"""The lines that terminal and Markdown share: one object, one environment, one set of environments at a time."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from itertools import groupby

from slipway.plan.fold import OWN
from slipway.plan.values import GRAVE, Action, Consequence, Effect, Fold, ObjectChange, TargetPlan
from slipway.plan.wording import name_text, several, short_path
from slipway.plan.writers.fields import Line, field_lines

MARKS: dict[Action, str] = {"created": "+", "changed": "~", "deleted": "-", "renamed": ">"}
LABELS = {
    Effect.IMMUTABLE: "refused",
    Effect.DATA_AT_STAKE: "data at stake",
    Effect.ACCESS_WIDENED: "access widened",
    Effect.DISRUPTIVE: "interrupts",
    Effect.ACCESS_NARROWED: "access narrowed",
    Effect.COST_UP: "cost up",
    Effect.COST_DOWN: "cost down",
    Effect.COST_UNKNOWN: "cost unknown",
    Effect.IN_PLACE: "note",
}
_FIELDS = 20
"""How many fields of one object are shown; the JSON format has them all."""


@dataclass(frozen=True, slots=True)
class Section:
    """A headline with lines below it."""

    title: str
    lines: tuple[Line, ...]


def sections(targets: Iterable[TargetPlan], folds: Iterable[Fold]) -> Iterator[Section]:
    """Yield what several environments share, then what each has for itself."""
    said: set[int] = set()
    shared: dict[tuple[str, ...], list[ObjectChange]] = {}
    for fold in folds:
        shared.setdefault(fold.targets, []).append(fold.changes[0])
        said |= {id(change) for change in fold.changes}
    for names, changes in shared.items():
        lines = tuple(_renamed(_by_file(changes), changes[0].target))
        yield Section(f"The same in {len(names)} environments: {several(names)}", lines)
    for target in targets:
        own = [change for change in target.changes if id(change) not in said]
        if not own:
            continue
        rest = " (the rest)" if len(own) < len(target.changes) else ""
        whole = {"created": " is new", "deleted": " goes"}.get(target.state, rest)
        lines = _wholesale(target) if target.state != "changed" else tuple(_by_file(own))
        yield Section(f"{target.target}{whole}", lines)


def _renamed(lines: Iterable[Line], target: str) -> Iterator[Line]:
    for line in lines:
        yield replace(line, text=line.text.replace(target, OWN))


def _by_file(changes: Iterable[ObjectChange]) -> Iterator[Line]:
    """Yield changes below the file that they stand in; objects that share one fate are listed together."""
    by_file: dict[tuple[str, str], list[ObjectChange]] = {}
    for change in changes:
        by_file.setdefault((change.application, change.file), []).append(change)
    for (application, file), among in sorted(by_file.items()):
        synced = f", synced by {application}" if application else ""
        yield Line("", 0, f"{file.partition('/')[2]}{synced}")
        for _, alike in groupby(among, key=_fate):
            yield from change_lines(*alike)


def _fate(change: ObjectChange) -> object:
    """Return what changes have in common that can be said at once; one with fields of its own shares nothing."""
    if change.fields or change.was:
        return id(change)
    said = [(one.effect, one.text, one.path, one.way_out, one.details) for one in change.consequences]
    return (change.action, change.late_bound, said)


def _wholesale(target: TargetPlan) -> tuple[Line, ...]:
    """Return an environment that comes or goes as a whole: what it consists of, and what to look at."""
    kinds = Counter(change.identity.kind for change in target.changes)
    listed = ", ".join(f"{count} {kind}" for kind, count in sorted(kinds.items()))
    mark = "+" if target.state == "created" else "-"
    lines = [Line(mark, 0, f"{len(target.changes)} objects: {listed}")]
    wanted = {Effect.ACCESS_WIDENED} if target.state == "created" else {Effect.DATA_AT_STAKE}
    for change in target.changes:
        if change.effects & wanted:
            lines += change_lines(change)
    return tuple(lines)


def change_lines(*changes: ObjectChange) -> Iterator[Line]:
    """Yield the lines of objects that share their fate, mostly of one."""
    for change in changes:
        name = f"{name_text(change.was)} → {change.identity.name}" if change.was else name_text(change.identity)
        yield Line(MARKS[change.action], 1, f"{name}{' (bound late)' if change.late_bound else ''}")
    told = {one.path for one in changes[0].consequences if one.details}
    for field in changes[0].fields[:_FIELDS]:
        if short_path(field.segments) in told:
            # What a policy comes to is said below; its text would only say it longer.
            yield Line("", 2, f"{short_path(field.segments)}: another document")
        else:
            yield from field_lines(field)
    if len(changes[0].fields) > _FIELDS:
        yield Line("", 2, f"and {len(changes[0].fields) - _FIELDS} more fields")
    for one in grouped(changes[0].consequences):
        yield from _consequence_lines(one)


def grouped(consequences: Iterable[Consequence]) -> tuple[Consequence, ...]:
    """Return the consequences, the gravest first, with those that say the same of several fields joined."""
    order = list(Effect)
    joined: dict[tuple[Effect, str, str, tuple[str, ...], bool], list[Consequence]] = {}
    for one in sorted(consequences, key=lambda one: order.index(one.effect)):
        joined.setdefault((one.effect, one.text, one.way_out, one.details, one.certain), []).append(one)
    return tuple(replace(many[0], path=", ".join(one.path for one in many if one.path)) for many in joined.values())


def _consequence_lines(one: Consequence) -> Iterator[Line]:
    if one.effect is Effect.IN_PLACE and not one.text:
        return
    parts = [one.path, one.text, "" if one.certain else "unless it is the same thing in AWS"]
    said = ": ".join(
        filter(None, (LABELS[one.effect], "; ".join(filter(None, (": ".join(filter(None, parts[:2])), parts[2])))))
    )
    yield Line("!" if one.effect in GRAVE else "", 2, said)
    for detail in one.details:
        yield Line("", 3, detail)
    if one.way_out:
        yield Line("", 3, f"way out: {one.way_out}")
