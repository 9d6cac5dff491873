"""Workflow commands: one a finding, with nothing in it that would end it early."""

from __future__ import annotations

from dataclasses import replace

from slipway.findings import Location
from slipway.writers import write
from tests.writers.reports import FULL, SHARED, report


def test_annotations() -> None:
    """Errors, warnings and notes have commands of their own; what is acknowledged is a notice."""
    assert write(FULL, "github") == (
        "::error file=inventory/targets/prod.yml,line=5,col=19,title=NODES-003 Types fit the AMI::"
        '`p5e.48xlarge` has GPUs%0Apath: nodes.instanceType%0Afound: "p5e.48xlarge"%0A'
        "allowed: m7i.large, m7i.xlarge%0Aremedy: Use an NVIDIA AMI.%0Atargets: dev, prod\n"
        "::notice file=inventory/targets/prod.yml,line=6,col=30,title=YAML-012 A version is quoted::"
        "`1.30` is read as the number 1.3%0Afound: 1.30%0Aremedy: Put it in quotes.%0A"
        "acknowledged: a number | indeed\n"
        "::notice title=NODES-009 Releases are pinned::100%25 unpinned,%0Ain two: lines%0A"
        "remedy: Pin it.%0Atarget: prod\n"
        "2 targets: 2 errors, 1 note, 1 acknowledged warning\n"
    )


def test_escaping() -> None:
    """Percent signs, line breaks, and in properties colons and commas."""
    odd = replace(SHARED, rule="X-1", message="50%\r\n::error::no", location=Location("a,b:c%.yml", 1, 1))
    assert write(report(odd), "github").startswith(
        "::error file=a%2Cb%3Ac%25.yml,line=1,col=1,title=X-1::50%25%0D%0A::error::no%0A"
    )
