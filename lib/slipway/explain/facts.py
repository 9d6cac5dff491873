"""What the catalogue knows of a kind and of a field."""

from __future__ import annotations

from slipway.catalogue import FieldFact, is_known, kind_facts
from slipway.catalogue.paths import matches
from slipway.explain.fields import paths
from slipway.explain.values import FactLine, KindLine, Path
from slipway.manifest import Manifest


def kind_line(manifest: Manifest) -> KindLine:
    """Return what the catalogue knows of an object's kind; nothing of a kind that it does not have."""
    kind = str(manifest["kind"])
    if not is_known(kind):
        return KindLine("none", "", "", "", "")
    facts = kind_facts(kind)
    return KindLine(facts.external_name, facts.stateful, facts.removal, facts.grants, facts.source)


def fact_lines(manifest: Manifest, field: Path = ()) -> tuple[FactLine, ...]:
    """Return the facts that apply to a field, or to the fields that an object has."""
    kind = str(manifest["kind"])
    if not is_known(kind):
        return ()
    present = [field] if field else list(paths(manifest))
    found = (fact for fact in kind_facts(kind).fields if any(_applies(fact, one) for one in present))
    return tuple(_line(fact) for fact in found)


def _applies(fact: FieldFact, field: Path) -> bool:
    """Whether a fact is about a field, or about something that the field is part of."""
    return matches(fact.segments, tuple(f"[{step}]" if isinstance(step, int) else step for step in field))


def _line(fact: FieldFact) -> FactLine:
    return FactLine(fact.path, tuple(sorted(fact.facts)), fact.note, fact.way_out, fact.source)
