"""The format for people: whole output, colours, the line at fault with its caret."""

from __future__ import annotations

import re

import pytest

from slipway.findings import Finding, Location, Severity
from slipway.inventory.report import Report
from slipway.writers import Options, write
from tests.writers.reports import EMPTY, FILE, FULL, report


def test_findings_by_file() -> None:
    """Equal findings of two targets are one; what has no place comes under the inventory."""
    assert write(FULL, "terminal", Options(seconds=1.25, verbose=True)) == (
        "inventory/targets/prod.yml\n"
        "  5:19 error NODES-003 `p5e.48xlarge` has GPUs\n"
        "     5 |     instanceType: p5e.48xlarge   # the smallest\n"
        "       |                   ^^^^^^^^^^^^\n"
        "      path        nodes.instanceType\n"
        '      found       "p5e.48xlarge"\n'
        "      allowed     m7i.large, m7i.xlarge\n"
        "      remedy      Use an NVIDIA AMI.\n"
        "      targets     dev, prod\n"
        "      set before  inventory/classes/nodes.yml:3:7\n"
        "      source      https://docs.aws.amazon.com/eks/\n"
        "  6:30 warning YAML-012 `1.30` is read as the number 1.3\n"
        '     6 |     note: "café 日本", size: 3\n'
        "       |                               ^\n"
        "      found         1.30\n"
        "      remedy        Put it in quotes.\n"
        "      acknowledged  a number | indeed\n"
        "      source        docs/rules.md\n"
        "\n"
        "inventory\n"
        "  note NODES-009 100% unpinned, in two: lines\n"
        "      remedy  Pin it.\n"
        "      target  prod\n"
        "      source  docs/rules.md\n"
        "\n"
        "2 targets: 2 errors, 1 note, 1 acknowledged warning (1.2 s)\n"
    )


def test_nothing_found() -> None:
    """One line."""
    assert write(EMPTY, "terminal") == "2 targets: no findings\n"


def test_colour_changes_nothing_else() -> None:
    """Without its escape sequences a coloured text is the plain one."""
    coloured = write(FULL, "terminal", Options(colour=True))
    assert "\x1b[1;31merror\x1b[0m" in coloured
    assert re.sub("\x1b\\[[0-9;]*m", "", coloured) == write(FULL, "terminal")


@pytest.mark.parametrize(
    ("text", "place", "excerpt"),
    [
        ("a:\n  - [x, 'y z']\n", (2, 9), ["     2 |   - [x, 'y z']", "       |         ^^^^^"]),
        ("\u65e5\u672c: x", (1, 5), ["     1 | 日本: x", "       |       ^"]),
        ("a:\tb", (1, 4), ["     1 | a: b", "       |    ^"]),
        ("a: \x1b[2Jb", (1, 4), ["     1 | a: \ufffd[2Jb", "       |    ^"]),
        ("a: 1\n\n", (2, 1), []),
        ("a: 1\n", (9, 1), []),
        ("a: 1", (1, 40), ["     1 | a: 1", "       |     ^"]),
        ("", (1, 1), []),
    ],
)
def test_excerpt(text: str, place: tuple[int, int], excerpt: list[str]) -> None:
    """Carets stand below what is meant, whatever the line holds; a line that is not there is left out."""
    finding = Finding("X-001", Severity.ERROR, "wrong", location=Location(FILE, *place))
    base = report(finding)
    told = Report(base.findings, base.targets, {}, {}, {}, {FILE: text}, {})
    assert write(told, "terminal").splitlines()[2:-2] == excerpt
