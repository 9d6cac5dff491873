"""The list of all rules is the list of all rules."""

from __future__ import annotations

import re
from collections import Counter

from slipway.reference.rules_page import rules_page
from slipway.rules.all import all_facts
from tests.support.sample import ROOT

ID = re.compile(r"^[A-Z]+-\d{3}$")


def test_no_id_stands_for_two_rules() -> None:
    doubles = [id for id, number in Counter(facts.id for facts in all_facts()).items() if number > 1]
    assert doubles == []


def test_every_id_in_the_code_is_listed() -> None:
    listed = {facts.id for facts in all_facts()}
    written: dict[str, str] = {}
    for file in sorted((ROOT / "lib").rglob("*.py")):
        for found in re.findall(r"""["']([A-Z]+-\d{3})["']""", file.read_text(encoding="utf-8")):
            written.setdefault(found, file.relative_to(ROOT).as_posix())
    assert {id: file for id, file in written.items() if id not in listed} == {}
    assert listed - set(written) == set()


def test_every_id_in_the_documentation_exists() -> None:
    listed = {facts.id for facts in all_facts()}
    sections = {id.rpartition("-")[0] for id in listed}
    for file in (*sorted((ROOT / "docs").glob("*.md")), ROOT / "README.md", ROOT / "CONTRIBUTING.md"):
        for section, found in re.findall(r"\b(([A-Z]+)-\d{3})\b", file.read_text(encoding="utf-8")):
            assert found not in sections or section in listed, f"{file.name}: {section}"


def test_every_rule_says_what_it_is_for() -> None:
    for facts in all_facts():
        assert ID.match(facts.id), facts.id
        assert facts.title, facts.id
        assert not facts.title.endswith("."), facts.id
        for text in (facts.reason, facts.remedy):
            assert text, facts.id
            assert text.endswith("."), (facts.id, text)


def test_every_source_is_a_page() -> None:
    for facts in all_facts():
        page, _, _ = facts.source.partition("#")
        assert page.startswith("https://") or (ROOT / page).is_file(), (facts.id, facts.source)


def test_the_page_has_each_rule_once() -> None:
    headings = re.findall(r"^### (.*)$", rules_page(all_facts()), re.MULTILINE)
    assert headings == sorted(facts.id for facts in all_facts())
