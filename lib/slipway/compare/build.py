"""Holds two environments against each other."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from slipway.compare.normalise import Normalise, normaliser
from slipway.compare.values import Comparison, Difference, Entry, Everywhere
from slipway.compare.versions import versions
from slipway.manifest import Identity
from slipway.plan.classify import lens_of
from slipway.plan.diff import differences, same
from slipway.plan.documents import Reader, documents, text_of
from slipway.plan.lens import lens
from slipway.plan.subject import Subject, mapping, subject
from slipway.plan.values import FieldChange
from slipway.plan.wording import short_path

_EVERYWHERE = 4
"""From how many objects on a difference that they share is said once."""


def compare(left: str, left_files: Mapping[str, bytes], right: str, right_files: Mapping[str, bytes]) -> Comparison:
    """Compare two targets by their compiled files (path below ``compiled/``).

    Raises:
        UnreadableError: a compiled file cannot be read.

    """
    pairs, ours, theirs = _matched(_objects(left, left_files), _objects(right, right_files))
    found = [(one.entry, fields) for one, other in pairs if (fields := _fields(one, other))]
    shared = _shared(found)
    rest = [(entry, tuple(one for one in fields if _key(one) not in shared)) for entry, fields in found]
    return Comparison(
        left,
        right,
        tuple(sorted(one.entry for one in ours)),
        tuple(sorted(one.entry for one in theirs)),
        tuple(Difference(entry, fields) for entry, fields in sorted(rest, key=lambda pair: pair[0]) if fields),
        tuple(shared[key] for key in sorted(shared)),
        versions(
            {one.identity: one.subject for one in (*(one for one, _ in pairs), *ours)},
            {one.identity: other.subject for one, other in (*pairs, *((other, other) for other in theirs))},
        ),
    )


class _Object:
    """One object without its environment's own words; ``manifest`` is the resource, ``committed`` what holds it."""

    def __init__(self, one: Subject, normalise: Normalise) -> None:
        self.subject = one
        self.committed = normalise(one.document.manifest)
        self.manifest = normalise(one.whole)
        self.identity = Identity(one.identity.group, one.identity.kind, "", str(normalise(one.identity.name)))
        file = one.document.file.partition("/")[2]
        self.entry = Entry(f"{self.identity.kind}/{self.identity.name}", str(normalise(file)))

    @property
    def made(self) -> object:
        """What AWS is asked for, which tells objects apart whose names hold a digest of the environment's."""
        return mapping(self.manifest.get("spec")).get("forProvider")


_Pairs = list[tuple[_Object, _Object]]


def _objects(target: str, files: Mapping[str, bytes]) -> list[_Object]:
    reader = Reader()
    texts = ((path, text_of(path, content)) for path, content in sorted(files.items()))
    every = [subject(one) for path, text in texts for one in documents(reader, target, path, text)]
    normalise = normaliser(target, every)
    return [_Object(one, normalise) for one in every]


def _matched(ours: list[_Object], theirs: list[_Object]) -> tuple[_Pairs, list[_Object], list[_Object]]:
    by_name = {one.identity: one for one in theirs}
    pairs = [(one, by_name.pop(one.identity)) for one in ours if one.identity in by_name]
    known = {id(one) for one, _ in pairs}
    alone, rest = [one for one in ours if id(one) not in known], list(by_name.values())
    for one in tuple(alone):
        alike = [other for other in rest if _kind(one) == _kind(other) and one.made and same(one.made, other.made)]
        if len(alike) == 1:
            alone.remove(one)
            rest.remove(alike[0])
            pairs.append((one, alike[0]))
    return pairs, alone, rest


def _kind(one: _Object) -> tuple[str, str]:
    return one.identity.group, one.identity.kind


def _fields(ours: _Object, theirs: _Object) -> tuple[FieldChange, ...]:
    if ours.subject.late_bound != theirs.subject.late_bound:
        bound = ["late" if one.subject.late_bound else "plain" for one in (ours, theirs)]
        fields = differences(ours.manifest, theirs.manifest, lens(ours.subject.kind))
        return (FieldChange(("bound",), bound[0], bound[1]), *_without_name(fields))
    return _without_name(differences(ours.committed, theirs.committed, lens_of(ours.subject)))


def _without_name(fields: Iterable[FieldChange]) -> tuple[FieldChange, ...]:
    return tuple(one for one in fields if one.segments[-2:] != ("metadata", "name"))


def _key(field: FieldChange) -> tuple[str, str, str]:
    return short_path(field.segments), repr(field.old), repr(field.new)


def _shared(found: Iterable[tuple[Entry, tuple[FieldChange, ...]]]) -> dict[tuple[str, str, str], Everywhere]:
    alike: dict[tuple[str, str, str], list[tuple[FieldChange, Entry]]] = {}
    for entry, fields in found:
        for field in fields:
            alike.setdefault(_key(field), []).append((field, entry))
    return {
        key: Everywhere(many[0][0], tuple(sorted(entry for _, entry in many)))
        for key, many in alike.items()
        if len(many) >= _EVERYWHERE
    }
