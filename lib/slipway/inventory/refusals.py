"""Why a target does not render, as findings at the lines that are to blame."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from slipway.findings import Finding
from slipway.inventory import inventory_rules as rules
from slipway.inventory.authority import NotRenderedError
from slipway.inventory.interpolate import Unresolved
from slipway.inventory.merge import Clash
from slipway.inventory.origin import Origins
from slipway.inventory.reference_faults import ALLOWED, reference_faults
from slipway.inventory.references import UnresolvedError

_WORDS = (
    ("lookup error for reference", rules.REFERENCE_NOT_FOUND),
    ("While looking up key", rules.REFERENCE_NOT_FOUND),
    ("reference loop", rules.REFERENCE_LOOP),
    ("Error parsing reference", rules.REFERENCE_MALFORMED),
    ("Can't merge", rules.LAYERS_CLASH),
)
"""What reclass-rs's messages hold, and the rule that they speak of."""

_PARAMETER = re.compile(r"(?:in|for) parameter '([^']+)'|^In ([^:]+): ")
_LOOP = re.compile(r"loop with reference paths \[(.+)\]")
_TOO_DEEP = "recursion depth"
_CONSTANT = re.compile(r'constant key "([^"]+)"')
_TEXT = re.compile(r"Error parsing reference '(.*)'$", re.DOTALL)
_MERGE = re.compile(r"Can't merge (\S+) over (\S+)$")
_FORMS = {
    "Value::Mapping": "a mapping",
    "Value::Sequence": "a list",
    "Value::Number": "a number",
    "Value::Bool": "a boolean",
    "Value::Literal": "text",
    "mapping": "a mapping",
    "sequence": "a list",
}


def clashing(target: str, origins: Origins, clashes: Sequence[Clash]) -> Iterator[Finding]:
    """Yield a finding for each value whose layers do not merge."""
    for clash in clashes:
        path = ".".join(clash.path)
        location = origins.written(clash.path)
        yield rules.LAYERS_CLASH.finding(
            f"`{path}` is {clash.later} here and {clash.earlier} in the layer before",
            target=target,
            path=path,
            found=clash.later,
            allowed=clash.earlier,
            location=location,
            earlier=tuple(place for place in origins.earlier(clash.path) if place != location),
        )


def unresolved(target: str, origins: Origins, texts: Sequence[Unresolved]) -> Iterator[Finding]:
    """Yield the findings for texts whose references have no value, at the lines that hold the references."""
    for fault in reference_faults(texts):
        yield fault.rule.finding(
            fault.message,
            target=target,
            path=".".join(fault.text.path),
            found=fault.text.text,
            allowed=fault.allowed,
            remedy=fault.remedy,
            location=origins.written(fault.text.path),
        )


def refused(target: str, origins: Origins, error: NotRenderedError) -> Finding:
    """Return what reclass-rs says, at the parameter, key or text that it names, else at the list of classes."""
    constant = _CONSTANT.search(error.message)
    if constant:
        return _constant(target, origins, constant[1])
    rule = next((rule for words, rule in _WORDS if words in error.message), rules.NOT_RENDERED)
    path = _path(error.message)
    merge = _MERGE.search(error.message)
    if merge and path:
        clash = Clash(tuple(path.split(".")), _FORMS.get(merge[1], merge[1]), _FORMS.get(merge[2], merge[2]))
        return next(clashing(target, origins, [clash]))
    if _TOO_DEEP in error.message:
        return next(unresolved(target, origins, [Unresolved(tuple(path.split(".")), "", UnresolvedError("deep", ""))]))
    text = _TEXT.search(error.message)
    named = origins.search(lambda value, is_key: not is_key and value == text[1]) if text else None
    location = origins.written(path) if path else named or origins.classes
    members = ", ".join(_members(error.message))
    message = f"references go in a circle through {members}" if members else error.message
    found = text[1] if text else members
    return rule.finding(
        message, target=target, path=path, found=found, allowed=ALLOWED.get(rule, ""), location=location
    )


def _path(message: str) -> str:
    """Return the parameter that a message names, as a dotted path."""
    found = _PARAMETER.search(message)
    if found:
        return str(found[1] or found[2]).replace("[", ".").replace("]", "")
    members = _members(message)
    return members[0].replace(":", ".") if members else ""


def _members(message: str) -> list[str]:
    """Return the references of a circle, which reclass-rs sorts."""
    loop = _LOOP.search(message)
    return loop[1].replace('"', "").split(", ") if loop else []


def _constant(target: str, origins: Origins, key: str) -> Finding:
    """Return the finding for a constant that is set again; the message names its key alone."""
    declared = origins.search(lambda text, is_key: is_key and text == f"={key}")
    again = origins.search(lambda text, is_key: is_key and text in (key, f"={key}"))
    return rules.CONSTANT.finding(
        f"`{key}` is set again, but `={key}` declares it constant",
        target=target,
        found=key,
        allowed=f"one value, where `={key}` stands",
        location=again or origins.classes,
        earlier=(declared,) if declared and declared != again else (),
    )
