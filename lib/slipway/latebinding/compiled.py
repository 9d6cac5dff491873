"""The objects of one compile, as the checks on its LateBindings see them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

from slipway.latebinding.bind import is_late_binding
from slipway.latebinding.render import filled, sample_values
from slipway.latebinding.script import faults
from slipway.manifest import Identity, Manifest, identity
from slipway.rules.rule import Fault

Check = Callable[[Manifest], Iterable[object]]
"""Returns what is wrong with an object: anything whose ``str`` is one line of text."""

FieldExists = Callable[[str, str], bool]
"""Whether a kind has a field, ``field_exists("Cluster", "status.atProvider.arn")``; LookupError for an unknown kind."""


@dataclass(frozen=True)
class Compiled:
    """All objects of one target, and what the schemas say about objects and fields.

    ``elsewhere`` are the objects of other targets: the hub registers clusters that the environments make.
    """

    objects: tuple[Manifest, ...]
    check: Check
    field_exists: FieldExists
    elsewhere: tuple[Manifest, ...] = ()

    @cached_property
    def bindings(self) -> tuple[Manifest, ...]:
        """The LateBindings."""
        return tuple(manifest for manifest in self.objects if is_late_binding(manifest))

    @cached_property
    def refusals(self) -> Mapping[Identity, list[str]]:
        """What the script would refuse in each LateBinding; several checks have nothing to say about one it refuses."""
        return {identity(one): faults(one["spec"], one["metadata"].get("namespace", "")) for one in self.bindings}

    @cached_property
    def samples(self) -> tuple[tuple[Manifest, Manifest], ...]:
        """The LateBindings that the script takes, each with its template once sample values are filled in."""
        accepted = [binding for binding in self.bindings if not self.refusals[identity(binding)]]
        return tuple((binding, filled(binding, sample_values(binding))) for binding in accepted)

    @cached_property
    def makers(self) -> Mapping[Identity, tuple[Identity, ...]]:
        """For every object that will be in the cluster what puts it there: itself, or the LateBinding composing it."""
        makers: dict[Identity, tuple[Identity, ...]] = {}
        for manifest in (*self.objects, *self.elsewhere):
            own = identity(manifest)
            makers[own] = (*makers.get(own, ()), own)
            if is_late_binding(manifest) and (made := composed(manifest)) != own:
                makers[made] = (*makers.get(made, ()), own)
        return makers


def composed(manifest: Manifest) -> Identity:
    """Return the identity of the object that a LateBinding composes; any other manifest's own."""
    if not is_late_binding(manifest):
        return identity(manifest)
    template = manifest["spec"]["template"]
    metadata = {**template["metadata"], "namespace": manifest["metadata"].get("namespace", "")}
    return identity({**template, "metadata": metadata})


def sources(binding: Manifest) -> Iterator[tuple[str, Identity]]:
    """Yield the name and identity of each source of a LateBinding."""
    own = binding["metadata"].get("namespace", "")
    for name, source in sorted(binding["spec"]["sources"].items()):
        place = {"name": source["name"], "namespace": source.get("namespace", own)}
        yield name, identity({**source, "metadata": place})


def fault(binding: Manifest, path: str, message: str, found: str = "", allowed: str = "") -> Fault:
    """Return a fault at a path of a LateBinding; the message names it, for the path alone does not."""
    return Fault(path, f"{identity(binding)}: {message}", found, allowed)
