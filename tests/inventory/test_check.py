"""A check as a whole: one run for everything, places for domain rules, parts of a fleet, what the report carries."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterable, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

from slipway.findings import Finding, Severity
from slipway.inventory.check import OWN_RULES, Rules
from slipway.rules.facts import RuleFacts
from tests.support.world import Tiny, World

ROOT = Path(__file__).parents[2]
COUNT = RuleFacts("TINY-001", "Counts are even", Severity.WARNING, "Odd ones rattle.", "Add one.", "docs/tiny.md")
NAMES = RuleFacts("TINY-002", "Names are unique", Severity.ERROR, "They collide.", "Rename one.", "docs/tiny.md")


def _on_target(target: str, model: Tiny) -> Iterable[Finding]:
    if model.count % 2:
        yield COUNT.finding("count is odd", target=target, path="count", found=str(model.count))


def _on_fleet(models: Mapping[str, Tiny]) -> Iterable[Finding]:
    seen: dict[str, str] = {}
    for target, model in models.items():
        if seen.setdefault(model.name, target) != target:
            yield NAMES.finding(f"{seen[model.name]} has this name", target=target, path="name", found=model.name)


RULES = Rules((COUNT, NAMES), _on_target, _on_fleet)
FLEET = """
    --- classes/base.yml
    parameters: {name: same, count: 2}
    --- targets/one.yml
    classes: [base]
    --- targets/three.yml
    classes: [base]
    parameters:
      count: 3
    --- targets/two.yml
    classes: [base]
    parameters: {stage: prd}
    --- targets/zero.yml
    classes: [bsae]
    """


def test_all_findings_of_all_targets_in_one_run(world: World) -> None:
    """No fault hides another one, whatever its kind."""
    assert world.write(FLEET).check(rules=RULES) == (
        "classes/base.yml:1:20 TINY-002 error [three]\n"
        "  one has this name\n"
        "  found same\n"
        "targets/three.yml:3:10 TINY-001 warning [three]\n"
        "  count is odd\n"
        "  found 3\n"
        "  before: classes/base.yml:1:33\n"
        "targets/two.yml:2:21 SCHEMA-004 error [two]\n"
        '  `stage` is "prd", which is not allowed\n'
        '  found "prd", allowed dev, prod\n'
        "targets/zero.yml:1:11 INVENTORY-001 error\n"
        "  class `bsae` not found; did you mean `base`?\n"
        "  found bsae\n"
        "4 targets: 3 errors, 1 warning\n"
    )


def test_one_target(world: World) -> None:
    """Only its own files are read, and rules across targets do not run."""
    world.write(FLEET).write("--- targets/broken.yml\nparameters: [\n--- classes/other.yml\nparameters: [\n")
    report = world.report("one", "three", rules=RULES)
    assert [(finding.rule, finding.target) for finding in report.findings] == [("TINY-001", "three")]
    assert sorted(report.texts) == [
        "inventory/classes/base.yml",
        "inventory/targets/one.yml",
        "inventory/targets/three.yml",
    ]


def test_what_a_report_carries(world: World) -> None:
    """The compile goes on with parsed models, and stops the targets that findings concern."""
    report = world.write(FLEET).report(rules=RULES)
    assert (report.targets, sorted(report.models)) == (("one", "three", "two", "zero"), ["one", "three"])
    assert report.parameters["two"]["stage"] == "prd"
    assert report.sources["one"] == ("inventory/classes/base.yml", "inventory/targets/one.yml")
    assert {target: [finding.rule for finding in report.of(target)] for target in report.targets} == {
        "one": [],
        "three": ["TINY-002", "TINY-001"],
        "two": ["SCHEMA-004"],
        "zero": ["INVENTORY-001"],
    }
    assert report.stops


def test_a_name_at_fault_is_placed_at_the_name(world: World) -> None:
    """The caret stands below the key, whatever its value is: text, a reference, or a mapping in braces."""

    def on_target(target: str, _: Tiny) -> Iterable[Finding]:
        for path in ("tags.a", "tags.b", "groups.gpu"):
            yield replace(NAMES.finding(f"{path} is no name", target=target, path=path), at_key=True)
        yield COUNT.finding("the value is odd", target=target, path="tags.b")

    world.write("""
        --- classes/base.yml
        parameters: {name: same, tags: {a: one}}
        --- targets/one.yml
        classes: [base]
        parameters:
          tags:
            a: two
            b: ${name}
          groups: {gpu: {shape: {kind: small}}}
        """)
    assert world.check(rules=Rules((COUNT, NAMES), on_target)) == (
        "classes/base.yml:1:20 TINY-001 warning [one]\n"
        "  the value is odd\n"
        "  before: targets/one.yml:5:8\n"
        "targets/one.yml:4:5 TINY-002 error [one]\n"
        "  tags.a is no name\n"
        "  before: classes/base.yml:1:33\n"
        "targets/one.yml:5:5 TINY-002 error [one]\n"
        "  tags.b is no name\n"
        "targets/one.yml:6:12 TINY-002 error [one]\n"
        "  groups.gpu is no name\n"
        "1 target: 3 errors, 1 warning\n"
    )


def test_findings_about_files_concern_the_targets_made_of_them(world: World) -> None:
    """A broken class concerns who includes it; a broken inventory concerns everybody."""
    world.write("""
        --- classes/broken.yml
        parameters: {a: 1, a: 2}
        --- targets/one.yml
        classes: [broken]
        --- targets/two.yml
        parameters: {}
        """)
    report = world.report()
    assert {name: [finding.rule for finding in report.of(name)] for name in ("one", "two")} == {
        "one": ["YAML-003"],
        "two": [],
    }
    world.write("--- reclass-config.yml\n{}\n")
    assert [finding.rule for finding in world.report().of("two")] == ["INVENTORY-013"]


def test_rules_of_this_package_are_in_order() -> None:
    """Ids are unique and say which family they belong to; every rule explains itself."""
    ids = [facts.id for facts in OWN_RULES]
    assert len(set(ids)) == len(ids)
    assert {name.split("-")[0] for name in ids} == {"YAML", "INVENTORY", "SCHEMA", "ACKNOWLEDGE"}
    for facts in OWN_RULES:
        assert all((facts.title, facts.reason, facts.remedy))
        assert facts.source.startswith(("https://", "docs/"))


def test_the_repository_has_no_errors() -> None:
    """The sample inventory passes Slipway's own model and rules, in a process that never imports kapitan."""
    program = (
        "import sys; from pathlib import Path; from slipway.inventory.check import check;"
        "report = check(Path());"
        "print(report.totals.errors, [name for name in sys.modules if name.split('.')[0] == 'kapitan'])"
    )
    result = subprocess.run([sys.executable, "-c", program], cwd=ROOT, capture_output=True, text=True, check=True)
    assert (result.stdout, result.stderr) == ("0 []\n", "")


def test_reclass_rs_speaks_through_findings_only(world: World, capfd: Any) -> None:
    """Its warnings and panics go past Python to the terminal; none of that is shown."""
    world.write("--- targets/one.yml\nparameters:\n  name: !!str x\n  =count: 1\n  count: 2\n")
    world.write("--- targets/two.yml\nparameters:\n  =count: 1\n  count: 2\n")
    assert [finding.rule for finding in world.report().findings] == ["YAML-015", "INVENTORY-011"]
    assert capfd.readouterr() == ("", "")
