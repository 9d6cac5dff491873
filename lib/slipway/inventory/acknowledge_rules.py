"""The rules of acknowledgements: what may be acknowledged, and that each of them still says something true."""

from __future__ import annotations

from slipway.findings import Severity
from slipway.rules.facts import RuleFacts

_PAGE = "docs/rules.md"

UNKNOWN_RULE = RuleFacts(
    "ACKNOWLEDGE-001",
    "An acknowledgement names a rule",
    Severity.ERROR,
    "A misspelt rule id acknowledges nothing, and nobody notices.",
    "Correct the rule id; docs/rules.md lists them all.",
    _PAGE,
)
WITHOUT_REASON = RuleFacts(
    "ACKNOWLEDGE-002",
    "An acknowledgement gives a reason",
    Severity.ERROR,
    "Whoever reads the inventory later has to know whether the reason still holds.",
    "Say in `reason:` why the warning does not matter here.",
    _PAGE,
)
NOT_A_WARNING = RuleFacts(
    "ACKNOWLEDGE-003",
    "Only warnings are acknowledged",
    Severity.ERROR,
    "An error means that the target cannot work as written; a reason does not change that.",
    "Remove the acknowledgement and correct the fault.",
    _PAGE,
)
UNUSED = RuleFacts(
    "ACKNOWLEDGE-004",
    "An acknowledgement has its warning",
    Severity.WARNING,
    "An acknowledgement that outlives its warning would hide the next one of the same rule.",
    "Remove the acknowledgement.",
    _PAGE,
)

RULES = (UNKNOWN_RULE, WITHOUT_REASON, NOT_A_WARNING, UNUSED)
