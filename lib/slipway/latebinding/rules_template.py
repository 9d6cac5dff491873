"""Rules on a LateBinding by itself: what the cluster would refuse, or find out only once the values are there."""

from __future__ import annotations

import json
from collections.abc import Iterator

from slipway.latebinding.compiled import Compiled, fault
from slipway.latebinding.render import placed
from slipway.latebinding.script import strings
from slipway.manifest import identity
from slipway.rules.rule import Fault, rule

DOCS = "docs/late-binding.md"


@rule(
    "BINDING-001",
    "A LateBinding is one that the cluster accepts",
    reason="The script refuses it with the same words, after the commit, and nothing is composed.",
    remedy="Declare and use every hole, and keep holes out of keys, labels and names.",
    source=DOCS,
)
def accepted(compiled: Compiled) -> Iterator[Fault]:
    """Yield what the script would refuse."""
    for binding in compiled.bindings:
        for refused in compiled.refusals[identity(binding)]:
            yield fault(binding, "spec", refused)


@rule(
    "BINDING-002",
    "The field a value comes from exists",
    reason="A field that the provider never writes is waited for without end.",
    remedy="Take a field of status.atProvider from the source's CRD; mind that lists stand there as field[0].",
    source=DOCS,
)
def fields_exist(compiled: Compiled) -> Iterator[Fault]:
    """Yield values whose field is not in the schema of their source's kind."""
    for binding in compiled.bindings:
        declared = binding["spec"]["sources"]
        for name, value in sorted(binding["spec"]["values"].items()):
            kind, path = declared.get(value["source"], {}).get("kind", ""), value["fieldPath"]
            if kind and not _exists(compiled, kind, path):
                yield fault(binding, f"spec.values.{name}.fieldPath", f"{kind} reports no such field", path)


@rule(
    "BINDING-004",
    "The bound object passes the schema of its kind",
    reason="The API server looks at it only when the values are there, long after the commit.",
    remedy="Correct the template as if it were a plain object.",
    source=DOCS,
)
def objects_valid(compiled: Compiled) -> Iterator[Fault]:
    """Yield what the schema finds wrong with the templates once sample values are filled in."""
    for binding, template in compiled.samples:
        for violation in compiled.check(placed(binding, template)):
            yield fault(binding, "spec.template", str(violation))


@rule(
    "BINDING-005",
    "Text that is JSON stays JSON once it is filled",
    reason="AWS refuses a policy that does not parse, long after the commit.",
    remedy="Put the hole inside a JSON string.",
    source=DOCS,
)
def json_parses(compiled: Compiled) -> Iterator[Fault]:
    """Yield JSON texts of templates that do not parse with sample values in their holes."""
    for binding, template in compiled.samples:
        for path, text in strings(template):
            if text.lstrip().startswith(("{", "[")) and (error := _json_error(text)):
                yield fault(binding, f"spec.template.{'.'.join(path)}", f"not JSON once filled: {error}")


def _exists(compiled: Compiled, kind: str, path: str) -> bool:
    try:
        return compiled.field_exists(kind, path)
    except LookupError:  # a kind without schema: the check of the source itself says so
        return True


def _json_error(text: str) -> str:
    try:
        json.loads(text)
    except ValueError as error:
        return str(error)
    return ""
