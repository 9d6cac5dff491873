"""JUnit XML: a suite for each target, well formed whatever a finding holds."""

from __future__ import annotations

from dataclasses import replace
from xml.etree import ElementTree

from slipway.writers import write
from tests.writers.reports import EMPTY, FULL, SHARED, report


def test_suites() -> None:
    """Errors fail, the rest is told; findings about files have a suite of their own."""
    assert write(FULL, "junit") == (
        '<?xml version="1.0" encoding="UTF-8"?>\n'
        '<testsuites name="slipway check" tests="4" failures="2" errors="0" skipped="0">\n'
        '  <testsuite name="inventory files" tests="1" failures="0" errors="0" skipped="0">\n'
        '    <testcase classname="inventory files" name="YAML-012 at inventory/targets/prod.yml:6:30"'
        ' file="inventory/targets/prod.yml" line="6">\n'
        "      <system-out>warning: `1.30` is read as the number 1.3\n"
        "found: 1.30\n"
        "remedy: Put it in quotes.\n"
        "acknowledged: a number | indeed</system-out>\n"
        "    </testcase>\n"
        "  </testsuite>\n"
        '  <testsuite name="dev" tests="1" failures="1" errors="0" skipped="0">\n'
        '    <testcase classname="dev" name="NODES-003 at inventory/targets/prod.yml:5:19"'
        ' file="inventory/targets/prod.yml" line="5">\n'
        '      <failure type="NODES-003" message="nodes.instanceType: `p5e.48xlarge` has GPUs">'
        "`p5e.48xlarge` has GPUs\n"
        "path: nodes.instanceType\n"
        'found: "p5e.48xlarge"\n'
        "allowed: m7i.large, m7i.xlarge\n"
        "remedy: Use an NVIDIA AMI.</failure>\n"
        "    </testcase>\n"
        "  </testsuite>\n"
        '  <testsuite name="prod" tests="2" failures="1" errors="0" skipped="0">\n'
        '    <testcase classname="prod" name="NODES-003 at inventory/targets/prod.yml:5:19"'
        ' file="inventory/targets/prod.yml" line="5">\n'
        '      <failure type="NODES-003" message="nodes.instanceType: `p5e.48xlarge` has GPUs">'
        "`p5e.48xlarge` has GPUs\n"
        "path: nodes.instanceType\n"
        'found: "p5e.48xlarge"\n'
        "allowed: m7i.large, m7i.xlarge\n"
        "remedy: Use an NVIDIA AMI.</failure>\n"
        "    </testcase>\n"
        '    <testcase classname="prod" name="NODES-009">\n'
        "      <system-out>note: 100% unpinned,\n"
        "in two: lines\n"
        "remedy: Pin it.</system-out>\n"
        "    </testcase>\n"
        "  </testsuite>\n"
        "</testsuites>\n"
    )


def test_a_target_without_findings_passes() -> None:
    """It has one case, so that it is seen to have been checked."""
    root = ElementTree.fromstring(write(EMPTY, "junit"))
    assert [(case.get("classname"), case.get("name")) for case in root.iter("testcase")] == [
        ("inventory files", "no findings"),
        ("dev", "no findings"),
        ("prod", "no findings"),
    ]


def test_characters_that_xml_cannot_hold() -> None:
    """They are replaced; markup is escaped."""
    odd = replace(SHARED, target="dev", message="<b>&\x00\x1b\ud800 \"'")
    failure = ElementTree.fromstring(write(report(odd), "junit")).find(".//failure")
    assert failure is not None
    assert (failure.text or "").splitlines()[0] == "<b>&\ufffd\ufffd\ufffd \"'"
