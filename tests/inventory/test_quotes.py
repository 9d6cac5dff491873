"""A quote that is not closed: it is named where that is sure, and only suspected where it is not."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from slipway.inventory.compose import compose
from slipway.inventory.yaml_rules import SYNTAX
from tests.support.sample import ROOT

FILES = sorted((ROOT / "inventory").rglob("*.yml"))
PLAIN = re.compile(r"(?P<head> *(?:- )?(?:[\w.-]+: )?)(?P<value>[^\s#|].*)")


def odd(text: str) -> Iterator[tuple[int, str]]:
    """Yield the text with one quote too few or too many, and the line that it stands in."""
    lines = text.split("\n")
    for index, line in enumerate(lines):
        without = [line[: found.start()] + line[found.end() :] for found in re.finditer("[\"']", line)]
        match = PLAIN.fullmatch(line)
        opened = [f"{match['head']}{quote}{match['value']}" for quote in "\"'"] if match else []
        for changed in (*without, *opened):
            yield index + 1, "\n".join([*lines[:index], changed, *lines[index + 1 :]])


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_the_line_that_is_named_is_the_one_at_fault(file: Path) -> None:
    """Whatever quote is left out of the samples or put into them: no other line is ever blamed for it."""
    named = 0
    for line, text in odd(file.read_text(encoding="utf-8")):
        _, fault = compose("x.yml", text)
        if fault and fault.allowed:
            assert (fault.rule, fault.location and fault.location.line) == (SYNTAX.id, line), text
            named += 1
    assert named


def test_a_doubt_is_told_beside_the_place_where_reading_stops() -> None:
    """The text in quotes may be meant to have two lines."""
    _, fault = compose("x.yml", 'a: "one\n  two" three\n')
    assert fault
    assert str(fault.location) == "x.yml:2:8"
    assert fault.remedy == f"{SYNTAX.remedy} Look at the quote in line 1 as well: the text runs on to line 2."


@pytest.mark.parametrize(
    "text",
    ["a: [1\nb: 2\n", "a: b: c\n", "a: 'it's\nb: 1\n", 'a: "one\n  two"\nb: [1\nc: 2\n', 'a: "x" "y"\n'],
    ids=["bracket", "colon", "apostrophe", "text-of-two-lines", "two-texts"],
)
def test_other_faults_blame_no_quote(text: str) -> None:
    """Neither named nor suspected."""
    _, fault = compose("x.yml", text)
    assert fault
    assert (fault.found, fault.allowed, fault.remedy) == ("", "", SYNTAX.remedy)
