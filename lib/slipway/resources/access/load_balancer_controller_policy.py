"""The load balancer controller's policy, from the library's own statement of it in ``slipway/data``."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from typing import Any

import yaml

from slipway.resources.iam import Statement, document

DATA = "load-balancer-controller-policy.yaml"


@cache
def text(partition: str) -> str:
    """Return the policy document, the longest of all and the same for every environment of a partition."""
    return document(*statements(partition))


def statements(partition: str) -> list[Statement]:
    """Return the policy's statements with the ARNs of a partition; upstream's variants differ in nothing else."""
    return [_statement(partition, entry) for entry in _data()["statements"]]


def controller_version() -> str:
    """Return the controller version that the policy belongs to, ``3.5.0``, as the chart counts."""
    return str(_data()["version"])


def digest() -> str:
    """Return the SHA-256 of upstream's policy document as compact JSON, for partition ``aws``."""
    return str(_data()["sha256"])


@cache
def _data() -> Mapping[str, Any]:
    text = files("slipway.data").joinpath(DATA).read_bytes()
    loaded: Mapping[str, Any] = yaml.load(text, Loader=yaml.CSafeLoader)
    return loaded


def _statement(partition: str, entry: Mapping[str, Any]) -> Statement:
    actions = [f"{service}:{action}" for service, names in entry["actions"].items() for action in names]
    resources = [f"arn:{partition}:{place}" for place in entry.get("resources", ())] or ["*"]
    condition = _condition(entry)
    return {
        "Effect": "Allow",
        "Action": actions,
        "Resource": resources[0] if len(resources) == 1 else resources,
        **({"Condition": condition} if condition else {}),
    }


def _condition(entry: Mapping[str, Any]) -> dict[str, Any]:
    """Return the condition block: ``Null`` false demands that a key is there, true that it is not."""
    condition: dict[str, Any] = {}
    if "equals" in entry:
        condition["StringEquals"] = dict(entry["equals"])
    null = {**dict.fromkeys(entry.get("absent", ()), "true"), **dict.fromkeys(entry.get("present", ()), "false")}
    if null:
        condition["Null"] = null
    return condition
