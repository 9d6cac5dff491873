"""Decides a request by the Deny statements of a policy, as far as the conditions used in this project go.

https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition_operators.html
"""

from __future__ import annotations

from collections.abc import Mapping
from fnmatch import fnmatchcase
from typing import Any


def denied_by(document: Mapping[str, Any], action: str, resource: str, context: Mapping[str, str]) -> list[str]:
    """Return the ids of the statements that deny a request; ``context`` holds the condition keys that it carries."""
    return [
        statement["Sid"]
        for statement in document["Statement"]
        if statement["Effect"] == "Deny"
        and statement["Principal"] == "*"
        and fnmatchcase(action, statement["Action"])
        and any(fnmatchcase(resource, pattern) for pattern in statement["Resource"])
        and _holds(statement["Condition"], context)
    ]


def _holds(condition: Mapping[str, Mapping[str, str]], context: Mapping[str, str]) -> bool:
    return all(
        _test(operator, expected, context.get(key))
        for operator, keys in condition.items()
        for key, expected in keys.items()
    )


def _test(operator: str, expected: str, found: str | None) -> bool:
    match operator:
        case "Null":
            return (found is None) == (expected == "true")
        case "Bool" | "StringEquals":
            return found == expected
        case "StringLike":
            return found is not None and fnmatchcase(found, expected)
        # Negated operators hold for a key that the request does not carry.
        case "StringNotEquals":
            return found != expected
        case "StringNotLike":
            return found is None or not fnmatchcase(found, expected)
    raise AssertionError(f"no such operator here: {operator}")
