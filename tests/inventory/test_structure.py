"""Every class of structural mistake: plain words, the path as written, the line to correct."""

from __future__ import annotations

import pytest

from tests.support.world import World

CASES = {
    "unknown key": (
        """\
  publik: true
""",
        """\
targets/one.yml:2:3 SCHEMA-001 error [one]
  unknown key `publik`; did you mean `public`?
  found "publik", allowed name, stage, public, count, network, zones, tags, groups, must, acknowledge
1 target: 1 error
""",
    ),
    "unknown section": (
        """\
  zzzzzz: 1
""",
        """\
targets/one.yml:2:3 SCHEMA-001 error [one]
  unknown key `zzzzzz`
  found "zzzzzz", allowed name, stage, public, count, network, zones, tags, groups, must, acknowledge
1 target: 1 error
""",
    ),
    "unknown nested key": (
        """\
  groups: {a: {shape: {kind: small}, zone: 1}}
""",
        """\
targets/one.yml:2:38 SCHEMA-001 error [one]
  unknown key `zone`; did you mean `zones`?
  found "zone", allowed shape, zones
1 target: 1 error
""",
    ),
    "key of another choice": (
        """\
  groups:
    a:
      shape:
        kind: small
        size: 1
""",
        """\
targets/one.yml:6:9 SCHEMA-001 error [one]
  unknown key `size` where `kind` is `small`; it belongs where `kind` is `large`
  found "size", allowed kind
1 target: 1 error
""",
    ),
    "key of no choice": (
        """\
  groups: {a: {shape: {kind: large, size: 1, sice: 1}}}
""",
        """\
targets/one.yml:2:46 SCHEMA-001 error [one]
  unknown key `sice` where `kind` is `large`; did you mean `size`?
  found "sice", allowed kind, size
1 target: 1 error
""",
    ),
    "missing": (
        """\
  groups: {a: {}}
""",
        """\
targets/one.yml:2:15 SCHEMA-002 error [one]
  `groups.a.shape` is missing
1 target: 1 error
""",
    ),
    "missing with meaning": (
        """\
  groups: {a: {shape: {kind: large}}}
""",
        """\
targets/one.yml:2:23 SCHEMA-002 error [one]
  `groups.a.shape.size` is missing
1 target: 1 error
""",
    ),
    "missing choice": (
        """\
  groups: {a: {shape: {}}}
""",
        """\
targets/one.yml:2:23 SCHEMA-002 error [one]
  `groups.a.shape.kind` is missing
  found , allowed small, large
1 target: 1 error
""",
    ),
    "wrong choice": (
        """\
  groups: {a: {shape: {kind: medium}}}
""",
        """\
targets/one.yml:2:30 SCHEMA-004 error [one]
  `groups.a.shape.kind` is "medium", which is not allowed
  found "medium", allowed small, large
1 target: 1 error
""",
    ),
    "number for text": (
        """\
  name: 5
""",
        """\
targets/one.yml:2:9 SCHEMA-003 error [one]
  `name` is a number where text belongs
  found 5, allowed text
1 target: 1 error
""",
    ),
    "version for text": (
        """\
  name: 1.30
""",
        """\
targets/one.yml:2:9 SCHEMA-003 error [one]
  `name` is a number where text belongs
  found 1.30, allowed text
targets/one.yml:2:9 YAML-012 warning
  `1.30` is read as the number 1.3
  found 1.30, allowed "1.30" for text, 1.3 for a number
1 target: 1 error, 1 warning
""",
    ),
    "text for number": (
        """\
  count: '5'
""",
        """\
targets/one.yml:2:10 SCHEMA-003 error [one]
  `count` is text where a whole number belongs
  found "5", allowed a whole number
1 target: 1 error
""",
    ),
    "fraction for number": (
        """\
  count: 1.5
""",
        """\
targets/one.yml:2:10 SCHEMA-003 error [one]
  `count` is a number where a whole number belongs
  found 1.5, allowed a whole number
1 target: 1 error
""",
    ),
    "word for boolean": (
        """\
  public: yes
""",
        """\
targets/one.yml:2:11 SCHEMA-003 error [one]
  `public` is text where true or false belongs
  found "yes", allowed true or false
targets/one.yml:2:11 YAML-010 warning
  `yes` is read differently by other YAML readers
  found yes, allowed "yes" for text, true for a boolean
1 target: 1 error, 1 warning
""",
    ),
    "text for list": (
        """\
  zones: a
""",
        """\
targets/one.yml:2:10 SCHEMA-003 error [one]
  `zones` is text where a list belongs
  found "a", allowed a list
1 target: 1 error
""",
    ),
    "mapping for list": (
        """\
  zones: {a: 1}
""",
        """\
targets/one.yml:2:10 SCHEMA-003 error [one]
  `zones` is a mapping where a list belongs
  found {"a": 1}, allowed a list
1 target: 1 error
""",
    ),
    "list for mapping": (
        """\
  groups: []
""",
        """\
targets/one.yml:2:11 SCHEMA-003 error [one]
  `groups` is a list where a mapping belongs
  found [], allowed a mapping
1 target: 1 error
""",
    ),
    "null": (
        """\
  name:
""",
        """\
targets/one.yml:2:3 SCHEMA-003 error [one]
  `name` is null where text belongs
  found null, allowed text
1 target: 1 error
""",
    ),
    "item": (
        """\
  zones: [a, 2]
""",
        """\
targets/one.yml:2:14 SCHEMA-003 error [one]
  `zones.1` is a number where text belongs
  found 2, allowed text
1 target: 1 error
""",
    ),
    "enumeration": (
        """\
  stage: prd
""",
        """\
targets/one.yml:2:10 SCHEMA-004 error [one]
  `stage` is "prd", which is not allowed
  found "prd", allowed dev, prod
1 target: 1 error
""",
    ),
    "below": (
        """\
  count: -1
""",
        """\
targets/one.yml:2:10 SCHEMA-005 error [one]
  `count` is -1, which is out of range
  found -1, allowed at least 0
1 target: 1 error
""",
    ),
    "above": (
        """\
  count: 10
""",
        """\
targets/one.yml:2:10 SCHEMA-005 error [one]
  `count` is 10, which is out of range
  found 10, allowed less than 10
1 target: 1 error
""",
    ),
    "too long": (
        """\
  name: abcdefghijklmnop
""",
        """\
targets/one.yml:2:9 SCHEMA-006 error [one]
  `name` is too long: 16 characters
  found "abcdefghijklmnop", allowed at most 10 characters
1 target: 1 error
""",
    ),
    "too many": (
        """\
  zones: [a, b, c, d]
""",
        """\
targets/one.yml:2:10 SCHEMA-006 error [one]
  `zones` is too long: 4 entries
  found ["a", "b", "c", "d"], allowed at most 3 entries
1 target: 1 error
""",
    ),
    "pattern": (
        """\
  name: A!
""",
        """\
targets/one.yml:2:9 SCHEMA-007 error [one]
  `name` is not of the right form
  found "A!", allowed text that matches ^[a-z-]+$; for example "prod"
1 target: 1 error
""",
    ),
    "form": (
        """\
  network: 10.0.0.1/8
""",
        """\
targets/one.yml:2:12 SCHEMA-007 error [one]
  `network` is not of the right form
  found "10.0.0.1/8", allowed a valid IPv4 or IPv6 network with zero host bits
1 target: 1 error
""",
    ),
    "name of an entry": (
        """\
  groups: {A1: {shape: {kind: small}}}
""",
        """\
targets/one.yml:2:12 SCHEMA-009 error [one]
  "A1" is not a legal name here
  found "A1", allowed text that matches ^[a-z]+$
1 target: 1 error
""",
    ),
    "value of a free key": (
        """\
  tags: {a.b/c: 1}
""",
        """\
targets/one.yml:2:17 SCHEMA-003 error [one]
  `tags.a.b/c` is a number where text belongs
  found 1, allowed text
1 target: 1 error
""",
    ),
}


