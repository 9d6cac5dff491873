"""What the page says is so: its example, its states, its lists."""

from __future__ import annotations

import re

import yaml

from slipway.latebinding.check import RULES
from slipway.latebinding.script import ALLOWED, LONGEST_VALUE, faults
from tests.latebinding.cases import CASES, load
from tests.latebinding.schema import schema_faults
from tests.support.checkout import REPOSITORY

PAGE = (REPOSITORY / "docs/late-binding.md").read_text()


def test_the_example_is_a_late_binding_that_the_cluster_accepts() -> None:
    (text,) = re.findall(r"```yaml\n(.*?)```", PAGE, re.DOTALL)
    example = yaml.safe_load(text)
    assert schema_faults(example) == []
    assert faults(example["spec"], example["metadata"]["namespace"]) == []


def test_every_state_has_its_row() -> None:
    states = {load(name)["answer"]["conditions"][0]["reason"] for name in CASES}
    assert set(re.findall(r"^\| `(\w+)`", PAGE, re.MULTILINE)) == states


def test_the_kinds_are_listed() -> None:
    (listed,) = re.findall(r"^\| Template is one of (.*?) \|", PAGE, re.MULTILINE)
    assert listed.split(", ") == [kind for _, kind in ALLOWED]


def test_limits_and_rules_are_named() -> None:
    assert f"up to {LONGEST_VALUE} characters" in PAGE
    assert f"`{RULES[0].facts.id}` to `{RULES[-1].facts.id}`" in PAGE
