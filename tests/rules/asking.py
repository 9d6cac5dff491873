"""One rule asked about a sample environment with a few values changed."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from slipway.model import Environment, Hub
from slipway.rules.fleet import FleetModels
from slipway.rules.registry import FLEET_RULES, MODEL_RULES
from slipway.rules.rule import Rule
from tests.support.sample import sample_environment

Answer = tuple[str, str, str, str]
"""Path, message, found and allowed of a finding."""

ON_MODEL: Mapping[str, Rule[Environment]] = {rule.facts.id: rule for rule in MODEL_RULES}
ON_FLEET: Mapping[str, Rule[FleetModels]] = {rule.facts.id: rule for rule in FLEET_RULES}


def ask(rule: str, target: str = "dev-us-east-2", **overrides: Any) -> list[Answer]:
    """Return what a rule on the model finds in a sample environment with sections changed."""
    found = ON_MODEL[rule].findings(sample_environment(target, **overrides))
    return [(one.path, one.message, one.found, one.allowed) for one in found]


def ask_fleet(rule: str, targets: Mapping[str, Environment | Hub]) -> list[tuple[str, *Answer]]:
    """Return what a rule on the fleet finds, each with its target in front."""
    found = ON_FLEET[rule].findings(FleetModels(targets))
    return [(one.target, one.path, one.message, one.found, one.allowed) for one in found]
