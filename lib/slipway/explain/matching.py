"""Objects by the names that a person may give them, and what to say where there is none."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from slipway.catalogue import is_known, kind_facts
from slipway.explain.emitted import Emitted
from slipway.explain.errors import NotFoundError
from slipway.latebinding.bind import KIND as LATE_BINDING
from slipway.schema.suggest import close

_SHOWN = 8


def means(one: Emitted, target: str, kind: str, name: str) -> bool:
    """Whether an object is meant by a kind, in any case or plural, and a name, whole or without the target's."""
    wrapped = bool(one.binding) and kind.lower() == LATE_BINDING.lower()
    have = one.binding if wrapped else one.identity.name
    return (wrapped or _is_kind(one.identity.kind, kind)) and (not name or have in (name, f"{target}-{name}"))


def _is_kind(kind: str, asked: str) -> bool:
    plural = kind_facts(kind).plural if is_known(kind) else ""
    return asked.lower() in (kind.lower(), plural)


def spelled(one: Emitted, kind: str) -> str:
    """Return ``Kind/name``, of the wrapper if that is the kind asked for."""
    wrapped = one.binding and kind.lower() == LATE_BINDING.lower()
    return f"{LATE_BINDING}/{one.binding}" if wrapped else f"{one.identity.kind}/{one.identity.name}"


def unknown(text: str, kind: str, name: str, known: Sequence[Emitted]) -> NotFoundError:
    """Return what to say when none of the known objects is meant."""
    places = list(dict.fromkeys(one.target for one in known))
    searched = f"target{'s' if len(places) > 1 else ''} {some(places)}"
    kinds = dict.fromkeys(one.identity.kind for one in known)
    if not any(_is_kind(each, kind) for each in kinds) and kind.lower() != LATE_BINDING.lower():
        hint = meant(close(kind, kinds)) or f"there are {', '.join(sorted(kinds))}"
        return NotFoundError(f"{searched}: no object is a {kind}", hint=hint, tried=[text])
    near = close(name, {spelled: None for one in known for spelled in _names(one, kind)})
    listed = f"there are {some(sorted({spelled(one, kind) for one in known if means(one, one.target, kind, '')}))}"
    tried = [f"{kind}/{each}" for each in (name, *(f"{place}-{name}" for place in places)) if each]
    return NotFoundError(
        f"{searched}: there is no {text}",
        hint=meant([f"{kind}/{each}" for each in near]) or listed,
        tried=tried[: _SHOWN + 1],
    )


def meant(near: Sequence[str]) -> str:
    """Return a question after the names that are near, or nothing."""
    return f"did you mean {' or '.join(near)}?" if near else ""


def some(texts: Iterable[str]) -> str:
    """Return texts with commas between, the first few of many."""
    every = list(texts)
    more = f" and {len(every) - _SHOWN} more" if len(every) > _SHOWN else ""
    return f"{', '.join(every[:_SHOWN])}{more}"


def _names(one: Emitted, kind: str) -> Iterator[str]:
    """Yield the names by which an object of the kind may be asked for."""
    if means(one, one.target, kind, ""):
        name = spelled(one, kind).partition("/")[2]
        yield name
        yield name.removeprefix(f"{one.target}-")
