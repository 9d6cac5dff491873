"""Which versions two environments run, and which of them is behind."""

from __future__ import annotations

import re
from collections.abc import Mapping

from slipway.catalogue import FieldFact, kind_facts
from slipway.compare.values import Side, Version
from slipway.manifest import Identity
from slipway.plan.lens import lens
from slipway.plan.lookup import value_at
from slipway.plan.ownership import facts_of
from slipway.plan.subject import Subject, mapping
from slipway.plan.values import ABSENT
from slipway.plan.wording import short_path

_PART = re.compile(r"\d+|[a-z]+")


def versions(left: Mapping[Identity, Subject], right: Mapping[Identity, Subject]) -> tuple[Version, ...]:
    """Return every version that the objects of either side state, by the catalogue's fact ``version``."""
    found: list[Version] = []
    for key in sorted({*left, *right}):
        sides = (left.get(key), right.get(key))
        one = sides[0] or sides[1]
        if one is None or facts_of(one) is None:
            continue
        for fact in kind_facts(one.kind).with_fact("version"):
            said = [_said(side, fact) for side in sides]
            if any(said):
                found.append(Version(_what(key, one, fact), said[0], said[1], behind(said[0], said[1])))
    return tuple(found)


def _said(one: Subject | None, fact: FieldFact) -> str:
    value = value_at(one.manifest, fact.segments, lens(one.kind)) if one else ABSENT
    return "" if value is ABSENT or value is None else str(value)


def _what(key: Identity, one: Subject, fact: FieldFact) -> str:
    chart = mapping(mapping(one.manifest.get("spec")).get("source")).get("chart")
    if chart:
        return f"{key.kind}/{key.name}: chart {chart}"
    return f"{key.kind}/{key.name}: {short_path(fact.segments)}"


def behind(left: str, right: str) -> Side:
    """Return which of two versions is the older one; "" if they are equal, or one is not stated."""
    if left == right or not left or not right:
        return ""
    return "left" if _order(left) < _order(right) else "right"


def _order(version: str) -> list[tuple[int, int, str]]:
    # Numbers count as numbers, and more than words: 1.10 is newer than 1.9, 1.0.0 newer than 1.0.0-rc.1.
    parts = [(1, int(part), "") if part.isdigit() else (-1, 0, part) for part in _PART.findall(version.lower())]
    return [*(part for part in parts if part != (-1, 0, "v")), (0, 0, "")]
