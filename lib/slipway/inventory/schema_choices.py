"""Where only some words are allowed: values, keys, and the members of tagged unions, all listed in the same way."""

from __future__ import annotations

from typing import Literal, get_args, get_origin

from pydantic import BaseModel

from slipway.inventory import schema_rules as rules
from slipway.inventory.hints import hint
from slipway.inventory.schema_fault import Fault, Words, shown
from slipway.inventory.schema_paths import field_of, keys_of, members_of


def unknown_key(fault: Fault) -> Words:
    """Say which keys there are; a key that another member of a union knows is in the wrong place, not misspelt."""
    model = fault.spot.model
    keys = keys_of(model) if model else ()
    choice = _choice(model)
    owners = [_choice(other) for other in fault.spot.others if fault.last in keys_of(other)]
    where = f" where {choice}" if choice else ""
    meant = f"; it belongs where {' or '.join(owners)}" if owners else hint(fault.last, keys)
    remedy = f"Remove the key, or change what decides: {choice}." if owners else ""
    return Words(rules.UNKNOWN_KEY, f"unknown key `{fault.last}`{where}{meant}", ", ".join(keys), remedy)


def word(fault: Fault) -> Words:
    """Say which values there are."""
    message = f"`{fault.path}` is {shown(fault.value)}, which is not allowed"
    return Words(rules.NOT_ALLOWED, message, ", ".join(_listed(fault.context.get("expected"))))


def name(fault: Fault) -> Words:
    """Say which names a key may have."""
    known = _listed(fault.context.get("expected"))
    message = f"{shown(fault.last)} is not a legal name here{hint(fault.last, known)}"
    return Words(rules.WRONG_NAME, message, ", ".join(known))


def tag(fault: Fault) -> Words:
    """Say which members a tagged union has."""
    key = _discriminator(fault)
    found = shown(fault.context.get("tag"))
    known = _listed(fault.context.get("expected_tags"))
    message = f"`{fault.path}.{key}` is {found}, which is not allowed"
    return Words(rules.NOT_ALLOWED, message, ", ".join(known), child=key, found=found)


def no_tag(fault: Fault) -> Words:
    """Say which key tells the members of a tagged union apart."""
    key = _discriminator(fault)
    remedy = f"Set `{fault.path}.{key}`, which says what the other keys mean."
    members = members_of(fault.spot.field.annotation) if fault.spot.field else ()
    known = [words_of(field.annotation) for member in members if (field := field_of(member, key))]
    return Words(rules.MISSING_KEY, f"`{fault.path}.{key}` is missing", ", ".join(known), remedy, child=key)


def words_of(annotation: object) -> str:
    """Return the words that a type consists of, nothing for a type of another sort."""
    return ", ".join(map(str, get_args(annotation))) if get_origin(annotation) is Literal else ""


def _listed(expected: object) -> list[str]:
    """Take apart pydantic's ``'a', 'b' or 'c'``."""
    return str(expected or "").replace("'", "").replace(" or ", ", ").split(", ")


def _discriminator(fault: Fault) -> str:
    return str(fault.context.get("discriminator", "")).strip("'")


def _choice(model: type[BaseModel] | None) -> str:
    """Name the choice that a member of a tagged union stands for: its other keys depend on it."""
    for key, field in zip(keys_of(model), model.model_fields.values(), strict=True) if model else ():
        values = get_args(field.annotation)
        if get_origin(field.annotation) is Literal and len(values) == 1:
            return f"`{key}` is `{values[0]}`"
    return ""
