"""Markdown for a comment: a table that stays a table, within the size that GitHub takes."""

from __future__ import annotations

from dataclasses import replace

from slipway.writers import Options, write
from tests.writers.reports import EMPTY, FULL, SHARED, report


def test_comment() -> None:
    """Errors and warnings first; notes and acknowledged warnings are folded away."""
    assert write(FULL, "markdown", Options(seconds=2.0)) == (
        "### slipway check\n\n"
        "2 targets: 2 errors, 1 note, 1 acknowledged warning (2.0 s)\n\n"
        "| Severity | Rule | Place | Finding | Remedy |\n"
        "|---|---|---|---|---|\n"
        "| error | [NODES-003](https://docs.aws.amazon.com/eks/) | `inventory/targets/prod.yml:5:19`"
        ' | nodes.instanceType: `p5e.48xlarge` has GPUs; found `"p5e.48xlarge"`;'
        " allowed: m7i.large, m7i.xlarge; (dev, prod) | Use an NVIDIA AMI. |\n\n"
        "<details><summary>Notes and acknowledged warnings</summary>\n\n"
        "| Severity | Rule | Place | Finding | Remedy |\n"
        "|---|---|---|---|---|\n"
        "| warning, acknowledged | YAML-012 | `inventory/targets/prod.yml:6:30`"
        " | `1.30` is read as the number 1.3; found `1.30` | acknowledged: a number \\| indeed |\n"
        "| note | NODES-009 |  | 100% unpinned, in two: lines; (prod) | Pin it. |\n\n"
        "</details>\n"
    )


def test_nothing_found() -> None:
    """Heading and totals."""
    assert write(EMPTY, "markdown") == "### slipway check\n\n2 targets: no findings\n"


def test_escaping() -> None:
    """Nothing that a value holds becomes markup, a cell or a line."""
    odd = replace(SHARED, path="", message="a|b *c* <script>\n`x|y` `", found="`|`", allowed="")
    row = write(report(odd), "markdown").splitlines()[6]
    assert "a\\|b \\*c\\* &lt;script&gt; \\`x\\|y\\` \\`; found `'\\|'`" in row


def test_size() -> None:
    """A comment is cut before GitHub refuses it, and says so."""
    many = [replace(SHARED, path=f"nodes.{index}") for index in range(2000)]
    text = write(report(*many), "markdown")
    assert len(text) < 65_536
    assert text.rstrip().endswith("more; run `slipway check`.")
