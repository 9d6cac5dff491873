"""The rules of structure: what the typed model of the inventory refuses, one rule for each class of mistake."""

from __future__ import annotations

from slipway.findings import Severity
from slipway.rules.facts import RuleFacts

_REFERENCE = "docs/inventory.md"

UNKNOWN_KEY = RuleFacts(
    "SCHEMA-001",
    "Every key is known",
    Severity.ERROR,
    "A misspelt key would have no effect, and its default would be compiled in silence.",
    "Correct the spelling or remove the key.",
    _REFERENCE,
)
MISSING_KEY = RuleFacts(
    "SCHEMA-002",
    "Every required key is set",
    Severity.ERROR,
    "The key has no default that fits every environment.",
    "Set the key in the target or in one of its classes.",
    _REFERENCE,
)
WRONG_TYPE = RuleFacts(
    "SCHEMA-003",
    "A value has the type of its key",
    Severity.ERROR,
    "Text, numbers, booleans, lists and mappings are not converted into each other: readers of YAML disagree on how.",
    "Write the value in the type that the key takes.",
    _REFERENCE,
)
NOT_ALLOWED = RuleFacts(
    "SCHEMA-004",
    "A choice is one of the allowed words",
    Severity.ERROR,
    "AWS or Kubernetes accepts these words only.",
    "Use one of the allowed values.",
    _REFERENCE,
)
OUT_OF_RANGE = RuleFacts(
    "SCHEMA-005",
    "A number lies within its range",
    Severity.ERROR,
    "AWS or Kubernetes refuses a number outside the range.",
    "Use a number within the range.",
    _REFERENCE,
)
WRONG_LENGTH = RuleFacts(
    "SCHEMA-006",
    "Text, lists and mappings have a legal length",
    Severity.ERROR,
    "AWS or Kubernetes refuses anything shorter or longer.",
    "Shorten or complete the value.",
    _REFERENCE,
)
WRONG_FORM = RuleFacts(
    "SCHEMA-007",
    "Text has the form that its key demands",
    Severity.ERROR,
    "Identifiers, ranges, dates and names have a fixed form; anything else fails in AWS after the compile.",
    "Write the value in the form shown.",
    _REFERENCE,
)
REFUSED = RuleFacts(
    "SCHEMA-008",
    "Values of one section agree with each other",
    Severity.ERROR,
    "The section cannot be compiled into one consistent set of resources.",
    "Correct what the message names.",
    _REFERENCE,
)
WRONG_NAME = RuleFacts(
    "SCHEMA-009",
    "A name that is used as a key has a legal form",
    Severity.ERROR,
    "The key becomes part of object names or labels.",
    "Rename the key.",
    _REFERENCE,
)

RULES = (
    UNKNOWN_KEY,
    MISSING_KEY,
    WRONG_TYPE,
    NOT_ALLOWED,
    OUT_OF_RANGE,
    WRONG_LENGTH,
    WRONG_FORM,
    REFUSED,
    WRONG_NAME,
)
