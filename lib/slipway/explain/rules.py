"""Which rules look at a key or a field: each is run once on stand-ins that note what it reads."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any

from slipway.explain.emitted import Emitted
from slipway.explain.shape import INHERITS
from slipway.explain.values import Path, RuleLine
from slipway.explain.view import Reads, view
from slipway.explain.watched import Watched
from slipway.latebinding import check as bindings
from slipway.latebinding.compiled import Compiled as Bound
from slipway.model import Environment, Hub
from slipway.rules.compiled import Compiled
from slipway.rules.fleet import FleetModels
from slipway.rules.registry import COMPILED_RULES, FLEET_RULES, MODEL_RULES
from slipway.rules.rule import Rule
from slipway.schema import check, field_exists

_LOOKUPS: frozenset[Path] = frozenset({("apiVersion",), ("kind",), ("metadata", "name"), ("metadata", "namespace")})
"""What every rule reads to find its objects."""

_TEMPLATE: Path = ("spec", "template")
_FILLING = frozenset({("spec", "sources"), ("spec", "values")})
"""Where a LateBinding says how its holes are filled."""

_NAME: Path = ("environment", "name")
"""What rules on compiled objects read to find theirs."""


@dataclass(frozen=True, slots=True)
class Looked:
    """What the rules are asked about: keys of a target, and an object or a field, which may be filled ``late``."""

    target: str
    keys: Sequence[Path]
    subject: Emitted | None = None
    field: Path = ()
    late: bool = False


def rules(
    looked: Looked, model: Environment | Hub, hub: Hub | None, objects: Sequence[Emitted]
) -> tuple[RuleLine, ...]:
    """Return the rules that look at the keys or the object, by id.

    ``model`` and ``objects`` are those of the target. A rule that would only look if another key were different is not
    among them.
    """
    found = [*_on_models(looked, model, hub), *_on_objects(looked, model, objects)]
    lines = {
        rule.facts.id: RuleLine(rule.facts.id, rule.facts.title, rule.facts.severity.value, rule.facts.source)
        for rule in found
    }
    return tuple(lines[id_] for id_ in sorted(lines))


def _on_models(looked: Looked, model: Environment | Hub, hub: Hub | None) -> Iterator[Rule[Any]]:
    if isinstance(model, Environment):
        for rule in MODEL_RULES:
            reads = Reads()
            _run(rule, view(model, reads, derives=False))
            if _touched(reads, looked.keys):
                yield rule
    # A twin shares everything with the target, so that no comparison stops before it comes to the key.
    others: dict[str, Any] = {f"{looked.target}-twin": model, **({"hub": hub} if hub else {})}
    for fleet_rule in FLEET_RULES:
        reads = Reads()
        _run(fleet_rule, FleetModels({**others, looked.target: view(model, reads)}))
        if _touched(reads, looked.keys):
            yield fleet_rule


def _on_objects(looked: Looked, model: Environment | Hub, objects: Sequence[Emitted]) -> Iterator[Rule[Any]]:
    if isinstance(model, Environment):
        for rule in COMPILED_RULES:
            reads = Reads()
            sees = _sees(rule, looked, objects, partial(Compiled, view(model, reads, derives=False)))
            if sees or _touched(reads, (key for key in looked.keys if key != _NAME)):
                yield rule
    if looked.subject is not None and looked.subject.binding and (looked.late or not looked.field):
        for binding_rule in bindings.RULES:
            if _sees(binding_rule, looked, objects, partial(Bound, check=check, field_exists=field_exists)):
                yield binding_rule


def _sees(rule: Rule[Any], looked: Looked, objects: Sequence[Emitted], compiled: Callable[..., Any]) -> bool:
    """Whether a rule on compiled objects reads the field, or anything of the object beyond its name."""
    if looked.subject is None:
        return False
    noted: set[Path] = set()
    manifests = tuple(Watched(one.manifest, noted.add) if one is looked.subject else one.manifest for one in objects)
    _run(rule, compiled(manifests))
    if looked.late and any(path[:2] in _FILLING for path in noted):
        return True
    read = {path[2:] if path[:2] == _TEMPLATE else path for path in noted} - _LOOKUPS
    size = len(looked.field)
    return any(path[:size] == looked.field or looked.field[: len(path)] == path for path in read)


def _run(rule: Rule[Any], subject: Any) -> None:  # noqa: ANN401 - the subject of any rule
    try:
        for _ in rule.check(subject):
            pass
    except Exception:  # noqa: BLE001, S110 - what it read until then counts; `slipway check` reports its failure
        pass


def _touched(reads: Reads, keys: Iterable[Path]) -> bool:
    # Who takes the whole model, to look through every text in it, looks at no key in particular.
    reads.values.discard(())
    noticed = reads.inherited(INHERITS)
    return any(noticed.touch(key) for key in keys)
