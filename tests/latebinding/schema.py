"""What an API server that knows the LateBinding kind says, by its schema and its rules."""

from __future__ import annotations

from typing import Any

import cel

from slipway.latebinding.xrd import definition
from slipway.manifest import Manifest
from tests.support.crds import Crds

SPEC: dict[str, Any] = definition()["spec"]["versions"][0]["schema"]["openAPIV3Schema"]["properties"]["spec"]


def schema_faults(wrapper: Manifest) -> list[str]:
    """Return why the API server would not create a LateBinding."""
    return Crds({}).including(definition()).violations(wrapper)


def accepted(before: Manifest, after: Manifest) -> bool:
    """Return whether it would take the change; only the rules on the template compare the two."""
    template = SPEC["properties"]["template"]
    rules = [each["rule"] for each in template["x-kubernetes-validations"] if "oldSelf" in each["rule"]]
    assert rules
    seen = {"self": after["spec"]["template"], "oldSelf": before["spec"]["template"]}
    return all(cel.compile(rule.strip()).execute(cel.Context(variables=seen)) for rule in rules)
