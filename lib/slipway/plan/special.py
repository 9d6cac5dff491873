"""Changes that mean more than their fields: another owner, another external name, a chart, a finalizer."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from slipway.catalogue import kind_facts
from slipway.plan.ownership import EXTERNAL_NAME, deletes, external_name, facts_of, is_managed
from slipway.plan.subject import Subject, mapping
from slipway.plan.values import Consequence, Effect

_FINALIZER = "resources-finalizer.argocd.argoproj.io"


def loss(one: Subject, text: str, way_out: str) -> Consequence:
    """Return the effect of losing an object in a way that does not look like a deletion."""
    facts = facts_of(one)
    source = facts.source if facts else ""
    if facts and facts.stateful:
        return Consequence(Effect.DATA_AT_STAKE, text, way_out=way_out, source=source, needs="delete")
    return Consequence(Effect.DISRUPTIVE, text, way_out=way_out, source=source)


def application_gone(old: Subject) -> Iterator[Consequence]:
    """Yield what goes along with an Application; nothing for another kind."""
    if old.kind != "Application":
        return
    facts, text = kind_facts("Application"), "its finalizer deletes everything it deployed"
    if _FINALIZER not in str(mapping(old.manifest["metadata"]).get("finalizers", "")):
        yield Consequence(Effect.DISRUPTIVE, "what it deployed stays, and nobody syncs it", source=facts.source)
        return
    source = mapping(mapping(old.manifest.get("spec")).get("source"))
    if source.get("chart"):
        yield Consequence(Effect.DISRUPTIVE, text, source=facts.source)
    else:
        yield Consequence(Effect.DATA_AT_STAKE, text, source=facts.source, needs="delete")


def other_hands(old: Subject, new: Subject) -> Iterator[Consequence]:
    """Yield what happens when an object goes from Argo CD to a LateBinding, or back."""
    giver, taker = ("Argo CD", "a LateBinding") if new.late_bound else ("a LateBinding", "Argo CD")
    text = f"passes from {giver} to {taker}; whoever lets go deletes the object"
    if not is_managed(old) or deletes(old):
        yield loss(old, text, "first take Delete out of managementPolicies and let that sync, then change over")
    else:
        yield Consequence(Effect.DISRUPTIVE, f"{text}; what is in AWS stays and is taken over")


def chart_bump(old: Subject, new: Subject, found: Iterable[Consequence]) -> Iterator[Consequence]:
    """Yield the effects, with the chart named where its version changes: what it renders is not in git."""
    sources = [mapping(mapping(one.manifest.get("spec")).get("source")) for one in (old, new)]
    charts, versions = ([source.get(key) for source in sources] for key in ("chart", "targetRevision"))
    bumped = new.kind == "Application" and charts[0] and charts[0] == charts[1] and versions[0] != versions[1]
    for one in found:
        if bumped and one.path == "spec.source.targetRevision":
            text = f"chart {charts[1]} {versions[0]} → {versions[1]}; what it renders is not in git"
            yield replace(one, text=text)
        else:
            yield one


def external_name_changed(old: Subject, new: Subject) -> Iterator[Consequence]:
    """Yield what it means that an object stands for another thing in AWS, or is no longer tied to it."""
    facts = facts_of(new)
    before, after = external_name(old), external_name(new)
    if facts is None or not facts.managed or before == after:
        return
    path = f"metadata.annotations[{EXTERNAL_NAME}]"
    if not before:
        text = f"stands for {after} in AWS from now on, which must be what it stands for already"
        yield Consequence(Effect.DISRUPTIVE, text, path, source=facts.source)
    elif not after:
        text = f"no longer tied to {before}: if the name goes from the cluster as well, AWS gets a second one"
        yield replace(loss(new, text, "keep the annotation"), path=path)
    else:
        text = f"would stand for {after} instead of {before}, which stays in AWS, managed by nobody"
        out = "a new object under a new name"
        yield Consequence(Effect.IMMUTABLE, text, path, out, facts.source, needs="change")
