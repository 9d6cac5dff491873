"""One change that several environments share is said once."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterable
from typing import Any

from slipway.plan.subject import mapping
from slipway.plan.values import ABSENT, Fold, ObjectChange, TargetPlan

OWN = "<environment>"
"""What stands for the name of each environment where a change is said once for several."""

_REGION = re.compile(r"[a-z]{2}(-[a-z]+)+-\d")
_ACCOUNT = re.compile(r":\d{12}:")


def folds(targets: Iterable[TargetPlan]) -> tuple[Fold, ...]:
    """Return the changes that two or more targets share, apart from their own names, regions and accounts.

    Targets that share exactly the same set of changes stand together: a fold has one change a target, and folds of the
    same targets follow each other. Targets that are created or deleted as a whole are left out.
    """
    shared: dict[str, list[ObjectChange]] = {}
    for plan in targets:
        if plan.state != "changed":
            continue
        for change in plan.changes:
            shared.setdefault(_signature(change), []).append(change)
    found = [
        Fold(tuple(change.target for change in changes), tuple(changes))
        for changes in shared.values()
        if len({change.target for change in changes}) == len(changes) > 1
    ]
    return tuple(sorted(found, key=lambda one: (-len(one.targets), one.targets, one.changes[0].identity)))


def folded(of: Iterable[Fold]) -> frozenset[int]:
    """Return the ``id`` of every change that a fold already says."""
    return frozenset(id(change) for fold in of for change in fold.changes)


def _signature(change: ObjectChange) -> str:
    own = _own_words(change)
    parts = {
        "action": change.action,
        "identity": [change.identity.group, change.identity.kind, change.identity.name],
        "was": change.was.name if change.was else "",
        "application": change.application,
        "lateBound": change.late_bound,
        "fields": [[list(one.segments), _plain(one.old), _plain(one.new), list(one.details)] for one in change.fields],
        "effects": [
            [one.effect, one.text, one.path, one.way_out, list(one.details), one.certain] for one in change.consequences
        ],
        "whole": None if change.action == "changed" else _plain([change.before, change.after]),
    }
    text = json.dumps(parts, sort_keys=True, default=str)
    for word, stand_in in own:
        text = text.replace(word, stand_in)
    return hashlib.sha256(_ACCOUNT.sub(":<account>:", text).encode()).hexdigest()


def _own_words(change: ObjectChange) -> list[tuple[str, str]]:
    """Return what differs between environments by nature: their name and region, the longest word first."""
    words = {change.target: OWN}
    for manifest in (change.before, change.after):
        spec = mapping(mapping(manifest).get("spec"))
        inner = mapping(mapping(spec.get("template")).get("spec")) or spec
        region = mapping(inner.get("forProvider")).get("region")
        if isinstance(region, str) and _REGION.fullmatch(region):
            words.setdefault(region, "<region>")
    return sorted(words.items(), key=lambda pair: -len(pair[0]))


def _plain(value: Any) -> Any:  # noqa: ANN401 - whatever YAML holds
    return "\0absent" if value is ABSENT else value
