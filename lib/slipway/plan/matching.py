"""Which object of the newer tree is which of the older one: by its own name, else by what it stands for in AWS."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from slipway.manifest import Identity
from slipway.plan.documents import Document, UnreadableError
from slipway.plan.ownership import external_identity
from slipway.plan.subject import Subject, subject


@dataclass(frozen=True, slots=True)
class Matching:
    """The subjects of one target that differ: in both trees, under another name, or in one tree only."""

    changed: tuple[tuple[Subject, Subject], ...]
    renamed: tuple[tuple[Subject, Subject], ...]
    created: tuple[Subject, ...]
    deleted: tuple[Subject, ...]

    @property
    def renames(self) -> dict[str, str]:
        """From old to new names."""
        return {old.identity.name: new.identity.name for old, new in self.renamed}


def match(before: Iterable[Document], after: Iterable[Document]) -> Matching:
    """Match the documents of one target.

    Raises:
        UnreadableError: a document cannot be read, or two of one tree hold the same object.

    """
    old, new = _by_identity(before), _by_identity(after)
    changed = tuple((old[one], new[one]) for one in old if one in new)
    gone = [one for key, one in old.items() if key not in new]
    come = [one for key, one in new.items() if key not in old]
    renamed: list[tuple[Subject, Subject]] = []
    # What refers to something renamed is only recognised once that is known.
    while pairs := _renamed(gone, come, {one.identity.name: other.identity.name for one, other in renamed}):
        renamed += pairs
        gone = [one for one in gone if all(one is not other for other, _ in pairs)]
        come = [one for one in come if all(one is not other for _, other in pairs)]
    return Matching(changed, tuple(renamed), tuple(come), tuple(gone))


def _by_identity(documents: Iterable[Document]) -> dict[Identity, Subject]:
    found: dict[Identity, Subject] = {}
    for document in documents:
        one = subject(document)
        if one.identity in found:
            other = found[one.identity].document
            fault = f"{one.identity} is already in {other.file}:{other.line}"
            raise UnreadableError(document.file, document.line, fault)
        found[one.identity] = one
    return dict(sorted(found.items()))


def _renamed(gone: list[Subject], come: list[Subject], renames: dict[str, str]) -> list[tuple[Subject, Subject]]:
    there: dict[str, list[Subject]] = {}
    for one in come:
        if key := external_identity(one):
            there.setdefault(key, []).append(one)
    pairs: list[tuple[Subject, Subject]] = []
    for one in gone:
        candidates = there.get(external_identity(one, renames), [])
        if len(candidates) == 1:
            pairs.append((one, candidates.pop()))
    return pairs