@pytest.mark.parametrize(("parameters", "expected"), CASES.values(), ids=CASES.keys())
def test_mistake(world: World, parameters: str, expected: str) -> None:
    """Parameters of one target give these findings."""
    assert world.write(f"--- targets/one.yml\nparameters:\n{parameters}").check() == expected


LAYERS = """
    --- classes/base.yml
    parameters:
      groups:
        a:
          shape: {kind: large}
        b: {}
      acknowledge:
        - rule: X
    --- targets/one.yml
    # One.
    classes:
      - base
    parameters:
      groups:
        b:
          zones: []
    """


def test_what_classes_leave_out(world: World) -> None:
    """The target is where it is to be set, whatever other targets share the class; but for an item of a list."""
    assert (
        world.write(LAYERS).check()
        == """\
classes/base.yml:7:7 SCHEMA-002 error [one]
  `acknowledge.0.reason` is missing
targets/one.yml:5:3 SCHEMA-002 error [one]
  `groups.a.shape.size` is missing
targets/one.yml:6:5 SCHEMA-002 error [one]
  `groups.b.shape` is missing
1 target: 3 errors
"""
    )


def test_the_name_of_a_target(world: World) -> None:
    """A value that is made from the name of the target's file is corrected there."""
    world.write("--- classes/base.yml\nparameters:\n  name: ${_reclass_:name:short}\n")
    assert (
        world.write("--- targets/one1.yml\nclasses: [base]\n").check()
        == """\
targets/one1.yml:1:1 SCHEMA-007 error [one1]
  `name` is not of the right form
  found "one1", allowed text that matches ^[a-z-]+$; for example "prod"
  before: classes/base.yml:2:9
1 target: 1 error
"""
    )
    assert [finding.remedy for finding in world.report().findings] == ["Rename the file: the value is its name."]


