"""One component on the bench: built again with another value at one key."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any

from pydantic import ValidationError

from slipway.explain.arguments import Models, derived, replaced, used
from slipway.explain.candidates import Parameters
from slipway.explain.emitted import Emitted, emitted
from slipway.explain.trace import Call, Trace, calls, trace
from slipway.explain.view import Reads, view
from slipway.explain.world import World
from slipway.manifest import Files
from slipway.model import Hub, parse

MOST = 8
"""Environments whose keys are tried for an object that all of them go into: the others' are the same keys."""


@dataclass(frozen=True)
class Bench:
    """A component and the models that it is built from, by target: an environment, or the hub and then environments.

    ``tried`` are the targets whose keys are varied, ``left_out`` others that go into the object as well. ``narrowed``
    is the component's own call that made the object, where that alone is repeated; ``seen`` is the trace that shows it.
    """

    subject: Emitted
    files: Callable[..., Files]
    models: Models
    parameters: Mapping[str, Parameters]
    tried: Sequence[str]
    left_out: Sequence[str] = ()
    narrowed: Call | None = None
    seen: Trace | None = None

    @property
    def fleet(self) -> bool:
        """Whether the component is the hub's."""
        return isinstance(self.models[self.subject.target], Hub)

    def arguments(self, models: Mapping[str, Any]) -> tuple[Any, ...]:
        """Return what the component is called with."""
        first, *rest = models.values()
        return (first, rest) if self.fleet else (first,)

    @cached_property
    def baseline(self) -> tuple[Emitted, ...]:
        """The objects as they are."""
        return self._build(self.models)

    @cached_property
    def trace(self) -> Trace:
        """What one build of the whole component shows."""
        return self.seen or trace(self.files, self.arguments(self.models))

    def varied(self, target: str, parameters: Parameters) -> tuple[Emitted, ...] | None:
        """Return the objects with other parameters for one target, None if they are not legal or cannot be built."""
        try:
            return self._build({**self.models, target: parse(parameters)})
        except ValidationError:
            return None
        except (Exception, SystemExit):  # noqa: BLE001 - a builder may refuse what no schema forbids: nothing is learned
            return None

    def reads(self, target: str) -> Reads | None:
        """Return which keys of a target are read on the way, None if that cannot be told."""
        reads = Reads()
        try:
            built = self._build({**self.models, target: view(self.models[target], reads)})
        except (Exception, SystemExit):  # noqa: BLE001 - it may want the real model: then every key has to be tried
            return None
        same = [one.manifest for one in built] == [one.manifest for one in self.baseline]
        return reads if same else None

    def _build(self, models: Mapping[str, Any]) -> tuple[Emitted, ...]:
        if self.narrowed is None:
            files = self.files(*self.arguments(models))
        else:
            arguments = {name: replaced(value, self.models, models) for name, value in self.narrowed.arguments.items()}
            files = {self.subject.file: self.narrowed.again(arguments)}
        return tuple(emitted(self.subject.target, self.subject.layer, files))


def bench(world: World, subjects: Sequence[Emitted]) -> Bench:
    """Return the bench of a component for one object, or for those of a file.

    The hub is made from every environment, which is too much to do again for each key: there only the call that made
    the object is repeated, with everything that is no model as it was.
    """
    subject = subjects[0]
    if not world.component(subject.layer).fleet:
        return _bench(world, subject, ())
    every = [environment.name for environment in world.environments]
    own = [name for name in every if name in subject.file.removesuffix(".yaml").split("/")]
    # One environment is enough to see which function is called, unless the object comes from another one alone.
    few = _bench(world, subject, own or every[:1])
    call = few.trace.calls.get(subject.identity)
    if call and own and not derived(call, few.models):
        return _narrowed(few, subjects, (call,), few.trace) or _bench(world, subject, every)
    whole = _bench(world, subject, every)
    if call is None:
        call = whole.trace.calls.get(subject.identity)
        return (_narrowed(whole, subjects, (call,), whole.trace) if call else None) or whole
    found = calls(whole.files, whole.arguments(whole.models), call.code)
    return _narrowed(whole, subjects, found, few.trace) or whole


def _bench(world: World, subject: Emitted, environments: Sequence[str]) -> Bench:
    targets = (subject.target, *environments)
    models = {target: world.model(target) for target in targets}
    parameters = {target: world.parameters(target) for target in targets}
    return Bench(subject, world.component(subject.layer).files, models, parameters, targets)


def _narrowed(whole: Bench, subjects: Sequence[Emitted], found: Iterable[Call], seen: Trace) -> Bench | None:
    """Return a bench of the one call that made the objects, None if there is none that makes them all."""
    for call in found:
        if not call.repeatable:
            continue
        given = [target for target in used(call, whole.models) if target != whole.subject.target]
        tried = (whole.subject.target, *given[:MOST])
        bench = replace(whole, tried=tried, left_out=tuple(given[MOST:]), narrowed=call, seen=seen)
        try:
            built = [one.manifest for one in bench.baseline]
        except Exception:  # noqa: BLE001, S112 - what a component hands over may serve one call only, as a generator
            continue
        if all(one.manifest in built for one in subjects):
            return bench
    return None
