"""Where a key was written: the place that a finding names, and the texts on the way to it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cached_property
from typing import Any

from slipway.explain.influence import Influence
from slipway.explain.shape import INHERITS, Shape
from slipway.explain.values import Key, Path, Step
from slipway.explain.world import World
from slipway.findings import Location
from slipway.inventory.origin import Origins
from slipway.inventory.references import paths
from slipway.inventory.writings import Writings
from slipway.plan.values import ABSENT

_RECLASS = "_reclass_"
_DEEPEST = 16


class Places:
    """The places of one target's keys."""

    def __init__(self, world: World, target: str, shape: Shape) -> None:
        """Look at the files of a target."""
        self._target = target
        self._shape = shape
        self._rendered = world.rendered(target)
        self._file = world.layout.label(world.layout.targets[target])

    @cached_property
    def _origins(self) -> Origins:
        inherits = {_dotted(pattern): _dotted(source) for pattern, source in INHERITS.items()}
        return Origins(self._rendered.documents, inherits)

    @cached_property
    def _writings(self) -> Writings:
        return Writings(self._rendered.documents)

    def key(self, influence: Influence, fields: Sequence[str] = ()) -> Key:
        """Return a key that matters with its places, and with what follows it."""
        path = influence.candidate.path
        written = influence.candidate.value is not ABSENT
        parts = [str(step) for step in path]
        return Key(
            target=self._target,
            path=_dotted(path),
            written=written,
            value=influence.candidate.value if written else None,
            location=self._origins.locate(parts) if written else None,
            steps=tuple(self._steps(tuple(parts))) if written else (),
            earlier=self._origins.earlier(parts) if written else (),
            description=self._shape.described(path),
            fields=tuple(fields),
        )

    def _steps(
        self, parts: tuple[str, ...], depth: int = 0, seen: frozenset[tuple[str, ...]] = frozenset()
    ) -> Iterator[Step]:
        """Yield the writing of a key and then those of the references in its text."""
        found = self._writings.find(parts)
        if found.consumed < len(parts):
            yield self._unwritten(parts, depth)
            return
        writing = found.effective[-1]
        yield Step(".".join(parts), depth, writing.place, writing.text)
        if depth < _DEEPEST and parts not in seen:
            for reference in dict.fromkeys(paths(writing.text)):
                yield from self._steps(tuple(reference.split(":")), depth + 1, seen | {parts})

    def _unwritten(self, parts: tuple[str, ...], depth: int) -> Step:
        if parts[0] == _RECLASS:
            # reclass makes these from the target's file name.
            return Step("the target's name", depth, Location(self._file), self._target)
        return Step(".".join(parts), depth, None, "")


def _dotted(path: Any) -> str:  # noqa: ANN401 - steps of a path
    return ".".join(str(step) for step in path)


def dotted(path: Path) -> str:
    """Return a path of the inventory as findings spell it, ``network.availabilityZones.1``."""
    return _dotted(path)
