"""Which functions built an object: the calls between a component and the first function that returned it.

One build is watched with the interpreter's profile hook, so that builders stay plain functions that know nothing of it.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from inspect import CO_VARARGS, CO_VARKEYWORDS
from pathlib import Path
from types import CodeType, FrameType, FunctionType
from typing import Any

from slipway.explain.functions import code_of, function
from slipway.explain.values import Function
from slipway.latebinding.compiled import composed
from slipway.manifest import Files, Identity

_VARIADIC = CO_VARARGS | CO_VARKEYWORDS


@dataclass(frozen=True, slots=True)
class Call:
    """A call that a component made: the function's code, its globals and its arguments."""

    code: CodeType
    globals: dict[str, Any]
    arguments: Mapping[str, Any]

    @property
    def repeatable(self) -> bool:
        """Whether the call can be made again: a closure or a variable list of arguments stands in the way."""
        return not self.code.co_freevars and not self.code.co_flags & _VARIADIC

    def again(self, arguments: Mapping[str, Any]) -> Any:  # noqa: ANN401 - whatever the function returns
        """Make the call with other arguments."""
        names = self.code.co_varnames[: self.code.co_argcount]
        more = {name: value for name, value in arguments.items() if name not in names}
        return FunctionType(self.code, self.globals)(*(arguments[name] for name in names), **more)


@dataclass(slots=True)
class Trace:
    """What one build showed: for every object the functions that led to it, outermost first, and the first call."""

    component: CodeType
    chains: dict[Identity, tuple[CodeType, ...]] = field(default_factory=dict)
    calls: dict[Identity, Call] = field(default_factory=dict)
    _open: dict[FrameType, Call] = field(default_factory=dict)

    def builders(self, root: Path, identity: Identity) -> tuple[Function, ...]:
        """Return the functions that built an object, the one that the component calls first.

        The last one is where it came into being: what wraps, copies or annotates it comes too late to be listed. An
        object that the component makes without another function has none.
        """
        return tuple(function(root, code) for code in self.chains.get(identity, ()))

    def watch(self, frame: FrameType, event: str, result: Any) -> None:  # noqa: ANN401 - whatever a function returns
        """Take one event of the interpreter's profile hook."""
        if event == "call":
            if _caller(frame) is self.component:
                self._open[frame] = _call(frame)
        elif event == "return":
            if isinstance(result, dict | list) and result:
                self._note(frame, result)
            self._open.pop(frame, None)

    def _note(self, frame: FrameType, result: Any) -> None:  # noqa: ANN401
        for identity in _identities(result):
            if identity in self.chains:
                continue
            frames = _frames(frame, self.component)
            self.chains[identity] = tuple(each.f_code for each in frames)
            if frames and frames[0] in self._open:
                self.calls[identity] = self._open[frames[0]]


def trace(files: Callable[..., Files], arguments: Sequence[object]) -> Trace:
    """Return what one build of a component shows."""
    found = Trace(code_of(files))
    _watched(files, arguments, found.watch)
    return found


def calls(files: Callable[..., Files], arguments: Sequence[object], wanted: CodeType) -> tuple[Call, ...]:
    """Return the calls that a component makes of one function; watching a single function takes little time."""
    found: list[Call] = []
    component = code_of(files)

    def watch(frame: FrameType, event: str, _result: object) -> None:
        if event == "call" and frame.f_code is wanted and _caller(frame) is component:
            found.append(_call(frame))

    _watched(files, arguments, watch)
    return tuple(found)


def _watched(
    files: Callable[..., Files], arguments: Sequence[object], watch: Callable[[FrameType, str, Any], None]
) -> None:
    before = sys.getprofile()
    sys.setprofile(watch)
    try:
        files(*arguments)
    finally:
        # A profiler written in C cannot be put back from here, and says so by not being callable.
        sys.setprofile(before if callable(before) else None)


def _call(frame: FrameType) -> Call:
    count = frame.f_code.co_argcount + frame.f_code.co_kwonlyargcount
    names = frame.f_code.co_varnames[:count]
    return Call(frame.f_code, frame.f_globals, {name: frame.f_locals[name] for name in names})


def _identities(result: Any) -> Iterator[Identity]:  # noqa: ANN401
    """Yield the identities of the manifests in a function's result: itself, or what a list holds."""
    for one in result if isinstance(result, list) else (result,):
        if isinstance(one, dict) and "apiVersion" in one and "metadata" in one:
            try:
                yield composed(one)
            except (KeyError, TypeError, AttributeError):
                # Not an object after all: nothing says what a function of the library may return.
                continue


def _caller(frame: FrameType) -> CodeType | None:
    """Return the function that called; comprehensions belong to the function they stand in."""
    if frame.f_code.co_name.startswith("<"):
        return None
    above = frame.f_back
    while above is not None and above.f_code.co_name.startswith("<"):
        above = above.f_back
    return above.f_code if above is not None else None


def _frames(frame: FrameType, component: CodeType) -> tuple[FrameType, ...]:
    """Return the calls below the component, outermost first, without comprehensions."""
    found: list[FrameType] = []
    current: FrameType | None = frame
    while current is not None and current.f_code is not component:
        if not current.f_code.co_name.startswith("<"):
            found.append(current)
        current = current.f_back
    return tuple(reversed(found))
