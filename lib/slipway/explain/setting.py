"""What an explanation needs to know around the objects that it is about."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property

from slipway.explain.arguments import derived
from slipway.explain.bench import Bench, bench
from slipway.explain.emitted import Emitted
from slipway.explain.errors import UnbuildableError
from slipway.explain.functions import code_of, function
from slipway.explain.influence import Influence
from slipway.explain.rules import Looked, rules
from slipway.explain.shape import shape
from slipway.explain.syncs import applied_by
from slipway.explain.values import Explanation, Key, ObjectLine, Path, RuleLine
from slipway.explain.world import World
from slipway.explain.written import Places
from slipway.model import Hub


@dataclass(frozen=True)
class Setting:
    """One object, or the objects of one file, in their project."""

    world: World
    subjects: Sequence[Emitted]

    @property
    def target(self) -> str:
        """The target that holds them."""
        return self.subjects[0].target

    @cached_property
    def bench(self) -> Bench:
        """The component that makes them."""
        return bench(self.world, self.subjects)

    @cached_property
    def _with_hub(self) -> tuple[tuple[Emitted, ...], str]:
        """The objects that may have to do with them, and what is wrong with the hub."""
        own = self.world.objects(self.target)
        model = self.world.model(self.target)
        try:
            if isinstance(model, Hub):
                return (*own, *(one for each in self.world.environments for one in self.world.objects(each.name))), ""
            if self._hub:
                return (*own, *self.world.of_hub(self.world.hub, self._hub, [model])), ""
        except UnbuildableError as error:
            return own, f"the hub's objects are left out: {str(error).splitlines()[0]}"
        return own, "no target is a hub: which Application applies the object is not known"

    @property
    def neighbours(self) -> tuple[Emitted, ...]:
        """The objects of the target, and those of the hub that have to do with it."""
        return self._with_hub[0]

    @cached_property
    def origin(self) -> Explanation:
        """Where the objects come from, the part of an explanation that all have in common."""
        subject = self.subjects[0]
        made = function(self.world.root, code_of(self.world.component(subject.layer).files))
        call = self.bench.narrowed
        fleet = call is not None and derived(call, self.bench.models)
        environments = tuple(each.name for each in self.world.environments) if fleet else ()
        left = self.bench.left_out
        notes = (self._with_hub[1], f"the same keys of {len(left)} more environments were not tried" if left else "")
        return Explanation(
            target=self.target,
            component=subject.layer,
            component_function=made,
            file=subject.path,
            objects=tuple(
                ObjectLine(one.identity, one.binding, self.bench.trace.builders(self.world.root, one.identity))
                for one in self.subjects
            ),
            fleet=environments,
            applied_by=applied_by(subject.path, self.neighbours),
            notes=tuple(note for note in notes if note),
        )

    def keys(self, influences: Iterable[Influence], name: Callable[[Path], str] | None = None) -> tuple[Key, ...]:
        """Return the keys that make up what is explained; ``name`` makes text of what follows each."""
        return tuple(
            self._places(one).key(one, [name(field) for field in one.fields] if name else ())
            for one in influences
            if one.fields
        )

    def presence(self, influences: Iterable[Influence]) -> tuple[Key, ...]:
        """Return the keys that decide whether the objects are there, and their names."""
        return tuple(self._places(one).key(one) for one in influences if one.decides)

    def rules(
        self, influences: Iterable[Influence], subject: Emitted | None = None, path: Path = (), *, late: bool = False
    ) -> tuple[RuleLine, ...]:
        """Return the rules that look at the keys, or at the object."""
        keys = tuple(one.candidate.path for one in influences if one.fields and one.target == self.target)
        looked = Looked(self.target, keys, subject, path, late)
        return rules(looked, self.world.model(self.target), self._hub, self.world.objects(self.target))

    @cached_property
    def _hub(self) -> Hub | None:
        """The hub, if there is one that is not the target itself."""
        hub = self.world.model(self.world.hub) if self.world.hub not in ("", self.target) else None
        return hub if isinstance(hub, Hub) else None

    def _places(self, influence: Influence) -> Places:
        if influence.target not in self._by_target:
            kind = type(self.world.model(influence.target))
            self._by_target[influence.target] = Places(self.world, influence.target, shape(kind))
        return self._by_target[influence.target]

    @cached_property
    def _by_target(self) -> dict[str, Places]:
        return {}
