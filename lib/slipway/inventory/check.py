"""One run over the inventory: files, classes, structure, domain rules, acknowledgements, all targets at once."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from types import MappingProxyType
from typing import Any

from pydantic import BaseModel, ValidationError

from slipway.findings import Finding, sort_key
from slipway.inventory import acknowledge, acknowledge_rules, inventory_rules, schema_rules, yaml_rules
from slipway.inventory.collector import paused
from slipway.inventory.origin import Origins
from slipway.inventory.render import Inventory, render
from slipway.inventory.report import Report
from slipway.rules.facts import RuleFacts

INHERITS: Mapping[str, str] = MappingProxyType({"nodes.gpu.*": "nodes.gpuDefaults"})
"""Sections that the model completes from other ones: a value that is missing here comes from there."""

OWN_RULES: tuple[RuleFacts, ...] = (
    *yaml_rules.RULES,
    *inventory_rules.RULES,
    *schema_rules.RULES,
    *acknowledge_rules.RULES,
)
"""The rules of this package, before any rule of the domain."""


@dataclass(frozen=True, slots=True)
class Schema:
    """How parameters become a model: ``parse`` raises `pydantic.ValidationError`, ``models`` is what it returns."""

    parse: Callable[[Mapping[str, Any]], Any]
    models: Mapping[str, type[BaseModel]]

    @classmethod
    def of_slipway(cls) -> Schema:
        """Return Slipway's own model."""
        from slipway.model import Environment, Hub, parse  # noqa: PLC0415 - half of the start-up time of a check

        return cls(parse, {"Environment": Environment, "Hub": Hub})


def _nothing(*_: Any) -> Iterable[Finding]:  # noqa: ANN401
    return ()


@dataclass(frozen=True, slots=True)
class Rules:
    """The domain rules: what they say, and what they find in the model of one target and across the fleet.

    Their findings carry target and path; places are found here.
    """

    facts: tuple[RuleFacts, ...] = ()
    on_target: Callable[[str, Any], Iterable[Finding]] = _nothing
    on_fleet: Callable[[Mapping[str, Any]], Iterable[Finding]] = _nothing

    @classmethod
    def of_slipway(cls) -> Rules:
        """Return Slipway's own rules."""
        from slipway.rules.registry import Rulebook, domain_facts  # noqa: PLC0415 - as above

        book = Rulebook()
        return cls(domain_facts(), book.on_target, book.on_fleet)


def check(
    root: Path,
    targets: Sequence[str] = (),
    *,
    inventory: Path = Path("inventory"),
    schema: Schema | None = None,
    rules: Rules | None = None,
) -> Report:
    """Check targets of the inventory ``root / inventory``; without ``targets`` all of them, and the fleet as a whole.

    Raises:
        InventoryUnreadableError: there is no inventory.
        UnknownTargetError: a target that is asked for does not exist.

    """
    with paused():
        rendered = render(root, targets, inventory=inventory)
        run = _Run(rendered, schema or Schema.of_slipway(), rules or Rules.of_slipway(), whole=not targets)
        return run.report()


class _Run:
    """One check on its way; parsed models and origins are made once."""

    def __init__(self, inventory: Inventory, schema: Schema, rules: Rules, *, whole: bool) -> None:
        self.inventory = inventory
        self.schema = schema
        self.rules = rules
        self.whole = whole
        self.models: dict[str, Any] = {}
        self._origins: dict[str, Origins] = {}

    def report(self) -> Report:
        rendered = {name: target.parameters for name, target in self.inventory.targets.items() if target.parameters}
        sources = {
            name: tuple(document.file for document in target.documents)
            for name, target in self.inventory.targets.items()
        }
        facts = {fact.id: fact for fact in (*OWN_RULES, *self.rules.facts)}
        return Report(
            findings=tuple(sorted(self._acknowledged(rendered, _users(sources), facts), key=sort_key)),
            targets=tuple(self.inventory.targets),
            models=self.models,
            parameters=rendered,
            sources=sources,
            texts={document.file: document.text for document in self.inventory.documents.values()},
            facts=facts,
        )

    def _acknowledged(
        self, rendered: Mapping[str, Mapping[str, Any]], users: acknowledge.Users, facts: Mapping[str, RuleFacts]
    ) -> Iterator[Finding]:
        """Yield every finding, acknowledged warnings marked, and what is wrong with the acknowledgements."""
        entries = [entry for name, parameters in rendered.items() for entry in acknowledge.read(name, parameters)]
        findings = acknowledge.apply(self._findings(), entries, users)
        yield from findings
        complete = self.models if self.whole else ()
        yield from map(self._placed, acknowledge.faults(entries, findings, users, facts, complete))

    def _findings(self) -> Iterator[Finding]:
        yield from self.inventory.findings
        for name, target in self.inventory.targets.items():
            yield from target.findings
            if target.parameters is not None:
                yield from self._parse(name, target.parameters)
        for name, model in self.models.items():
            yield from map(self._placed, self.rules.on_target(name, model))
        if self.whole:
            yield from map(self._placed, self.rules.on_fleet(self.models))

    def _parse(self, name: str, parameters: Mapping[str, Any]) -> Iterator[Finding]:
        try:
            self.models[name] = self.schema.parse(parameters)
        except ValidationError as error:
            from slipway.inventory import structure  # noqa: PLC0415 - for inventories with such faults only

            yield from structure.findings(error, name, self.schema.models, self._origins_of(name))

    def _placed(self, finding: Finding) -> Finding:
        if finding.location or finding.target not in self.inventory.targets:
            return finding
        origins = self._origins_of(finding.target)
        if finding.at_key:
            return replace(finding, location=origins.key(finding.path), earlier=origins.earlier_keys(finding.path))
        return replace(finding, location=origins.locate(finding.path), earlier=origins.earlier(finding.path))

    def _origins_of(self, name: str) -> Origins:
        if name not in self._origins:
            self._origins[name] = Origins(self.inventory.targets[name].documents, INHERITS)
        return self._origins[name]


def _users(sources: Mapping[str, Sequence[str]]) -> dict[str, list[str]]:
    """Return the targets that each file is part of."""
    users: dict[str, list[str]] = {}
    for target, files in sources.items():
        for file in files:
            users.setdefault(file, []).append(target)
    return users