def test_what_is_wrong_elsewhere(world: World) -> None:
    """A value made from one that is refused is not told beside it; with that one corrected it is looked at again."""
    world.write("""
        --- targets/one.yml
        parameters:
          count: 50
          name: a${count}
          nome: A
          tags: {a: 5, b: '${tags:a}'}
          groups: {'${nome}': {shape: {kind: small}}}
          stage: ${nome}
        """)
    assert (
        world.check()
        == """\
targets/one.yml:2:10 SCHEMA-005 error [one]
  `count` is 50, which is out of range
  found 50, allowed less than 10
targets/one.yml:4:3 SCHEMA-001 error [one]
  unknown key `nome`; did you mean `name`?
  found "nome", allowed name, stage, public, count, network, zones, tags, groups, must, acknowledge
targets/one.yml:4:9 SCHEMA-004 error [one]
  `stage` is "A", which is not allowed
  found "A", allowed dev, prod
  before: targets/one.yml:7:10
targets/one.yml:5:13 SCHEMA-003 error [one]
  `tags.a` is a number where text belongs
  found 5, allowed text
targets/one.yml:6:12 SCHEMA-009 error [one]
  "${nome}" is not a legal name here
  found "${nome}", allowed text that matches ^[a-z]+$
1 target: 5 errors
"""
    )


def test_a_key_that_is_wrong_in_two_layers(world: World) -> None:
    """Each line that holds the key is named, and none that its value leads to."""
    world.write("""
        --- classes/base.yml
        parameters:
          publik: true
        --- targets/one.yml
        classes: [base]
        parameters:
          publik: ${public}
          public: true
        """)
    assert (
        world.check()
        == """\
targets/one.yml:3:3 SCHEMA-001 error [one]
  unknown key `publik`; did you mean `public`?
  found "publik", allowed name, stage, public, count, network, zones, tags, groups, must, acknowledge
  before: classes/base.yml:2:3
1 target: 1 error
"""
    )


REMEDIES = {
    "publik: true": "Correct the spelling or remove the key.",
    "groups: {a: {shape: {kind: small, size: 1}}}": "Remove the key, or change what decides: `kind` is `small`.",
    "name: 1.30": 'Put the value in quotes: "1.30".',
    "tags:": "Remove the key, or give it a value: without one it discards what the classes set.",
    "name: [1]": "Write the value in the type that the key takes.",
    "public: 'true'": "Write true or false, without quotes.",
    "count: '5'": "Write the number without quotes: 5.",
    "count: 1_000": "Write the number in plain decimals.",
    "count: four": "Write the number in plain decimals.",
    "zones: '*.a'": 'Write a list: `- "*.a"` on a line of its own.',
    "zones: true": "Write a list: `- true` on a line of its own.",
    f"zones: {'x' * 100}": f'Write a list: `- "{"x" * 100}"` on a line of its own.',
    "groups: {a: {shape: {}}}": "Set `groups.a.shape.kind`, which says what the other keys mean.",
    "groups: {a: {shape: {kind: large}}}": (
        "Set `groups.a.shape.size` in the target or in one of its classes. How large. For example 3."
    ),
}


@pytest.mark.parametrize(("line", "remedy"), REMEDIES.items())
def test_what_to_do(world: World, line: str, remedy: str) -> None:
    """The remedy can be followed to the letter: what it tells to write is right."""
    report = world.write(f"--- targets/one.yml\nparameters:\n  {line}\n").report()
    assert [finding.remedy for finding in report.findings if finding.rule.startswith("SCHEMA")] == [remedy]
