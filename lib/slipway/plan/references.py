"""The three ways to say one thing: a literal value, a reference to an object, a value bound late."""

from __future__ import annotations

import re
from typing import Any

from slipway.catalogue import Segments

HOLE = re.compile(r"\$\{[A-Za-z][A-Za-z0-9]*\}")
"""A hole of a LateBinding; an IAM policy variable has a colon in it."""


def alternative(at: Segments) -> tuple[Segments, ...]:
    """Return where else the value of a path may be said: ``vpcId`` for ``vpcIdRef``, and the other way round."""
    *above, last = at
    literal = _literal(last)
    if literal == last:
        single, plural = f"{last}Ref", f"{last.removesuffix('s')}Refs"
        others: tuple[str, ...] = (
            single,
            plural,
            f"{last}Refs",
            f"{last}FromRoleRef",
            f"{last}Selector",
            f"{last}FromRoleSelector",
        )
    else:
        others = (literal,)
    return tuple((*above, other) for other in others)


def _literal(name: str) -> str:
    for suffix in ("FromRoleRef", "FromRoleSelector", "Selector", "Ref"):
        if name.endswith(suffix):
            return name.removesuffix(suffix)
    if name.endswith("Refs"):
        stem = name.removesuffix("Refs")
        return stem if stem.endswith("s") else f"{stem}s"
    return name


def may_be_equal(old: Any, new: Any) -> bool:  # noqa: ANN401 - whatever YAML holds
    """Whether one of two different values is bound late, so that they may turn out the same in AWS."""
    return bool(HOLE.search(repr(old))) != bool(HOLE.search(repr(new)))
