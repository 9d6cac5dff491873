"""A key that may matter, edits that give it another value, and what the question suggests."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from slipway.explain.values import Path
from slipway.manifest import Identity
from slipway.plan.values import ABSENT

Parameters = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Edit:
    """Puts a value at a path, ABSENT to take away what is there."""

    path: Path
    value: Any

    def apply(self, parameters: Parameters) -> Parameters:
        """Return a copy of the parameters with the edit made; what lies beside the path is shared."""
        changed: Parameters = _edited(parameters, self.path, self.value)
        return changed


@dataclass(frozen=True, slots=True)
class Candidate:
    """A key that may matter: its value as written (ABSENT: it is not), and edits that change it."""

    path: Path
    value: Any
    edits: tuple[Edit, ...]


@dataclass(frozen=True, slots=True)
class Hints:
    """What the question suggests for maps that hold any key.

    ``objects`` are ``Kind/name``, ``names`` the keys on the path of the field, ``ends`` the ends of that path.
    """

    objects: tuple[str, ...] = ()
    names: tuple[str, ...] = ()
    ends: tuple[tuple[str, ...], ...] = ()

    @classmethod
    def of(cls, objects: Iterable[Identity], field: Path = ()) -> Hints:
        """Return the hints of objects and a field; a path with list indices suggests no ends."""
        keys = tuple(step for step in field if isinstance(step, str))
        ends = tuple(keys[start:] for start in range(len(keys))) if len(keys) == len(field) else ()
        named = tuple(f"{one.kind}/{one.name}" for one in objects)
        return cls(named, tuple(dict.fromkeys(reversed(keys))), ends)


def _edited(node: Any, path: Path, value: Any) -> Any:  # noqa: ANN401 - any YAML value
    if not path:
        return value
    step, rest = path[0], path[1:]
    if isinstance(node, list) and isinstance(step, int):
        changed = [_edited(node[step], rest, value)] if rest or value is not ABSENT else []
        return [*node[:step], *changed, *node[step + 1 :]]
    below = dict(node) if isinstance(node, Mapping) else {}
    if not rest and value is ABSENT:
        below.pop(step, None)
    else:
        below[step] = _edited(below.get(step), rest, value)
    return below
