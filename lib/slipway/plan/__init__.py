"""The plan: what a change of ``compiled/`` does to the fleet, before it is merged.

    >>> from datetime import date
    >>> from slipway.plan import plan
    >>> plan({}, {}, as_of=date(2026, 11, 23)).targets
    ()

``plan`` takes two compiled trees (path below ``compiled/`` to content) and returns values; ``slipway.plan.git`` reads
the trees from a repository, ``slipway.plan.writers`` shows the plan as text, Markdown, JSON or SARIF.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from slipway.plan.applied import apply, apply_fields
    from slipway.plan.bill import CostChange, CostLine
    from slipway.plan.build import FOLDER, plan
    from slipway.plan.documents import UnreadableError
    from slipway.plan.permit import Permit
    from slipway.plan.values import (
        ABSENT,
        Action,
        Consequence,
        Effect,
        FieldChange,
        Fold,
        ObjectChange,
        Plan,
        TargetPlan,
    )
    from slipway.plan.verdict import Permits

__all__ = [
    "ABSENT",
    "FOLDER",
    "Action",
    "Consequence",
    "CostChange",
    "CostLine",
    "Effect",
    "FieldChange",
    "Fold",
    "ObjectChange",
    "Permit",
    "Permits",
    "Plan",
    "TargetPlan",
    "UnreadableError",
    "apply",
    "apply_fields",
    "plan",
]

_MODULES = {
    "applied": ("apply", "apply_fields"),
    "bill": ("CostChange", "CostLine"),
    "build": ("FOLDER", "plan"),
    "documents": ("UnreadableError",),
    "permit": ("Permit",),
    "verdict": ("Permits",),
}
_PLACES = {name: module for module, names in _MODULES.items() for name in names}


def __getattr__(name: str) -> object:
    """Return a public name, loaded at its first use: the inventory's model needs the permits and nothing else."""
    if name not in __all__:
        message = f"module {__name__!r} has no attribute {name!r}"
        raise AttributeError(message)
    return getattr(import_module(f"{__name__}.{_PLACES.get(name, 'values')}"), name)
