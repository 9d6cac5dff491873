"""Why a target does not render, as findings at the lines that are to blame."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from slipway.findings import Finding, Location
from slipway.inventory import inventory_rules as rules
from slipway.inventory.authority import NotRenderedError
from slipway.inventory.interpolate import Unresolved
from slipway.inventory.merge import Clash
from slipway.inventory.origin import Origins

_UNRESOLVED = {
    "missing": (rules.REFERENCE_NOT_FOUND, "`${{{0}}}` leads nowhere: there is no key `{1}`"),
    "scalar": (rules.REFERENCE_NOT_FOUND, "`${{{0}}}` leads nowhere: `{1}` is looked up in a value that is no mapping"),
    "loop": (rules.REFERENCE_LOOP, "`${{{0}}}` refers to itself"),
    "malformed": (rules.REFERENCE_MALFORMED, "`{0}` holds a reference that is not closed, or empty"),
}
_WORDS = (
    ("lookup error for reference", rules.REFERENCE_NOT_FOUND),
    ("While looking up key", rules.REFERENCE_NOT_FOUND),
    ("reference loop", rules.REFERENCE_LOOP),
    ("recursion depth", rules.REFERENCE_LOOP),
    ("Error parsing reference", rules.REFERENCE_MALFORMED),
    ("Can't merge", rules.LAYERS_CLASH),
    ("constant key", rules.CONSTANT),
)
"""What reclass-rs's messages hold, and the rule that they speak of."""

_PARAMETER = re.compile(r"(?:in|for) parameter '([^']+)'|^In ([^:]+): ")
_LOOP = re.compile(r'reference paths \["([^"]+)"')
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
        yield rules.LAYERS_CLASH.finding(
            f"`{path}` is {clash.later} here and {clash.earlier} in the layer before",
            target=target,
            path=path,
            found=clash.later,
            allowed=clash.earlier,
            location=origins.written(clash.path),
            earlier=origins.earlier(clash.path),
        )


def unresolved(target: str, origins: Origins, texts: Sequence[Unresolved]) -> Iterator[Finding]:
    """Yield a finding for each text whose reference has no value, at the line that holds the reference."""
    for item in texts:
        rule, words = _UNRESOLVED[item.error.fault]
        yield rule.finding(
            words.format(item.error.reference, item.error.key),
            target=target,
            path=".".join(item.path),
            found=item.text,
            location=origins.written(item.path),
        )


def refused(target: str, origins: Origins, error: NotRenderedError) -> Finding:
    """Return reclass-rs's own words, at the parameter, key or text that they name, else at the list of classes."""
    rule = next((rule for words, rule in _WORDS if words in error.message), rules.NOT_RENDERED)
    path = _path(error.message)
    merge = _MERGE.search(error.message)
    if merge and path:
        clash = Clash(tuple(path.split(".")), _FORMS.get(merge[1], merge[1]), _FORMS.get(merge[2], merge[2]))
        return next(clashing(target, origins, [clash]))
    location = origins.written(path) if path else _named(origins, error.message) or origins.classes
    return rule.finding(error.message, target=target, path=path, location=location)


def _path(message: str) -> str:
    """Return the parameter that a message names, as a dotted path."""
    found = _PARAMETER.search(message)
    if found:
        return str(found[1] or found[2]).replace("[", ".").replace("]", "")
    loop = _LOOP.search(message)
    return loop[1].replace(":", ".") if loop else ""


def _named(origins: Origins, message: str) -> Location | None:
    """Return the last place that holds the key or text which a message quotes."""
    constant = _CONSTANT.search(message)
    if constant:
        return origins.search(lambda text, is_key: is_key and text in (constant[1], "=" + constant[1]))
    text = _TEXT.search(message)
    return origins.search(lambda value, is_key: not is_key and value == text[1]) if text else None
