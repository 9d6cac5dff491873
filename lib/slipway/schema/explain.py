"""Turns a validator's errors into violations a person can act on."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any

from jsonschema_rs import ValidationError, ValidationErrorKind

from slipway.schema.path import spell
from slipway.schema.store import Schema, kinds, schema
from slipway.schema.suggest import question
from slipway.schema.violation import Violation

Path = tuple[str | int, ...]

_NAMED_AT_MOST = 12
"""A longer list of allowed names helps nobody; only the close matches are named then."""

_NOT_IN_GIT: Mapping[Path, str] = {
    ("status",): "nothing: status is written by controllers, never applied",
    ("metadata", "namespace"): "nothing: the kind is cluster-scoped",
}


def unknown_kind(api_version: object, kind: object) -> Violation:
    """Return the violation of an object whose apiVersion and kind have no schema."""
    if not (isinstance(api_version, str) and isinstance(kind, str)):
        fault = "not a Kubernetes object: apiVersion and kind must be strings"
        return Violation("kind", fault, _quote({"apiVersion": api_version, "kind": kind}))
    if known := kinds().get(kind):
        return Violation("apiVersion", f"{kind} has no schema in this version", _quote(api_version), known.api_version)
    hint = question(kind, kinds()) or "the kinds of tools/schemas/kinds.yaml"
    return Violation("kind", f"no schema for {api_version} {kind}, so nothing could check it", _quote(kind), hint)


def explain(error: ValidationError, kind: str) -> Iterator[Violation]:
    """Yield the violations of one error of an object of this kind."""
    path = tuple(error.instance_path)
    part = _part(schema(kind), error.schema_path[:-1])
    match error.kind:
        case ValidationErrorKind.AdditionalProperties(unexpected=names):
            yield from _unknown(path, part, names, error.instance)
        case ValidationErrorKind.Required(property=name):
            allowed = _types(part.get("properties", {}).get(name, {}))
            yield Violation(spell((*path, name)), "required field is missing", "", allowed)
        case ValidationErrorKind.AnyOf():
            yield _choice(path, part["anyOf"], error)
        case ValidationErrorKind.PropertyNames(error=inner):
            _, allowed = _words(inner, part)
            yield Violation(spell(path), "field name has the wrong form", _quote(inner.instance), allowed)
        case _:
            message, allowed = _words(error, part)
            yield Violation(spell(path), message, _quote(error.instance), allowed)


def _part(root: Schema, steps: Sequence[str | int]) -> Schema:
    part: Any = root
    for step in steps:
        part = part[step]
    return part if isinstance(part, Mapping) else {}


def _unknown(path: Path, part: Schema, names: Sequence[str], instance: object) -> Iterator[Violation]:
    known = sorted(part.get("properties", {}))
    for name in names:
        place = (*path, name)
        allowed = _NOT_IN_GIT.get(place) or question(name, known) or _listed(known)
        value = instance[name] if isinstance(instance, Mapping) else None
        yield Violation(spell(place), "unknown field", _quote(value), allowed)


def _choice(path: Path, options: Sequence[Schema], error: ValidationError) -> Violation:
    first = options[0].get("required", [""])[0]
    if "then" not in error.schema_path:
        names = " or ".join(name for option in options for name in option.get("required", []))
        return Violation(spell(path), "one of these fields is required", _quote(error.instance), names)
    name = options[0]["properties"][first]["required"][0]
    message = "required field is missing: managementPolicies let Crossplane create or update the resource"
    return Violation(spell((*path, first, name)), message, "", f"spec.forProvider.{name} or spec.initProvider.{name}")


_WORDS: Mapping[str, Callable[[Schema], tuple[str, str]]] = {
    "type": lambda part: ("wrong type", _types(part)),
    "enum": lambda part: ("value is not allowed", ", ".join(map(_quote, part["enum"]))),
    "const": lambda part: ("value is not allowed", _quote(part["const"])),
    "format": lambda part: ("value has the wrong form", str(part["format"])),
    "pattern": lambda part: ("value has the wrong form", f"text matching {part['pattern']}"),
    "maxLength": lambda part: ("value is too long", f"at most {part['maxLength']} characters"),
    "minLength": lambda part: ("value is too short", f"at least {part['minLength']} characters"),
    "maxItems": lambda part: ("list is too long", f"at most {part['maxItems']} elements"),
    "minItems": lambda part: ("list is too short", f"at least {part['minItems']} elements"),
    "maxProperties": lambda part: ("too many fields", f"at most {part['maxProperties']}"),
    "minProperties": lambda part: ("too few fields", f"at least {part['minProperties']}"),
}


def _words(error: ValidationError, part: Schema) -> tuple[str, str]:
    """Return message and what is allowed; the validator's own sentence for keywords no schema of ours uses so far."""
    words = _WORDS.get(error.kind.name)
    return words(part) if words else (error.message, "")


def _types(part: Schema) -> str:
    stated = part.get("type", "")
    return stated if isinstance(stated, str) else " or ".join(stated)


def _listed(known: Sequence[str]) -> str:
    if 0 < len(known) <= _NAMED_AT_MOST:
        return ", ".join(known)
    return f"{len(known)} other fields, none with a similar name"


def _quote(value: object) -> str:
    text = json.dumps(value, ensure_ascii=False, default=repr)
    return text if len(text) <= 120 else f"{text[:117]}..."
