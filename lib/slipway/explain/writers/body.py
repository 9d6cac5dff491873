"""What an explanation says, section by section, before it is given the form of a terminal or of Markdown."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from slipway.explain.values import Explanation, FactLine, Function, Key, ObjectLine
from slipway.explain.writers.keys import PROVIDED, key_lines, of_others, value_of
from slipway.explain.writers.links import link_lines
from slipway.explain.writers.text import Code, Line, Span, identity_text, listed_codes
from slipway.explain.writers.text import place as place_text
from slipway.plan.values import ABSENT

_EXTERNAL_NAMES = {
    "assigned": "AWS assigns an id, which only the live object holds",
    "annotation": "the annotation crossplane.io/external-name, else metadata.name",
    "field": "a field of the object holds it",
    "derived": "made of other fields, so metadata.name is free",
}


@dataclass(frozen=True, slots=True)
class Section:
    """A title and its lines; without lines it is left out."""

    title: str
    lines: tuple[Line, ...]


def sections(one: Explanation) -> tuple[Section, ...]:
    """Return what there is to say, in the order in which a reader asks."""
    written = [key for key in one.keys if key.written]
    missing = [key for key in one.keys if not key.written]
    found = (
        Section("Made by", tuple(_origin(one))),
        Section("Late-bound", tuple(_late(one))),
        Section("Inventory keys", tuple(_keys(one, written))),
        Section("Keys that are not written and would change it", tuple(_missing(one, missing))),
        Section("Keys that decide whether it exists, and its name", tuple(_presence(one))),
        Section("Rules", tuple(_rules(one))),
        Section("Catalogue", tuple(_facts(one))),
        Section("References", tuple(link_lines(one.uses))),
        Section("Referenced by", tuple(link_lines(one.used_by))),
        Section("Notes", tuple(Line(0, (note,)) for note in one.notes)),
    )
    return tuple(section for section in found if section.lines)


def _origin(one: Explanation) -> Iterator[Line]:
    if not one.whole_file:
        yield Line(0, (Code(one.file),), label="file")
    yield Line(0, (one.component, "  ", *_function(one.component_function, named=False)), label="component")
    if one.whole_file:
        yield from _objects(one)
    else:
        yield from (Line(0, _function(builder), label="function") for builder in one.objects[0].builders)
        if one.objects[0].binding:
            yield Line(0, ("LateBinding ", Code(one.objects[0].binding)), label="wrapped by")
    if one.applied_by:
        yield Line(0, ("Application ", Code(one.applied_by)), label="applied by")


def _objects(one: Explanation) -> Iterator[Line]:
    """Yield the objects of a file, those that the same functions built together."""
    groups: dict[tuple[Function, ...], list[ObjectLine]] = {}
    for entry in one.objects:
        groups.setdefault(entry.builders, []).append(entry)
    for builders, entries in groups.items():
        for entry in entries:
            late = (", in LateBinding ", Code(entry.binding)) if entry.binding else ()
            yield Line(0, (Code(identity_text(entry.identity)), *late), label="object")
        yield from (Line(1, _function(builder), label="function") for builder in builders)


def _function(function: Function, *, named: bool = True) -> tuple[Span, ...]:
    where = Code(f"{function.file}:{function.line}")
    return (Code(function.name), "  ", where) if named else (where,)


def _late(one: Explanation) -> Iterator[Line]:
    for late in one.late:
        trimmed = (" without ", Code(late.trim_prefix)) if late.trim_prefix else ()
        source = Code(f"{late.source.kind}/{late.source.name}")
        yield Line(0, (Code(f"${{{late.hole}}}"), " is ", Code(late.field_path), " of ", source, *trimmed))


def _keys(one: Explanation, written: list[Key]) -> Iterator[Line]:
    if not written and one.field and one.value is not ABSENT:
        why = "AWS gives the value; no key that is written changes it." if one.late else _fixed(one)
        yield Line(0, (why,))
    every = len(one.objects) if one.whole_file else 0
    for key in (key for key in written if key.target == one.target):
        yield from key_lines(key, every=every)
    yield from of_others([key for key in written if key.target != one.target])
    if one.fleet:
        yield Line(0, (f"and what these environments emit: {', '.join(one.fleet)}",))


def _fixed(one: Explanation) -> str:
    if any(not key.written for key in one.keys):
        return "None: this is what holds while the keys below are not written."
    return "None: the value is fixed by the architecture, no key changes it."


def _missing(one: Explanation, missing: Iterable[Key]) -> Iterator[Line]:
    if not one.field:
        keys = [key.path for key in missing]
        yield from (Line(0, tuple(listed_codes(keys))),) if keys else ()
        return
    said: dict[str, list[str]] = {}
    for key in missing:
        said.setdefault(key.description, []).append(key.path)
    for description, paths in said.items():
        yield Line(0, tuple(listed_codes(paths)))
        if description:
            yield Line(1, (description,))


def _presence(one: Explanation) -> Iterator[Line]:
    for key in (key for key in one.presence if key.target == one.target):
        where: tuple[Span, ...] = ("  ", Code(place_text(key.location))) if key.location else ()
        yield Line(0, (Code(key.path), *value_of(key), *where, "" if key.written else ", which is not written"))
    yield from of_others(key for key in one.presence if key.target != one.target)


def _rules(one: Explanation) -> Iterator[Line]:
    if not one.field:
        # Dozens look at a whole object, most of them at what it shares with all others.
        yield from (Line(0, tuple(listed_codes([rule.id for rule in one.rules]))),) if one.rules else ()
        return
    for rule in one.rules:
        yield Line(0, (f"{rule.title} ({rule.severity})",), label=rule.id)


def _facts(one: Explanation) -> Iterator[Line]:
    kind = one.kind
    if kind is None:
        return
    if not one.field:
        said = (
            ("name in AWS", _EXTERNAL_NAMES.get(kind.external_name, "")),
            ("at stake", kind.stateful),
            ("removal", kind.removal),
            ("grants", kind.grants),
        )
        yield from (Line(0, (text,), label=label) for label, text in said if text)
    for facts in _grouped(one.facts):
        first = facts[0]
        note = f": {first.note}" if first.note else ""
        paths = [fact.path.removeprefix(PROVIDED) for fact in facts]
        yield Line(0, (*listed_codes(paths), f"  {', '.join(first.facts)}{note}"))
        if first.way_out:
            yield Line(1, (f"way out: {first.way_out}",))
        if one.field and first.source != kind.source:
            yield Line(1, (Code(first.source),))
    if kind.source:
        yield Line(0, (Code(kind.source),), label="doc")


def _grouped(facts: Iterable[FactLine]) -> list[list[FactLine]]:
    """Return the facts that say the same of several fields together."""
    groups: dict[FactLine, list[FactLine]] = {}
    for fact in facts:
        groups.setdefault(replace(fact, path=""), []).append(fact)
    return list(groups.values())
