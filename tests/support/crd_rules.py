"""Evaluates the CEL rules of CustomResourceDefinitions (x-kubernetes-validations).

The evaluator is the package common-expression-language. It differs from Kubernetes' in three things, made good here:
it lacks the string library (``lowerAscii``), its ``matches`` takes Rust's regular expressions, which refuse ``[[]``,
and it knows nothing of the escaping of reserved words (``self.__namespace__``). Kubernetes' libraries for lists, URLs,
quantities and IP addresses and ``messageExpression`` are not there; a rule that needs one is reported as not evaluated,
never passed over. https://kubernetes.io/docs/reference/using-api/cel/
"""

from __future__ import annotations

import re
import warnings
from collections.abc import Callable, Iterator, Mapping
from functools import cache
from typing import Any

import cel

# fmt: off
_RESERVED = frozenset({
    "true", "false", "null", "in", "as", "break", "const", "continue", "else", "for", "function", "if", "import", "let",
    "loop", "package", "namespace", "return", "var", "void", "while",
})
# fmt: on
_ESCAPES = (("__", "__underscores__"), (".", "__dot__"), ("-", "__dash__"), ("/", "__slash__"))


def rule_faults(value: object, schema: Mapping[str, Any]) -> Iterator[str]:
    """Yield the message of each rule of this node that the value breaks; transition rules do not apply on create."""
    for entry in schema.get("x-kubernetes-validations", ()):
        rule = entry["rule"]
        if re.search(r"\boldSelf\b", rule):
            continue
        try:
            context = cel.Context(variables={"self": _seen(value, schema)}, functions=_FUNCTIONS)
            kept = parsed(rule).execute(context)
        except (KeyError, TypeError, ValueError, RuntimeError) as error:
            yield f"rule {rule!r} could not be evaluated: {error}"
            continue
        if kept is not True:
            yield entry.get("message", f"breaks the rule {rule!r}")


@cache
def parsed(rule: str) -> Any:
    """Return the compiled rule; a ValueError says that the evaluator cannot read it."""
    return cel.compile(rule.strip().replace(".matches(", ".matches_re2("))


def _matches(text: str, pattern: str) -> bool:
    with warnings.catch_warnings():
        # RE2 and Python agree on "[[]"; Python only warns that it might mean something else one day.
        warnings.simplefilter("ignore", FutureWarning)
        return re.search(pattern, text) is not None


_FUNCTIONS: dict[str, Callable[..., Any]] = {"lowerAscii": str.lower, "upperAscii": str.upper, "matches_re2": _matches}


def _seen(value: object, schema: Mapping[str, Any]) -> object:
    """Return the value as rules see it: declared fields whose names CEL could not spell are escaped."""
    if isinstance(value, list):
        return [_seen(each, schema.get("items", {})) for each in value]
    if not isinstance(value, dict):
        return value
    fields, others = schema.get("properties", {}), schema.get("additionalProperties")
    inner = others if isinstance(others, dict) else {}
    return {_escaped(key) if key in fields else key: _seen(each, fields.get(key, inner)) for key, each in value.items()}


def _escaped(name: str) -> str:
    if name in _RESERVED:
        return f"__{name}__"
    for text, escape in _ESCAPES:
        name = name.replace(text, escape)
    return name
