"""One catalogue of kinds and fields: what cannot change, what holds data, what interrupts, what lets somebody in.

    >>> from slipway.catalogue import kind_facts
    >>> kind_facts("VPC").external_name
    'assigned'

The facts stand in ``kinds.yaml``, each with its source; nothing else in the project keeps a list of its own. What is
read is ``kinds.json``, which ``make docs`` makes of it.
"""

from slipway.catalogue.facts import ExternalName, Fact, FieldFact, KindFacts, ListIdentity, Scope, Segments
from slipway.catalogue.load import CatalogueError, UnknownKindError, is_known, kind_facts, kinds

__all__ = [
    "CatalogueError",
    "ExternalName",
    "Fact",
    "FieldFact",
    "KindFacts",
    "ListIdentity",
    "Scope",
    "Segments",
    "UnknownKindError",
    "is_known",
    "kind_facts",
    "kinds",
]
