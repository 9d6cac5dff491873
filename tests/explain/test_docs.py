"""The examples of the page are what the command says."""

from __future__ import annotations

import re
import shlex
from collections.abc import Callable

import pytest

from tests.explain.conftest import without_lines
from tests.support.sample import ROOT

Run = Callable[..., tuple[int, str, str]]
_EXAMPLE = re.compile(r"```console\n\$ slipway explain (.*)\n((?:.*\n)*?)```")
EXAMPLES = _EXAMPLE.findall((ROOT / "docs" / "explain.md").read_text())


def test_page_has_examples() -> None:
    assert len(EXAMPLES) == 3


@pytest.mark.parametrize(("arguments", "shown"), EXAMPLES)
def test_example(arguments: str, shown: str, run: Run) -> None:
    _, output, errors = run(*shlex.split(arguments))
    assert output + errors == without_lines(shown)
