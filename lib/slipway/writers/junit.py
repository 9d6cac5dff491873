"""JUnit XML, which most CI systems show: a suite for each target, a failed case for each error.

https://github.com/testmoapp/junitxml
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from xml.etree import ElementTree

from slipway.findings import Finding
from slipway.inventory.report import Report
from slipway.writers.wording import Group, details, headline
from slipway.writers.writer import Options

_ILLEGAL = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""Characters that XML 1.0 cannot hold: https://www.w3.org/TR/xml/#charsets"""

_FILES = "inventory files"


def write(report: Report, options: Options) -> str:
    """Return the XML document; findings about files, which belong to no single target, have a suite of their own."""
    by_suite: dict[str, list[Finding]] = {name: [] for name in (_FILES, *report.targets)}
    for finding in report.findings:
        by_suite.setdefault(finding.target or _FILES, []).append(finding)
    suites = [_suite(name, findings, options) for name, findings in by_suite.items()]
    root = ElementTree.Element("testsuites", _counts("slipway check", report.findings, cases=sum(map(len, suites))))
    root.extend(suites)
    ElementTree.indent(root)
    return '<?xml version="1.0" encoding="UTF-8"?>\n' + ElementTree.tostring(root, encoding="unicode") + "\n"


def _suite(name: str, findings: Sequence[Finding], options: Options) -> ElementTree.Element:
    cases = [_case(name, finding, options) for finding in findings] or [_passed(name)]
    suite = ElementTree.Element("testsuite", _counts(name, findings, cases=len(cases)))
    suite.extend(cases)
    return suite


def _counts(name: str, findings: Sequence[Finding], *, cases: int) -> dict[str, str]:
    failures = sum(finding.stops for finding in findings)
    return {"name": name, "tests": str(cases), "failures": str(failures), "errors": "0", "skipped": "0"}


def _passed(suite: str) -> ElementTree.Element:
    return ElementTree.Element("testcase", {"classname": suite, "name": "no findings"})


def _case(suite: str, finding: Finding, options: Options) -> ElementTree.Element:
    place = f" at {finding.location}" if finding.location else ""
    case = ElementTree.Element("testcase", {"classname": suite, "name": _legal(f"{finding.rule}{place}")})
    if finding.location:
        case.set("file", finding.location.file)
        case.set("line", str(finding.location.line))
    rows = details(Group(finding, ()), options)
    text = _legal("\n".join([finding.message, *(f"{name}: {value}" for name, value in rows)]))
    if finding.stops:
        attributes = {"type": finding.rule, "message": _legal(headline(finding))}
        ElementTree.SubElement(case, "failure", attributes).text = text
    else:
        ElementTree.SubElement(case, "system-out").text = f"{finding.severity.value}: {text}"
    return case


def _legal(text: str) -> str:
    return _ILLEGAL.sub("\N{REPLACEMENT CHARACTER}", text)
