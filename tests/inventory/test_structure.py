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
  unknown key `size` where `kind` is `small`
  found "size", allowed kind
1 target: 1 error
""",
    ),
    "missing": (
        """\
  groups: {a: {}}
""",
        """\
targets/one.yml:2:15 SCHEMA-002 error [one]
  key `shape` is missing
1 target: 1 error
""",
    ),
    "missing with meaning": (
        """\
  groups: {a: {shape: {kind: large}}}
""",
        """\
targets/one.yml:2:23 SCHEMA-002 error [one]
  key `size` is missing
1 target: 1 error
""",
    ),
    "missing choice": (
        """\
  groups: {a: {shape: {}}}
""",
        """\
targets/one.yml:2:23 SCHEMA-002 error [one]
  key `kind` is missing
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
  found yes
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
  `name` is too long
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
  `zones` is too long
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
