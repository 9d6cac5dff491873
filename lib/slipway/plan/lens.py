"""The catalogue's facts at the paths of what is committed: below ``spec.template`` for what is bound late."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cache

from slipway.catalogue import FieldFact, ListIdentity, Segments, is_known, kind_facts
from slipway.catalogue.paths import matches
from slipway.plan.subject import LATE_BINDING, TEMPLATE

_PROVIDED = (("spec", "forProvider"), ("spec", "initProvider"))


@dataclass(frozen=True, slots=True)
class Lens:
    """Facts and list identities of one kind, as committed plainly or in the template of a LateBinding."""

    fields: tuple[FieldFact, ...] = ()
    lists: tuple[ListIdentity, ...] = ()
    inside: Segments = ()

    def list_at(self, at: Segments) -> ListIdentity | None:
        """Return how the list at the path is told apart, if the catalogue says so."""
        return next((one for one in self.lists if len(one.segments) == len(at) and matches(one.segments, at)), None)

    def is_json(self, at: Segments) -> bool:
        """Whether the text at the path is a JSON document."""
        return any(
            one.facts & {"policyDocument", "jsonDocument"}
            and len(one.segments) == len(at)
            and matches(one.segments, at)
            for one in self.fields
        )

    def is_provided(self, at: Segments) -> bool:
        """Whether the path is the provider's, whose lists of plain values are sets: AWS returns them in any order."""
        depth = len(self.inside)
        return at[:depth] == self.inside and at[depth : depth + 2] in _PROVIDED

    def own(self, at: Segments) -> Segments:
        """Return the path in the resource itself; a path of the wrapper stays as it is."""
        return at[len(self.inside) :] if at[: len(self.inside)] == self.inside else at


@cache
def lens(kind: str, *, late_bound: bool = False) -> Lens:
    """Return the lens for a kind; one that the catalogue does not know has no facts."""
    if not is_known(kind):
        return Lens(inside=TEMPLATE if late_bound else ())
    facts = kind_facts(kind)
    if not late_bound:
        return Lens(facts.fields, facts.lists)
    wrapper = kind_facts(LATE_BINDING)
    return Lens(
        (*(replace(one, segments=_committed(one.segments)) for one in facts.fields), *wrapper.fields),
        (*(replace(one, segments=(*TEMPLATE, *one.segments)) for one in facts.lists), *wrapper.lists),
        TEMPLATE,
    )


def _committed(own: Segments) -> Segments:
    # Argo CD sees the wrapper only, which therefore carries the annotations meant for it.
    return own if own[0] == "metadata" else (*TEMPLATE, *own)
