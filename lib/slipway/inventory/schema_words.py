"""pydantic's errors in the words of whoever writes an inventory: what is wrong, what is allowed, what to do."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from typing import Any, Literal, get_args, get_origin

from pydantic import BaseModel
from pydantic.fields import FieldInfo

from slipway.inventory import schema_rules as rules
from slipway.inventory.merge import form
from slipway.inventory.schema_paths import Spot, keys_of
from slipway.rules.facts import RuleFacts

_LONGEST = 80
_NEGATIVE = re.compile(r"^(?:Input is|value is|Input should be|String should have) (?:not )?")


@dataclass(frozen=True, slots=True)
class Fault:
    """One error of pydantic: its kind, pydantic's words and numbers, the value found, and its spot in the model."""

    kind: str
    words: str
    context: Mapping[str, Any]
    value: Any
    spot: Spot

    @property
    def path(self) -> str:
        """The dotted path in the inventory."""
        return ".".join(self.spot.path)

    @property
    def last(self) -> str:
        """The last key of the path."""
        return self.spot.path[-1] if self.spot.path else ""


@dataclass(frozen=True, slots=True)
class Words:
    """What a kind of error says; ``child`` is the key below the path that is meant, with the value ``found`` there."""

    rule: RuleFacts
    message: str
    allowed: str = ""
    remedy: str = ""
    child: str = ""
    found: str = ""


def words_for(fault: Fault) -> Words:
    """Return the words for an error of any kind."""
    if fault.spot.in_key:
        return Words(rules.WRONG_NAME, f"{shown(fault.last)} is not a legal name here", _form(fault))
    if fault.kind in _SPECIAL:
        return _SPECIAL[fault.kind](fault)
    if fault.kind in _TYPES:
        return _wrong_type(fault, _TYPES[fault.kind])
    if fault.kind in _RANGES:
        message = f"`{fault.path}` is {shown(fault.value)}, which is out of range"
        return Words(rules.OUT_OF_RANGE, message, " ".join((_RANGES[fault.kind], *map(str, fault.context.values()))))
    if fault.kind in _LENGTHS:
        return _wrong_length(fault, *_LENGTHS[fault.kind])
    return Words(rules.WRONG_FORM, f"`{fault.path}` is not of the right form", _form(fault))


def shown(value: object) -> str:
    """Return a value as it may stand in YAML, on one line and not too long."""
    plain = str(value) if isinstance(value, float) else json.dumps(value, ensure_ascii=False, default=str)
    return plain if len(plain) <= _LONGEST else plain[: _LONGEST - 3] + "..."


def _unknown(fault: Fault) -> Words:
    model = fault.spot.model
    keys = keys_of(model) if model else ()
    close = get_close_matches(fault.last, keys, n=1, cutoff=0.5)
    hint = f"; did you mean `{close[0]}`?" if close else ""
    return Words(rules.UNKNOWN_KEY, f"unknown key `{fault.last}`{_choice_of(model)}{hint}", ", ".join(keys))


def _choice_of(model: type[BaseModel] | None) -> str:
    """Name the choice that a member of a tagged union stands for: its other keys depend on it."""
    for key, field in zip(keys_of(model), model.model_fields.values(), strict=True) if model else ():
        values = get_args(field.annotation)
        if get_origin(field.annotation) is Literal and len(values) == 1:
            return f" where `{key}` is `{values[0]}`"
    return ""


def _missing(fault: Fault) -> Words:
    field = fault.spot.field
    meaning = f" {field.description}" if field and field.description else ""
    example = _example(field, start=" For example ")
    remedy = f"Set `{fault.path}` in the target or in one of its classes.{meaning}{example}"
    return Words(rules.MISSING_KEY, f"key `{fault.last}` is missing", remedy=remedy)


def _choice(fault: Fault) -> Words:
    expected = str(fault.context.get("expected", "")).replace("'", "").replace(" or ", ", ")
    return Words(rules.NOT_ALLOWED, f"`{fault.path}` is {shown(fault.value)}, which is not allowed", expected)


