"""pydantic's errors in the words of whoever writes an inventory: what is wrong, what is allowed, what to do."""

from __future__ import annotations

import re
from collections.abc import Callable

from slipway.inventory import schema_choices as choices
from slipway.inventory import schema_rules as rules
from slipway.inventory.merge import form
from slipway.inventory.scalars import read_plain
from slipway.inventory.schema_fault import Fault, Words, in_yaml, shown

_REFUSALS = ("value_error", "assertion_error")
"""The kinds of error that a validator of the model raises, in its own words."""

_ASKING = "give "
"""How the model's own words start where they say what is allowed."""

_NEGATIVE = re.compile(r"^(?:Input is|value is|Input should be|String should have) (?:not )?")


def words_for(fault: Fault) -> Words:
    """Return the words for an error of any kind."""
    if fault.spot.in_key:
        return _wrong_name(fault)
    if fault.kind in _SPECIAL:
        return _SPECIAL[fault.kind](fault)
    if fault.kind in _TYPES:
        return _wrong_type(fault, _TYPES[fault.kind])
    if fault.kind in _RANGES:
        message = f"`{fault.path}` is {shown(fault.value)}, which is out of range"
        return Words(rules.OUT_OF_RANGE, message, " ".join((_RANGES[fault.kind], *map(str, fault.context.values()))))
    if fault.kind in _LENGTHS:
        return _wrong_length(fault, *_LENGTHS[fault.kind])
    reason = fault.context.get("error")
    message = f"`{fault.path}` is not of the right form" + (f": {reason}" if reason else "")
    return Words(rules.WRONG_FORM, message, _form(fault))


def _wrong_name(fault: Fault) -> Words:
    if fault.kind in ("enum", "literal_error"):
        return choices.name(fault)
    if fault.kind in _REFUSALS:
        return Words(rules.WRONG_NAME, _said(fault), "another name")
    return Words(rules.WRONG_NAME, f"{shown(fault.last)} is not a legal name here", _form(fault))


def _missing(fault: Fault) -> Words:
    field = fault.spot.field
    meaning = f" {field.description}" if field and field.description else ""
    example = _example(fault, start=" For example ", end=".")
    remedy = f"Set `{fault.path}` in the target or in one of its classes.{meaning}{example}"
    allowed = choices.words_of(field.annotation) if field else ""
    return Words(rules.MISSING_KEY, f"`{fault.path}` is missing", allowed, remedy)


def _refused(fault: Fault) -> Words:
    words = _said(fault)
    allowed = words.removeprefix(_ASKING) if words.startswith(_ASKING) else "values that agree with each other"
    return Words(rules.REFUSED, f"`{fault.path}`: {words}" if fault.path else words, allowed)


def _said(fault: Fault) -> str:
    """Return the words of the model itself."""
    return fault.words.removeprefix("Value error, ").removeprefix("Assertion failed, ")


def _wrong_type(fault: Fault, expected: str) -> Words:
    value = fault.value
    found = fault.written if form(value) == "a number" else ""
    remedy = ""
    if value is None:
        remedy = "Remove the key, or give it a value: without one it discards what the classes set."
    elif expected == "text" and form(value) == "a number":
        remedy = f'Put the value in quotes: "{found or value}".'
    elif expected == "true or false" and isinstance(value, str):
        remedy = "Write true or false, without quotes."
    elif "number" in expected and isinstance(value, str):
        unquoted = form(read_plain(value)) == "a number"
        remedy = f"Write the number without quotes: {value}." if unquoted else "Write the number in plain decimals."
    elif expected == "a list" and not isinstance(value, dict | list | None):
        remedy = f"Write a list: `- {in_yaml(value)}` on a line of its own."
    message = f"`{fault.path}` is {form(value)} where {expected} belongs"
    return Words(rules.WRONG_TYPE, message, expected, remedy, found=found)


def _wrong_length(fault: Fault, length: str, bound: str) -> Words:
    number = fault.context.get("min_length", fault.context.get("max_length", ""))
    one, many = ("character", "characters") if isinstance(fault.value, str) else ("entry", "entries")
    allowed, found = (f"{size} {one if size == 1 else many}" for size in (number, len(fault.value)))
    return Words(rules.WRONG_LENGTH, f"`{fault.path}` is too {length}: {found}", f"{bound} {allowed}")


def _form(fault: Fault) -> str:
    pattern = fault.context.get("pattern")
    words = _NEGATIVE.sub("", fault.words).removesuffix(f", {fault.context.get('error')}")
    words = words.replace("a valid datetime or date", "a date with or without a time of day")
    if fault.kind.startswith("ip_") and fault.kind.endswith("network"):
        words += " with zero host bits"
    return (f"text that matches {pattern}" if pattern else words) + _example(fault)


def _example(fault: Fault, start: str = "; for example ", end: str = "") -> str:
    return "" if fault.spot.example is None else f"{start}{shown(fault.spot.example)}{end}"


_SPECIAL: dict[str, Callable[[Fault], Words]] = {
    "extra_forbidden": choices.unknown_key,
    "missing": _missing,
    "enum": choices.word,
    "literal_error": choices.word,
    "union_tag_invalid": choices.tag,
    "union_tag_not_found": choices.no_tag,
    **dict.fromkeys(_REFUSALS, _refused),
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
