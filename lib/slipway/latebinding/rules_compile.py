"""Rules on the LateBindings of a compile together: that what they read is made, and what they make is theirs."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from graphlib import CycleError, TopologicalSorter

from slipway.latebinding.compiled import Compiled, composed, fault, sources
from slipway.manifest import Identity, identity
from slipway.names import OBJECT_LIMIT
from slipway.rules.rule import Fault, rule

DOCS = "docs/late-binding.md"
REQUIRED_RESOURCES = "https://docs.crossplane.io/latest/composition/compositions/"
COMPOSITE_NAMES = "https://docs.crossplane.io/latest/composition/composite-resources/"


@rule(
    "BINDING-003",
    "The source of a value is part of the same compile",
    reason="Nobody creates a source that is not compiled, so its value never comes.",
    remedy="Name an object of this environment, or pin the value in the inventory.",
    source=REQUIRED_RESOURCES,
)
def sources_compiled(compiled: Compiled) -> Iterator[Fault]:
    """Yield sources that no object of the compile is."""
    for binding in compiled.bindings:
        for name, source in sources(binding):
            if source not in compiled.makers:
                same = sorted(str(each) for each in compiled.makers if each.kind == source.kind)
                allowed = ", ".join(same) or f"no {source.kind} is compiled"
                yield fault(binding, f"spec.sources.{name}", "the source is not compiled", str(source), allowed)


@rule(
    "BINDING-006",
    "A LateBinding's name is its own and has at most 63 characters",
    reason="Crossplane puts it in a label; of two LateBindings of one name the last applied would win.",
    remedy="Give bind a name where objects of two kinds share theirs.",
    source=COMPOSITE_NAMES,
)
def names_own(compiled: Compiled) -> Iterator[Fault]:
    """Yield names that are too long, or used twice."""
    for binding in compiled.bindings:
        name = binding["metadata"]["name"]
        if len(name) > OBJECT_LIMIT:
            yield fault(binding, "metadata.name", f"{len(name)} characters", name, f"at most {OBJECT_LIMIT}")
        if compiled.makers[identity(binding)].count(identity(binding)) > 1:
            yield fault(binding, "metadata.name", f"two LateBindings have this name, one for {composed(binding)}")


@rule(
    "BINDING-007",
    "One object composes another, or is it, but not both",
    reason="The adoption guard refuses an object that is also compiled plainly; two LateBindings would fight over it.",
    remedy="Emit the object either plainly or late bound.",
    source=DOCS,
)
def no_twins(compiled: Compiled) -> Iterator[Fault]:
    """Yield LateBindings whose object something else of the compile makes as well."""
    for binding in compiled.bindings:
        for maker in sorted(set(compiled.makers[composed(binding)]) - {identity(binding)}):
            yield fault(binding, "spec.template", "the object is made twice", str(composed(binding)), f"not by {maker}")


@rule(
    "BINDING-008",
    "LateBindings do not wait for each other",
    reason="Each would wait for a value that the other has not composed yet, without end.",
    remedy="Pin one of the values in the inventory, or take it from another object.",
    source=DOCS,
)
def no_cycles(compiled: Compiled) -> Iterator[Fault]:
    """Yield a cycle of LateBindings that read what the next one composes."""
    by_object = {composed(binding): binding for binding in compiled.bindings}
    waits = {made: {source for _, source in sources(binding)} for made, binding in by_object.items()}
    try:
        TopologicalSorter(waits).prepare()
    except CycleError as error:
        cycle: Sequence[Identity] = error.args[1]
        yield fault(by_object[cycle[0]], "spec.sources", "waits for itself", " <- ".join(map(str, cycle)))
