"""Small inventories written as text, checked, and told as text: the world that inventory tests live in."""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path
from textwrap import dedent, wrap
from typing import Annotated, Any, Literal

import pytest
from pydantic import BaseModel, ConfigDict, Field, IPvAnyNetwork, StrictBool, StrictInt, StringConstraints

from slipway.inventory.check import Rules, Schema, check
from slipway.inventory.report import Report
from slipway.writers import Options
from slipway.writers.wording import totals

_FILE = re.compile(r"^--- (\S+)$", re.MULTILINE)


class _Section(BaseModel):
    model_config = ConfigDict(extra="forbid")


class Small(_Section):
    """A member of a tagged union."""

    kind: Literal["small"]


class Large(_Section):
    """Another member, with keys of its own."""

    kind: Literal["large"]
    size: StrictInt = Field(ge=1, le=9, description="How large.", examples=[3])


class Group(_Section):
    """What stands under a free name."""

    shape: Annotated[Small | Large, Field(discriminator="kind")]
    zones: tuple[str, ...] = ()


class Acknowledged(_Section):
    """An acknowledgement."""

    rule: str
    reason: str


class Tiny(_Section):
    """A model with one key of each sort."""

    name: Annotated[str, StringConstraints(pattern=r"^[a-z-]+$", max_length=10)] = Field("x", examples=["prod"])
    stage: Literal["dev", "prod"] = "dev"
    public: StrictBool = False
    count: StrictInt = Field(1, ge=0, lt=10)
    network: IPvAnyNetwork | None = None
    zones: Annotated[tuple[str, ...], Field(max_length=3)] = ()
    tags: dict[str, str] = {}
    groups: dict[Annotated[str, StringConstraints(pattern=r"^[a-z]+$")], Group] = {}
    must: str = Field("there", description="What must be there.")
    acknowledge: tuple[Acknowledged, ...] = ()


def parse_tiny(parameters: Mapping[str, Any]) -> Tiny:
    """Parse parameters as the tiny model."""
    return Tiny.model_validate({key: value for key, value in parameters.items() if key != "_reclass_"})


TINY = Schema(parse_tiny, {"Tiny": Tiny})
ANYTHING = Schema(dict, {})
"""No structure at all: for tests of files, classes and references."""


class World:
    """A repository with an inventory; it checks with the tiny model unless told otherwise."""

    def __init__(self, root: Path) -> None:
        """Start empty."""
        self.root = root

    def write(self, text: str) -> World:
        """Write the files of a text, each below a line ``--- classes/a.yml`` that names it."""
        parts = _FILE.split(dedent(text))
        for name, content in zip(parts[1::2], parts[2::2], strict=True):
            file = self.root / "inventory" / name
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_text(content.removeprefix("\n"), encoding="utf-8", newline="")
        return self

    def report(self, *targets: str, schema: Schema = TINY, rules: Rules | None = None) -> Report:
        """Check, and return the report."""
        return check(self.root, targets, schema=schema, rules=rules or Rules())

    def check(self, *targets: str, schema: Schema = TINY, rules: Rules | None = None) -> str:
        """Check, and return what `told` says of the report."""
        return told(self.report(*targets, schema=schema, rules=rules))

    def files(self, text: str) -> str:
        """Write files and check them without any structure."""
        return self.write(text).check(schema=ANYTHING)


def told(report: Report) -> str:
    """Return each finding as its place, rule, severity and target, with the words below, and the totals."""
    lines: list[str] = []
    for finding in report.findings:
        place = str(finding.location).removeprefix("inventory/")
        acknowledged = f" (acknowledged: {finding.acknowledged})" if finding.acknowledged else ""
        target = f" [{finding.target}]" if finding.target else ""
        lines.append(f"{place} {finding.rule} {finding.severity.value}{target}{acknowledged}")
        lines += wrap(finding.message, 110, initial_indent="  ", subsequent_indent="    ")
        if finding.found or finding.allowed:
            words = f"found {finding.found}" + (f", allowed {finding.allowed}" if finding.allowed else "")
            lines += wrap(words, 110, initial_indent="  ", subsequent_indent="    ")
        lines += [f"  before: {str(earlier).removeprefix('inventory/')}" for earlier in finding.earlier]
    return "\n".join([*lines, totals(report, Options())]) + "\n"


@pytest.fixture
def world(tmp_path: Path) -> World:
    """An empty world."""
    return World(tmp_path)
