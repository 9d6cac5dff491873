"""A manifest that notes which of its fields are read."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

from slipway.explain.values import Path

Note = Callable[[Path], None]


class Watched(dict[str, Any]):
    """A mapping like the one it copies; reading a scalar or a list in it is noted with its path."""

    __slots__ = ("_at", "_note")

    def __init__(self, content: dict[str, Any], note: Note, at: Path = ()) -> None:
        """Copy a mapping and everything in it."""
        self._note = note
        self._at = at
        super().__init__({key: _watched(value, note, (*at, key)) for key, value in content.items()})

    def __getitem__(self, key: str) -> Any:  # noqa: ANN401 - whatever a manifest holds
        """Return a member."""
        return self._read(key, super().__getitem__(key))

    def get(self, key: str, default: Any = None) -> Any:  # noqa: ANN401
        """Return a member, or the default; asking for one that is missing is reading it."""
        return self._read(key, super().get(key, default))

    def __contains__(self, key: object) -> bool:
        """Whether there is such a member, which is reading it where it is no mapping."""
        there = super().__contains__(key)
        self._read(str(key), super().get(str(key)))
        return there

    def __iter__(self) -> Iterator[str]:
        """Yield the keys. Defined so that copies of it are made member by member."""
        return super().__iter__()

    def items(self) -> Any:  # noqa: ANN401 - a list serves for a view here
        """Return keys and members."""
        return [(key, self[key]) for key in self]

    def values(self) -> Any:  # noqa: ANN401
        """Return the members."""
        return [self[key] for key in self]

    def __eq__(self, other: object) -> bool:
        """Compare, which is reading all of it."""
        self._note(self._at)
        return super().__eq__(other)

    def __ne__(self, other: object) -> bool:
        """Compare, which is reading all of it."""
        return not self == other

    __hash__ = None

    def _read(self, key: str, value: Any) -> Any:  # noqa: ANN401
        if not isinstance(value, Watched):
            self._note((*self._at, key))
        return value


def _watched(value: Any, note: Note, at: Path) -> Any:  # noqa: ANN401
    if isinstance(value, dict):
        return Watched(value, note, at)
    if isinstance(value, list):
        return [_watched(one, note, (*at, index)) for index, one in enumerate(value)]
    return value
