"""One line a finding."""

from __future__ import annotations

from slipway.writers import Options, write
from tests.writers.reports import EMPTY, FULL


def test_lines() -> None:
    """Place first, remedy below."""
    assert write(FULL, "plain", Options(seconds=0.04)) == (
        "inventory/targets/prod.yml:5:19 NODES-003 error [dev, prod] nodes.instanceType: `p5e.48xlarge` has GPUs"
        ' (found "p5e.48xlarge"; allowed m7i.large, m7i.xlarge)\n'
        "    Use an NVIDIA AMI.\n"
        "inventory/targets/prod.yml:6:30 YAML-012 warning (acknowledged) `1.30` is read as the number 1.3"
        " (found 1.30)\n"
        "    Put it in quotes.\n"
        "- NODES-009 note [prod] 100% unpinned, in two: lines\n"
        "    Pin it.\n"
        "2 targets: 2 errors, 1 note, 1 acknowledged warning (0.0 s)\n"
    )


def test_verbose() -> None:
    """All details of each finding."""
    assert write(FULL, "plain", Options(verbose=True)).splitlines()[1:8] == [
        "    path: nodes.instanceType",
        '    found: "p5e.48xlarge"',
        "    allowed: m7i.large, m7i.xlarge",
        "    remedy: Use an NVIDIA AMI.",
        "    targets: dev, prod",
        "    set before: inventory/classes/nodes.yml:3:7",
        "    source: https://docs.aws.amazon.com/eks/",
    ]


def test_nothing_found() -> None:
    """The totals alone."""
    assert write(EMPTY, "plain") == "2 targets: no findings\n"
