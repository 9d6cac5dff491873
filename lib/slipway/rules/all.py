"""Every rule of Slipway in words: those on files, on structure, on acknowledgements, and those of the domain."""

from __future__ import annotations

from slipway.inventory.check import OWN_RULES
from slipway.rules.facts import RuleFacts
from slipway.rules.registry import domain_facts


def all_facts() -> tuple[RuleFacts, ...]:
    """Return the facts of every rule, by id."""
    return tuple(sorted((*OWN_RULES, *domain_facts()), key=lambda entry: entry.id))
