"""Fields of an object: every path in it, the one that a person means, and the value there."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from slipway.explain.errors import NotFoundError
from slipway.explain.values import Path
from slipway.manifest import Manifest
from slipway.plan.values import ABSENT
from slipway.schema import UnknownKindError, field_exists
from slipway.schema.path import spell
from slipway.schema.suggest import close

_BRACKETS = re.compile(r"\[([^\[\]]*)\]")
_QUOTES = "\"'"
_SHOWN = 12


def paths(value: Any, at: Path = ()) -> Iterator[Path]:  # noqa: ANN401 - whatever a manifest holds
    """Yield the path of everything in a value, a parent before what it holds."""
    items: Iterator[tuple[str | int, Any]] = iter(())
    if isinstance(value, dict):
        items = iter(value.items())
    elif isinstance(value, list):
        items = iter(enumerate(value))
    for step, below in items:
        yield (*at, step)
        yield from paths(below, (*at, step))


def value_at(value: Any, path: Path) -> Any:  # noqa: ANN401
    """Return the value at a path, ABSENT if there is none."""
    for step in path:
        if isinstance(value, list):
            value = value[step] if isinstance(step, int) and step < len(value) else ABSENT
        else:
            value = value.get(step, ABSENT) if isinstance(value, dict) else ABSENT
    return value


def leaves(value: Any, at: Path = ()) -> Iterator[tuple[Path, Any]]:  # noqa: ANN401
    """Yield every scalar and every empty collection in a value with its path."""
    if isinstance(value, dict) and value:
        for key, below in value.items():
            yield from leaves(below, (*at, key))
    elif isinstance(value, list) and value:
        for index, below in enumerate(value):
            yield from leaves(below, (*at, index))
    else:
        yield at, value


def resolve(manifest: Manifest, wanted: str) -> Path:
    """Return the path of the field that a text means: the whole path, or an end of it that only one field has.

    A field that the kind has and the object leaves out is given in full, or without ``spec.forProvider.``.

    Raises:
        NotFoundError: there is no such field, or several.

    """
    asked = _plain(wanted)
    known = {_plain(spell(path)): path for path in paths(manifest)}
    if asked in known:
        return known[asked]
    found = [path for text, path in known.items() if text.endswith(f".{asked}")]
    if len(found) == 1:
        return found[0]
    what = f"{manifest['kind']} {manifest['metadata']['name']}"
    if found:
        listed = ", ".join(spell(path) for path in found[:_SHOWN])
        more = f" and {len(found) - _SHOWN} more" if len(found) > _SHOWN else ""
        raise NotFoundError(
            f"{what} has {len(found)} fields that end in {wanted}", hint=f"give more of the path: {listed}{more}"
        )
    left_out = _left_out(str(manifest["kind"]), wanted)
    if left_out:
        return left_out
    raise NotFoundError(f"{what} has no field {wanted}", hint=_hint(asked, known), tried=_tries(wanted))


def _plain(text: str) -> str:
    """Return a path with every step behind a dot, so that ``a[0]["b.c"]`` and ``a.0.b.c`` are the same."""
    return _BRACKETS.sub(lambda match: f".{match[1].strip(_QUOTES)}", text).strip(".")


def _tries(wanted: str) -> list[str]:
    ends = [f"*.{wanted}"]
    return [wanted, *([] if wanted.startswith(("spec", "metadata")) else [f"spec.forProvider.{wanted}"]), *ends]


def _left_out(kind: str, wanted: str) -> Path | None:
    """Return the path of a field that the kind's schema has and the object does not."""
    for text in (wanted, f"spec.forProvider.{wanted}"):
        try:
            # Free maps have every field: what is not there is then a slip, not a setting left out.
            if text.startswith(("spec.forProvider.", "spec.initProvider.")) and field_exists(kind, text):
                steps = _plain(text).split(".")
                return tuple(int(step) if step.isdigit() else step for step in steps)
        except (UnknownKindError, ValueError):
            continue
    return None


def _hint(asked: str, known: dict[str, Path]) -> str:
    """Return a question with the known fields that are most like the one asked for."""
    depth = asked.count(".") + 1
    ends: dict[str, Path] = {}
    for text, path in known.items():
        ends.setdefault(".".join(text.split(".")[-depth:]), path)
    near = [spell(known[text]) for text in close(asked, known)] or [spell(ends[end]) for end in close(asked, ends)]
    return f"did you mean {' or '.join(near)}?" if near else ""
