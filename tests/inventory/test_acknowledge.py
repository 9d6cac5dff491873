"""Acknowledged warnings: marked, counted apart, and held to still meaning something."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from slipway.findings import Finding, Severity
from slipway.inventory.check import Rules
from slipway.inventory.report import Totals
from slipway.rules.facts import RuleFacts
from tests.support.world import World

WARNING = RuleFacts("TINY-001", "Counts are even", Severity.WARNING, "Odd ones rattle.", "Add one.", "docs/tiny.md")
ERROR = RuleFacts("TINY-002", "Counts are small", Severity.ERROR, "Large ones break.", "Take some.", "docs/tiny.md")


def _on_target(target: str, model: Any) -> Iterable[Finding]:
    if model.count % 2:
        yield WARNING.finding("count is odd", target=target, path="count", found=str(model.count))
    if model.count > 5:
        yield ERROR.finding("count is large", target=target, path="count", found=str(model.count))


RULES = Rules((WARNING, ERROR), _on_target)


def test_a_warning_with_a_reason(world: World) -> None:
    """It is still told, and does not count as a warning."""
    world.write("""
        --- targets/one.yml
        parameters:
          count: 3
          acknowledge:
            - {rule: TINY-001, reason: three is the right number}
        """)
    assert world.check(rules=RULES) == (
        "targets/one.yml:2:10 TINY-001 warning [one] (acknowledged: three is the right number)\n"
        "  count is odd\n"
        "  found 3\n"
        "1 target: no findings, 1 acknowledged warning\n"
    )
    assert world.report(rules=RULES).totals == Totals(errors=0, warnings=0, notes=0, acknowledged=1)


def test_faults_of_acknowledgements(world: World) -> None:
    """Unknown rules, errors, blank reasons and what finds nothing any more are findings themselves."""
    world.write("""
        --- targets/one.yml
        parameters:
          count: 8
          acknowledge:
            - {rule: TINY-009, reason: misspelt}
            - {rule: TINY-002, reason: please}
            - {rule: TINY-001, reason: it was odd once}
            - {rule: TINY-001, reason: "  "}
            - {rule: SCHEMA-001, reason: I like it}
        """)
    assert world.check(rules=RULES) == (
        "targets/one.yml:2:10 TINY-002 error [one]\n"
        "  count is large\n"
        "  found 8\n"
        "targets/one.yml:4:14 ACKNOWLEDGE-001 error [one]\n"
        "  the acknowledgement names `TINY-009`, which is no rule; did you mean `TINY-002`?\n"
        "  found TINY-009, allowed the id of a warning\n"
        "targets/one.yml:5:14 ACKNOWLEDGE-003 error [one]\n"
        "  the acknowledgement of TINY-002 has no effect: the rule is of severity error\n"
        "  found TINY-002, allowed the id of a warning\n"
        "targets/one.yml:6:14 ACKNOWLEDGE-004 warning [one]\n"
        "  the acknowledgement of TINY-001 is not needed: the rule finds nothing in this target\n"
        "  found TINY-001, allowed the id of a rule that warns here\n"
        "targets/one.yml:7:14 ACKNOWLEDGE-002 error [one]\n"
        "  the acknowledgement of TINY-001 gives no reason\n"
        '  found "  ", allowed a reason in words\n'
        "targets/one.yml:8:14 ACKNOWLEDGE-003 error [one]\n"
        "  the acknowledgement of SCHEMA-001 has no effect: the rule is of severity error\n"
        "  found SCHEMA-001, allowed the id of a warning\n"
        "1 target: 5 errors, 1 warning\n"
    )


def test_a_warning_about_a_class(world: World) -> None:
    """A file that two targets share is acknowledged when both acknowledge it."""
    shared = """
        --- classes/base.yml
        parameters: {tags: {a: no}}
        --- classes/accepted.yml
        parameters: {acknowledge: [{rule: YAML-010, reason: a country}]}
        --- targets/one.yml
        classes: [base, accepted]
        --- targets/two.yml
        """
    assert "YAML-010 warning\n" in world.write(f"{shared}classes: [base]\n").check()
    assert world.write(f"{shared}classes: [base, accepted]\n").check() == (
        "classes/base.yml:1:24 YAML-010 warning (acknowledged: a country)\n"
        "  `no` is read differently by other YAML readers\n"
        '  found no, allowed "no" for text, false for a boolean\n'
        "2 targets: no findings, 1 acknowledged warning\n"
    )


def test_an_acknowledgement_of_one_target_is_not_called_unused(world: World) -> None:
    """With a part of the targets, rules across targets have not looked: nothing can be called unused."""
    world.write("--- targets/one.yml\nparameters: {acknowledge: [{rule: TINY-001, reason: odd}]}\n")
    rules = Rules((WARNING, ERROR))
    assert world.check("one", rules=rules) == "1 target: no findings\n"
    assert "ACKNOWLEDGE-004" in world.check(rules=rules)