def _tag(fault: Fault) -> Words:
    key = str(fault.context.get("discriminator", "")).strip("'")
    found = shown(fault.context.get("tag"))
    expected = str(fault.context.get("expected_tags", "")).replace("'", "")
    message = f"`{fault.path}.{key}` is {found}, which is not allowed"
    return Words(rules.NOT_ALLOWED, message, expected, child=key, found=found)


def _no_tag(fault: Fault) -> Words:
    key = str(fault.context.get("discriminator", "")).strip("'")
    remedy = f"Set `{fault.path}.{key}`, which says what the other keys mean."
    return Words(rules.MISSING_KEY, f"key `{key}` is missing", remedy=remedy, child=key)


def _refused(fault: Fault) -> Words:
    words = fault.words.removeprefix("Value error, ").removeprefix("Assertion failed, ")
    return Words(rules.REFUSED, f"`{fault.path}`: {words}" if fault.path else words)


def _wrong_type(fault: Fault, expected: str) -> Words:
    value = fault.value
    remedy = ""
    if expected == "text" and isinstance(value, int | float) and not isinstance(value, bool):
        remedy = f'Put the value in quotes: "{value}".'
    elif expected == "true or false" and isinstance(value, str):
        remedy = "Write true or false, without quotes."
    elif "number" in expected and isinstance(value, str):
        remedy = "Write the number without quotes."
    elif expected == "a list" and not isinstance(value, dict | list | None):
        remedy = f"Write a list: `- {value}` on a line of its own."
    return Words(rules.WRONG_TYPE, f"`{fault.path}` is {form(value)} where {expected} belongs", expected, remedy)


def _wrong_length(fault: Fault, length: str, bound: str) -> Words:
    number = fault.context.get("min_length", fault.context.get("max_length", ""))
    one, many = ("character", "characters") if isinstance(fault.value, str) else ("entry", "entries")
    allowed = f"{bound} {number} {one if number == 1 else many}"
    return Words(rules.WRONG_LENGTH, f"`{fault.path}` is too {length}", allowed)


def _form(fault: Fault) -> str:
    pattern = fault.context.get("pattern")
    words = _NEGATIVE.sub("", fault.words)
    if fault.kind.startswith("ip_") and fault.kind.endswith("network"):
        words += " with zero host bits"
    return (f"text that matches {pattern}" if pattern else words) + _example(fault.spot.field)


def _example(field: FieldInfo | None, start: str = "; for example ") -> str:
    return f"{start}{shown(field.examples[0])}" if field and field.examples else ""


_SPECIAL: dict[str, Callable[[Fault], Words]] = {
    "extra_forbidden": _unknown,
    "missing": _missing,
    "enum": _choice,
    "literal_error": _choice,
    "union_tag_invalid": _tag,
    "union_tag_not_found": _no_tag,
    "value_error": _refused,
    "assertion_error": _refused,
}
_TYPES = {
    **dict.fromkeys(("string_type", "string_sub_type"), "text"),
    **dict.fromkeys(("int_type", "int_parsing", "int_from_float"), "a whole number"),
    **dict.fromkeys(("float_type", "float_parsing", "decimal_type", "decimal_parsing"), "a number"),
    **dict.fromkeys(("bool_type", "bool_parsing"), "true or false"),
    **dict.fromkeys(("list_type", "tuple_type", "set_type", "frozen_set_type", "iterable_type"), "a list"),
    **dict.fromkeys(("dict_type", "mapping_type", "model_type", "model_attributes_type"), "a mapping"),
    **dict.fromkeys(("date_type", "datetime_type"), "a date"),
    "none_required": "null",
}
_RANGES = {
    "greater_than": "more than",
    "greater_than_equal": "at least",
    "less_than": "less than",
    "less_than_equal": "at most",
    "multiple_of": "a multiple of",
    "finite_number": "a finite number",
}
_LENGTHS = {
    "string_too_short": ("short", "at least"),
    "string_too_long": ("long", "at most"),
    "too_short": ("short", "at least"),
    "too_long": ("long", "at most"),
}
