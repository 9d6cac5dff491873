"""Reports to write: one with a finding of every sort, and one without any."""

from __future__ import annotations

from slipway.findings import Finding, Location, Severity
from slipway.inventory.report import Report
from slipway.rules.facts import RuleFacts

FILE = "inventory/targets/prod.yml"
TEXT = """\
classes:
  - environment
parameters:
  nodes:
    instanceType: p5e.48xlarge   # the smallest
    note: "caf\u00e9 \u65e5\u672c", size: 3
"""
FACTS = {
    facts.id: facts
    for facts in (
        RuleFacts(
            "NODES-003",
            "Types fit the AMI",
            Severity.ERROR,
            "Nodes would not join.",
            "Use an NVIDIA AMI.",
            "https://docs.aws.amazon.com/eks/",
        ),
        RuleFacts(
            "YAML-012",
            "A version is quoted",
            Severity.WARNING,
            "1.30 is 1.3.",
            "Put it in quotes.",
            "docs/rules.md",
        ),
        RuleFacts("NODES-009", "Releases are pinned", Severity.NOTE, "They roll.", "Pin it.", "docs/rules.md"),
    )
}
SHARED = FACTS["NODES-003"].finding(
    "`p5e.48xlarge` has GPUs",
    path="nodes.instanceType",
    found='"p5e.48xlarge"',
    allowed="m7i.large, m7i.xlarge",
    location=Location(FILE, 5, 19),
    earlier=(Location("inventory/classes/nodes.yml", 3, 7),),
)


def _of(target: str) -> Finding:
    return FACTS["NODES-003"].finding(
        SHARED.message,
        target=target,
        path=SHARED.path,
        found=SHARED.found,
        allowed=SHARED.allowed,
        location=SHARED.location,
        earlier=SHARED.earlier,
    )


def report(*findings: Finding, targets: tuple[str, ...] = ("dev", "prod")) -> Report:
    """Return a report of findings about `TEXT`."""
    return Report(findings, targets, {}, {}, {}, {FILE: TEXT}, FACTS)


ACKNOWLEDGED = Finding(
    rule="YAML-012",
    severity=Severity.WARNING,
    message="`1.30` is read as the number 1.3",
    found="1.30",
    remedy="Put it in quotes.",
    source="docs/rules.md",
    location=Location(FILE, 6, 30),
    acknowledged="a number | indeed",
)
PLACELESS = FACTS["NODES-009"].finding("100% unpinned,\nin two: lines", target="prod")
FULL = report(_of("dev"), _of("prod"), ACKNOWLEDGED, PLACELESS)
EMPTY = report()
