"""Why references have no value, in words. A circle is told at its members, not wherever something refers to them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType

from slipway.inventory import inventory_rules as rules
from slipway.inventory.hints import hint
from slipway.inventory.interpolate import Unresolved
from slipway.inventory.merge import form
from slipway.inventory.references import DEEPEST, UnresolvedError
from slipway.rules.facts import RuleFacts

ALLOWED: Mapping[RuleFacts, str] = MappingProxyType(
    {
        rules.REFERENCE_LOOP: "references that end at a value",
        rules.REFERENCE_MALFORMED: r"${section:key}, or \${ for the characters themselves",
    }
)
"""What the rules allow that reclass-rs and this module both find the faults of."""

Circle = tuple[str, ...]
"""References that lead to each other; the last one is the first one again."""


@dataclass(frozen=True, slots=True)
class ReferenceFault:
    """A text whose reference has no value, and what is said of it."""

    text: Unresolved
    rule: RuleFacts
    message: str
    allowed: str = ""
    remedy: str = ""


def reference_faults(texts: Sequence[Unresolved]) -> Iterator[ReferenceFault]:
    """Yield what is wrong with each text, in order."""
    leads = {":".join(text.path): text.error.chain[0] for text in texts if text.error.chain}
    circles = [(text, _circle(text.error, leads)) for text in texts]
    told = {frozenset(circle) for text, circle in circles if _belongs(text, circle)}
    for text, circle in circles:
        if not circle:
            yield _fault(text)
        elif _belongs(text, circle) or frozenset(circle) not in told:
            message = "references go in a circle: " + " -> ".join(circle)
            yield ReferenceFault(text, rules.REFERENCE_LOOP, message, ALLOWED[rules.REFERENCE_LOOP])


def _circle(error: UnresolvedError, leads: Mapping[str, str]) -> Circle:
    """Return the circle that a reference ends in; one of too many members is put together from what each leads to."""
    if error.fault == "loop":
        return error.chain[error.chain.index(error.reference) :]
    followed: dict[str, None] = {}
    here = error.chain[0] if error.chain else ""
    while here in leads and here not in followed:
        followed[here] = None
        here = leads[here]
    members = tuple(followed)
    return (*members[members.index(here) :], here) if here in followed else ()


def _belongs(text: Unresolved, circle: Circle) -> bool:
    """Whether a text is part of a circle: a value at one of its members, around it or within it."""
    own = ":".join(text.path) + ":"
    members = (f"{member}:" for member in circle)
    return any(own.startswith(member) or member.startswith(own) for member in members)


def _fault(text: Unresolved) -> ReferenceFault:
    error = text.error
    if error.fault == "deep":
        return ReferenceFault(
            text,
            rules.NOT_RENDERED,
            f"references lead from one to the next more than {DEEPEST} times",
            allowed=f"at most {DEEPEST} in a row",
            remedy="Write out one of the values on the way.",
        )
    if error.fault == "malformed":
        message = f"`{error.reference}` holds a reference that is not closed, or empty"
        return ReferenceFault(text, rules.REFERENCE_MALFORMED, message, ALLOWED[rules.REFERENCE_MALFORMED])
    nowhere = f"`${{{error.reference}}}` leads nowhere: "
    if error.fault == "scalar":
        message = f"{nowhere}`{error.key}` is looked up in {form(error.within)}, and only mappings have keys"
        return ReferenceFault(text, rules.REFERENCE_NOT_FOUND, message, "the path of a key in a mapping")
    known = [str(key) for key in error.within if key != "_reclass_"]
    meant = hint(error.key, known)
    return ReferenceFault(
        text,
        rules.REFERENCE_NOT_FOUND,
        f"{nowhere}there is no key `{error.key}`{meant}",
        # Targets that share the line have other keys each: only without them are they told as one.
        allowed="" if meant else ", ".join(known),
        remedy="Correct the path." if meant else f"Correct the path, or set `{error.reference.replace(':', '.')}`.",
    )
