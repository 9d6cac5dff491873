"""Inventory keys as lines: value, place, the references on the way, what follows them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from slipway.explain.values import Key
from slipway.explain.writers.text import Code, Line, Span, listed_codes, shown
from slipway.explain.writers.text import place as place_text

PROVIDED = "spec.forProvider."
"""What most fields of a managed resource start with; lines leave it out."""

_SHOWN = 4
_INDEX = re.compile(r"\[\d+\]$")


def key_lines(key: Key, *, of: str = "", every: int = 0) -> Iterator[Line]:
    """Yield a key with its places, and what follows it; ``every`` is the number of all that could."""
    yield Line(0, (Code(key.path), *value_of(key), of))
    yield from _steps(key)
    earlier = [place for place in key.earlier if place not in {step.location for step in key.steps}]
    if earlier:
        yield Line(1, ("overrides ", *listed_codes([place_text(place) for place in earlier])))
    fields = list(dict.fromkeys(_INDEX.sub("", field).removeprefix(PROVIDED) for field in key.fields))
    if len(fields) == every > 1:
        yield Line(1, ("in all objects",))
    elif fields:
        yield Line(1, ("in ", *listed_codes(fields, _SHOWN)))


def value_of(key: Key) -> tuple[Span, ...]:
    """Return ``= value``, or nothing for a mapping, a list or a key that is not written."""
    return () if isinstance(key.value, dict | list) or not key.written else (" = ", Code(shown(key.value)))


def of_others(keys: Iterable[Key]) -> Iterator[Line]:
    """Yield keys of environments that an object of the hub is made from, each once with its places."""
    groups: dict[str, list[Key]] = {}
    for key in keys:
        groups.setdefault(key.path, []).append(key)
    for path, same in groups.items():
        if len(same) == 1 and same[0].written:
            yield from key_lines(same[0], of=f" (of {same[0].target})")
            continue
        yield Line(0, (Code(path), " (of ", *listed_codes([key.target for key in same], _SHOWN), ")"))
        places = dict.fromkeys(place_text(key.location) for key in same if key.location)
        if places:
            yield Line(1, tuple(listed_codes(list(places), _SHOWN)))


def _steps(key: Key) -> Iterator[Line]:
    for step in key.steps:
        name: tuple[Span, ...] = (Code(step.key), "  ") if step.depth else ()
        where: tuple[Span, ...] = (Code(place_text(step.location)),) if step.location else ("not written",)
        text: tuple[Span, ...] = ("  ", Code(step.text)) if "${" in step.text else ()
        yield Line(step.depth + 1, (*name, *where, *text))
