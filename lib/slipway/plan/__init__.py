"""The plan: what a change of ``compiled/`` does to the fleet, before it is merged.

    >>> from datetime import date
    >>> from slipway.plan import plan
    >>> plan({}, {}, as_of=date(2026, 11, 23)).targets
    ()

``plan`` takes two compiled trees (path below ``compiled/`` to content) and returns values; ``slipway.plan.git`` reads
the trees from a repository, ``slipway.plan.writers`` shows the plan as text, Markdown, JSON or SARIF.
"""

from slipway.plan.apply import apply, apply_fields
from slipway.plan.bill import CostChange, CostLine
from slipway.plan.build import FOLDER, plan
from slipway.plan.documents import UnreadableError
from slipway.plan.permit import Permit
from slipway.plan.values import ABSENT, Action, Consequence, Effect, FieldChange, Fold, ObjectChange, Plan, TargetPlan
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
