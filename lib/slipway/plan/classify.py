"""What happens to an object that is made, changed, deleted or renamed."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace

from slipway.catalogue import kind_facts
from slipway.plan.judge import Sides, judge
from slipway.plan.lens import Lens, lens
from slipway.plan.lookup import value_at
from slipway.plan.ownership import EXTERNAL_NAME, asks, deletes, facts_of
from slipway.plan.special import application_gone, chart_bump, external_name_changed, loss, other_hands
from slipway.plan.subject import Subject
from slipway.plan.values import ABSENT, Consequence, Effect, FieldChange
from slipway.plan.wording import short_path, value_text

ATTACHED = frozenset({Effect.ACCESS_WIDENED, Effect.ACCESS_NARROWED, Effect.DATA_AT_STAKE})
_REGION = "spec.forProvider.region"


def changed(
    old: Subject, new: Subject, fields: Iterable[FieldChange], renames: Mapping[str, str]
) -> tuple[Consequence, ...]:
    """Return the effects of a change in place, at least that it is one."""
    if old.late_bound != new.late_bound:
        found = [*other_hands(old, new), *_judged(old, new, fields, lens(new.kind), renames)]
    else:
        found = list(_judged(old, new, fields, lens_of(new), renames))
    found.extend(external_name_changed(old, new))
    found = list(chart_bump(old, new, found))
    return tuple(found) or (Consequence(Effect.IN_PLACE, _quiet(fields, lens_of(new))),)


def created(new: Subject, *, fresh: bool) -> tuple[Consequence, ...]:
    """Return the effects of a new object; ``fresh`` says that what it is attached to is new as well."""
    facts = facts_of(new)
    if facts is None:
        return ()
    found = [one for one in _attached(None, new) if not (fresh and one.effect is Effect.DATA_AT_STAKE)]
    if facts.grants and not any(one.effect is Effect.ACCESS_WIDENED for one in found):
        text = f"gives {facts.grants}"
        found.append(Consequence(Effect.ACCESS_WIDENED, text, source=facts.source, details=_given(new)))
    return tuple(found)


def deleted(old: Subject) -> tuple[Consequence, ...]:
    """Return the effects of a deletion."""
    facts = facts_of(old)
    if facts is None:
        return (Consequence(Effect.DISRUPTIVE, "the catalogue does not know what depends on it"),)
    waits = {
        "confirm": "Argo CD waits for a person to confirm the pruning",
        "false": "Argo CD leaves it in the cluster",
    }
    details = tuple(filter(None, [waits.get(asks(old), "")]))
    if not deletes(old):
        text = "orphaned: it stays in AWS, managed by nobody"
        if not facts.stateful:
            return (Consequence(Effect.IN_PLACE, text, source=facts.source, details=details),)
        return (Consequence(Effect.DATA_AT_STAKE, text, source=facts.source, details=details, needs="delete"),)
    if facts.stateful:
        text = f"{'deleted in AWS' if facts.managed else 'deleted'}: {facts.stateful}"
        return (Consequence(Effect.DATA_AT_STAKE, text, source=facts.source, details=details, needs="delete"),)
    found = [*application_gone(old), *_attached(old, None)]
    if facts.removal and not found:
        found.append(Consequence(Effect.DISRUPTIVE, facts.removal, source=facts.source, details=details))
    if facts.grants and not any(one.effect is Effect.ACCESS_NARROWED for one in found):
        text = f"takes away {facts.grants}"
        found.append(Consequence(Effect.ACCESS_NARROWED, text, source=facts.source, details=_given(old)))
    return tuple(found)


def renamed(old: Subject, new: Subject) -> tuple[Consequence, ...]:
    """Return the effects of a new name for the same thing in AWS."""
    facts = kind_facts(old.kind)
    way_out = "first take Delete out of managementPolicies and let that sync, then rename"
    if deletes(old):
        text = "pruning the old object deletes in AWS what the new one takes over"
        return (loss(old, text, way_out),)
    if facts.external_name == "assigned" and not new.annotations.get(EXTERNAL_NAME):
        text = f"the {facts.name_field} is taken while the old one exists: the new object cannot be made"
        out = f"give the new object the old one's id as {EXTERNAL_NAME}, or another {facts.name_field}"
        return (Consequence(Effect.IMMUTABLE, text, way_out=out, source=facts.source, needs="change"),)
    return (Consequence(Effect.IN_PLACE, "the old object lets go, the new one takes over what is in AWS"),)


def regrouped(old: Subject, before: str, after: str) -> tuple[Consequence, ...]:
    """Return the effects of another Argo CD Application syncing the object."""
    text = f"moves from Application {before} to {after}; if {before} syncs first, it prunes the object"
    if not deletes(old):
        return (Consequence(Effect.IN_PLACE, f"{text}, which stays in AWS"),)
    return (loss(old, text, f"sync {after} before {before}"),)


def lens_of(one: Subject) -> Lens:
    """Return the lens through which the committed object is read."""
    return lens(one.kind, late_bound=one.late_bound) if facts_of(one) else Lens()


def _judged(
    old: Subject, new: Subject, fields: Iterable[FieldChange], through: Lens, renames: Mapping[str, str]
) -> tuple[Consequence, ...]:
    if old.late_bound != new.late_bound:
        return judge(fields, Sides(old.whole, new.whole, through, renames))
    return judge(fields, Sides(old.document.manifest, new.document.manifest, through, renames))


def _attached(old: Subject | None, new: Subject | None) -> Iterator[Consequence]:
    """Yield what a setting of another object does by appearing or vanishing: a policy, versioning, a lifecycle."""
    one = new or old
    facts = facts_of(one) if one else None
    if one is None or facts is None or not facts.managed or (facts.external_name != "derived" and not facts.grants):
        return
    gone = new is None
    whole = FieldChange((), ABSENT, one.manifest) if not gone else FieldChange((), one.manifest, ABSENT)
    sides = Sides(old.manifest if old else None, new.manifest if new else None, lens(one.kind), {})
    for effect in judge([whole], sides):
        policy = bool(effect.details)
        if effect.effect in ATTACHED and (policy or not facts.grants):
            yield replace(effect, text=effect.text or "back to the default" if gone else effect.text)


def _given(one: Subject) -> tuple[str, ...]:
    """Return who gets what: the fields that make a grant what it is."""
    facts = kind_facts(one.kind)
    said = (field for field in facts.fields if field.facts & {"immutable", "accessWidening"} and field.path != _REGION)
    values = ((field, value_at(one.manifest, field.segments, lens(one.kind))) for field in said)
    return tuple(f"{short_path(field.segments)}: {value_text(value)}" for field, value in values if value is not ABSENT)


def _quiet(fields: Iterable[FieldChange], through: Lens) -> str:
    """Return what to say about a change without any effect of its own."""
    if all(through.own(one.segments)[:2] == ("spec", "initProvider") for one in fields):
        return "read when AWS makes the thing; what exists stays as it is"
    left = [short_path(one.segments) for one in fields if one.new is ABSENT]
    return f"AWS keeps the value of {', '.join(left)}" if left and len(left) == len(tuple(fields)) else ""
