"""A model that notes which of its keys are read: what a component or a rule does not read cannot change its result."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from inspect import getattr_static
from types import FunctionType, MethodType
from typing import Any, Literal, get_args, get_origin

from pydantic import BaseModel

from slipway.explain.values import Path


@dataclass(slots=True)
class Reads:
    """What was read: values with all that lies in them, and collections whose members were looked at."""

    values: set[Path] = field(default_factory=set)
    members: set[Path] = field(default_factory=set)

    def touch(self, path: Path) -> bool:
        """Whether a change of the value at a path could have been noticed."""
        if path in self.members or path[:-1] in self.members:
            return True
        return any(path[: len(read)] == read or read[: len(path)] == path for read in self.values)

    def inherited(self, inherits: Mapping[Path, Path]) -> Reads:
        """Return the reads, and beside those of a place that inherits the ones of the place it inherits from."""
        found = Reads(set(self.values), set(self.members))
        for pattern, source in inherits.items():
            for mine, its in ((self.values, found.values), (self.members, found.members)):
                its |= {(*source, *path[len(pattern) :]) for path in mine if is_below(path, pattern)}
        return found


def is_below(path: Path, pattern: Path) -> bool:
    """Whether a path is the pattern, in which ``*`` is any step, or lies below it."""
    return len(path) >= len(pattern) and all(want in ("*", step) for want, step in zip(pattern, path, strict=False))


class View:
    """Stands in for a part of the model: it gives the same answers, passes for the same class, and notes each key."""

    __slots__ = ("_derives", "_model", "_path", "_reads")

    def __init__(self, model: BaseModel, reads: Reads, path: Path = (), *, derives: bool = True) -> None:
        """Take the model and where the reads are noted; ``path`` is the model's place in the inventory.

        Without ``derives`` what the model computes from its keys, such as names and ARNs, notes none of them.
        """
        self._derives = derives
        self._model = model
        self._reads = reads
        self._path = path

    def __getattribute__(self, name: str) -> Any:  # noqa: ANN401 - whatever the model holds
        """Return what the model has under the name."""
        mine = object.__getattribute__
        model, reads, path = mine(self, "_model"), mine(self, "_reads"), mine(self, "_path")
        cls = type(model)
        if name == "__class__":
            # isinstance asks for it: which variant of a union it is, which a key of the variant says.
            reads.values.update((*path, mark) for mark in _marks(cls))
            return cls
        known = cls.model_fields.get(name)
        if known is not None:
            return _seen(getattr(model, name), reads, (*path, known.alias or name))
        static = getattr_static(cls, name, None)
        if isinstance(static, property) and static.fget is not None and _is_ours(static.fget):
            return static.fget(self)
        if isinstance(static, cached_property) and _is_ours(static.func):
            return static.func(self if mine(self, "_derives") else model)
        if isinstance(static, FunctionType) and _is_ours(static):
            return MethodType(static, self)
        if not name.startswith("__"):
            # pydantic's own methods, and keys beyond the typed ones: they may use all there is.
            reads.values.add(path)
        return getattr(model, name)

    def __eq__(self, other: object) -> bool:
        """Compare as the model does."""
        mine = object.__getattribute__
        mine(self, "_reads").values.add(mine(self, "_path"))
        return bool(mine(self, "_model") == (_model(other) if type(other) is View else other))

    def __hash__(self) -> int:
        """Return the model's hash."""
        return hash(_model(self))

    def __repr__(self) -> str:
        """Return the model's text."""
        return repr(_model(self))


def view(model: BaseModel, reads: Reads, *, derives: bool = True) -> Any:  # noqa: ANN401 - it passes for its model
    """Return a view of a whole model."""
    return View(model, reads, derives=derives)


def _marks(model: type[BaseModel]) -> tuple[str, ...]:
    """Return the keys that tell a variant of a union from the others: they hold one value only."""
    fields = model.model_fields.items()
    return tuple(
        field.alias or name
        for name, field in fields
        if get_origin(field.annotation) is Literal and len(get_args(field.annotation)) == 1
    )


def _model(view: object) -> object:
    found: object = object.__getattribute__(view, "_model")
    return found


def _is_ours(function: object) -> bool:
    return not str(getattr(function, "__module__", "")).startswith("pydantic")


def _seen(value: Any, reads: Reads, path: Path) -> Any:  # noqa: ANN401
    """Return a value with every model in it replaced by a view."""
    if isinstance(value, BaseModel):
        return View(value, reads, path)
    if isinstance(value, dict) and any(isinstance(one, BaseModel) for one in value.values()):
        reads.members.add(path)
        return {key: _seen(one, reads, (*path, key)) for key, one in value.items()}
    if isinstance(value, tuple) and any(isinstance(one, BaseModel) for one in value):
        reads.members.add(path)
        return tuple(_seen(one, reads, (*path, index)) for index, one in enumerate(value))
    reads.values.add(path)
    return value
