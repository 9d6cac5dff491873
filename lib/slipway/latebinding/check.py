"""All checks on the LateBindings of a compile."""

from __future__ import annotations

from collections.abc import Iterable

from slipway.findings import Finding
from slipway.latebinding import rules_compile, rules_template
from slipway.latebinding.compiled import Check, Compiled, FieldExists
from slipway.manifest import Manifest
from slipway.rules.rule import Rule

RULES: tuple[Rule[Compiled], ...] = (
    rules_template.accepted,
    rules_template.fields_exist,
    rules_compile.sources_compiled,
    rules_template.objects_valid,
    rules_template.json_parses,
    rules_compile.names_own,
    rules_compile.no_twins,
    rules_compile.no_cycles,
)
"""BINDING-001 and so on, in this order."""


def check_bindings(
    objects: Iterable[Manifest],
    check: Check,
    field_exists: FieldExists,
    target: str = "",
    elsewhere: Iterable[Manifest] = (),
) -> list[Finding]:
    """Return the findings on the LateBindings among all objects of one target's compile.

    ``check`` returns what a schema finds wrong with an object, ``field_exists`` says whether a kind has a field:
    ``slipway.schema`` has both. ``elsewhere`` are the objects of other targets, which may be sources as well: for the
    hub, those of all environments.
    """
    compiled = Compiled(tuple(objects), check, field_exists, tuple(elsewhere))
    return [finding for rule in RULES for finding in rule.findings(compiled, target)]
