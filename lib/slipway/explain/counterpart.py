"""The same object in another build, found although a change may have renamed it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

from slipway.explain.emitted import Emitted
from slipway.manifest import Identity


def counterpart(before: Sequence[Emitted], after: Sequence[Emitted], subject: Emitted) -> Emitted | None:
    """Return the object of another build that stands in the place of one of this build.

    It has the same identity, or else the same position among those of its kind whose name is in one build only. None:
    the object is not there, or nobody can tell which one it is.
    """
    wanted = subject.identity
    same = next((one for one in after if one.identity == wanted), None)
    if same is not None:
        return same
    old, new = list(_alone(before, after, wanted.kind)), list(_alone(after, before, wanted.kind))
    if len(old) != len(new):
        return None
    return new[next(index for index, one in enumerate(old) if one.identity == wanted)]


def _alone(objects: Iterable[Emitted], others: Iterable[Emitted], kind: str) -> Iterator[Emitted]:
    """Yield the objects of a kind that the others do not have; of two with one name the second one counts as well."""
    left: Counter[Identity] = Counter(one.identity for one in others)
    for one in objects:
        if one.identity.kind != kind:
            continue
        if left[one.identity]:
            left[one.identity] -= 1
        else:
            yield one
