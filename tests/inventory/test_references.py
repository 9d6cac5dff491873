"""References and layers that do not come together: each at its line, all in one run."""

from __future__ import annotations

import pytest

from tests.support.world import ANYTHING, World

CASES = {
    "missing": (
        """\
--- targets/one.yml
parameters:
  a: ${b:c}
  b: {d: 1}
  list: [1, 'x-${nope}']
""",
        """\
targets/one.yml:2:6 INVENTORY-007 error [one]
  `${b:c}` leads nowhere: there is no key `c`
  found ${b:c}, allowed d
targets/one.yml:4:13 INVENTORY-007 error [one]
  `${nope}` leads nowhere: there is no key `nope`
  found x-${nope}, allowed a, b, list
1 target: 2 errors
""",
    ),
    "misspelt": (
        """\
--- targets/one.yml
parameters:
  a: ${network:zone}
  network: {zones: [x], 5: y}
""",
        """\
targets/one.yml:2:6 INVENTORY-007 error [one]
  `${network:zone}` leads nowhere: there is no key `zone`; did you mean `zones`?
  found ${network:zone}
1 target: 1 error
""",
    ),
    "in an empty mapping": (
        """\
--- targets/one.yml
parameters: {a: '${b:c}', b: {}}
""",
        """\
targets/one.yml:1:17 INVENTORY-007 error [one]
  `${b:c}` leads nowhere: there is no key `c`
  found ${b:c}
1 target: 1 error
""",
    ),
    "through a scalar": (
        """\
--- targets/one.yml
parameters: {a: '${b:c}', b: 1}
""",
        """\
targets/one.yml:1:17 INVENTORY-007 error [one]
  `${b:c}` leads nowhere: `c` is looked up in a number, and only mappings have keys
  found ${b:c}, allowed the path of a key in a mapping
1 target: 1 error
""",
    ),
    "through a list": (
        """\
--- targets/one.yml
parameters: {a: '${b:0}', b: [1]}
""",
        """\
targets/one.yml:1:17 INVENTORY-007 error [one]
  `${b:0}` leads nowhere: `0` is looked up in a list, and only mappings have keys
  found ${b:0}, allowed the path of a key in a mapping
1 target: 1 error
""",
    ),
    "loop": (
        """\
--- targets/one.yml
parameters:
  a: ${b}
  b: ${a}
""",
        """\
targets/one.yml:2:6 INVENTORY-008 error [one]
  references go in a circle: b -> a -> b
  found ${b}, allowed references that end at a value
targets/one.yml:3:6 INVENTORY-008 error [one]
  references go in a circle: a -> b -> a
  found ${a}, allowed references that end at a value
1 target: 2 errors
""",
    ),
    "loop of one": (
        """\
--- targets/one.yml
parameters: {a: 'x-${a}'}
""",
        """\
targets/one.yml:1:17 INVENTORY-008 error [one]
  references go in a circle: a -> a
  found x-${a}, allowed references that end at a value
1 target: 1 error
""",
    ),
    "what leads into a loop": (
        """\
--- targets/one.yml
parameters:
  a: {name: '${b}-${c:x}'}
  b: fine
  c: {x: '${d}', y: '${c:x}'}
  d: ${a:name}
  e: ${d}
  f: [1, '${e}/${b}']
""",
        """\
targets/one.yml:2:13 INVENTORY-008 error [one]
  references go in a circle: c:x -> d -> a:name -> c:x
  found ${b}-${c:x}, allowed references that end at a value
targets/one.yml:4:10 INVENTORY-008 error [one]
  references go in a circle: d -> a:name -> c:x -> d
  found ${d}, allowed references that end at a value
targets/one.yml:5:6 INVENTORY-008 error [one]
  references go in a circle: a:name -> c:x -> d -> a:name
  found ${a:name}, allowed references that end at a value
1 target: 3 errors
""",
    ),
    "a value within itself": (
        """\
--- targets/one.yml
parameters:
  a: {b: {c: '${a}'}}
  d: ${a:b}
""",
        """\
targets/one.yml:2:14 INVENTORY-008 error [one]
  references go in a circle: a -> a
  found ${a}, allowed references that end at a value
1 target: 1 error
""",
    ),
    "a loop through a computed path": (
        """\
--- targets/one.yml
parameters:
  name: a
  a: ${${name}}
  c: ${a}
""",
        """\
targets/one.yml:3:6 INVENTORY-008 error [one]
  references go in a circle: a -> a
  found ${${name}}, allowed references that end at a value
1 target: 1 error
""",
    ),
    "two loops": (
        """\
--- targets/one.yml
parameters: {a: '${a}', b: '${b}', c: '${a}${b}', d: '${b}'}
""",
        """\
targets/one.yml:1:17 INVENTORY-008 error [one]
  references go in a circle: a -> a
  found ${a}, allowed references that end at a value
targets/one.yml:1:28 INVENTORY-008 error [one]
  references go in a circle: b -> b
  found ${b}, allowed references that end at a value
1 target: 2 errors
""",
    ),
    "malformed": (
        """\
--- targets/one.yml
parameters:
  a: ${b
  c: x${}
""",
        """\
targets/one.yml:2:6 INVENTORY-009 error [one]
  `${b` holds a reference that is not closed, or empty
  found ${b, allowed ${section:key}, or \\${ for the characters themselves
targets/one.yml:3:6 INVENTORY-009 error [one]
  `x${}` holds a reference that is not closed, or empty
  found x${}, allowed ${section:key}, or \\${ for the characters themselves
1 target: 2 errors
""",
    ),
    "malformed, escaped": (
        """\
--- targets/one.yml
parameters:
  a: \\${b} ${c
""",
        """\
targets/one.yml:2:6 INVENTORY-009 error [one]
  Error while parsing ref: Error parsing reference '\\${b} ${c'
  found \\${b} ${c, allowed ${section:key}, or \\${ for the characters themselves
1 target: 1 error
""",
    ),
    "loop, escaped": (
        """\
--- targets/one.yml
parameters:
  a: ${b}
  b: ${a}
  c: \\${d}
""",
        """\
targets/one.yml:2:6 INVENTORY-008 error [one]
  references go in a circle through a, b
  found a, b, allowed references that end at a value
1 target: 1 error
""",
    ),
    "in another layer": (
        """\
--- classes/base.yml
parameters:
  section: {name: '${environment:name}'}
--- targets/one.yml
classes: [base]
--- targets/two.yml
classes: [base]
parameters: {environment: {name: two}}
""",
        """\
classes/base.yml:2:19 INVENTORY-007 error [one]
  `${environment:name}` leads nowhere: there is no key `environment`
  found ${environment:name}, allowed section
2 targets: 1 error
""",
    ),
    "shapes": (
        """\
--- classes/base.yml
parameters:
  a: {x: 1}
  b: [1]
  c: text
  d: {e: {f: 1}}
--- targets/one.yml
classes: [base]
parameters:
  a: 1
  b: {y: 2}
  c: [3]
  d: {e: {f: [1]}}
""",
        """\
targets/one.yml:3:6 INVENTORY-010 error [one]
  `a` is a number here and a mapping in the layer before
  found a number, allowed a mapping
  before: classes/base.yml:2:6
targets/one.yml:4:6 INVENTORY-010 error [one]
  `b` is a mapping here and a list in the layer before
  found a mapping, allowed a list
  before: classes/base.yml:3:6
targets/one.yml:5:6 INVENTORY-010 error [one]
  `c` is a list here and text in the layer before
  found a list, allowed text
  before: classes/base.yml:4:6
targets/one.yml:6:14 INVENTORY-010 error [one]
  `d.e.f` is a list here and a number in the layer before
  found a list, allowed a number
  before: classes/base.yml:5:14
1 target: 4 errors
""",
    ),
    "shapes through a reference": (
        """\
--- classes/base.yml
parameters:
  a: {x: 1}
--- targets/one.yml
classes: [base]
parameters:
  a: ${b}
  b: 5
""",
        """\
targets/one.yml:3:6 INVENTORY-010 error [one]
  `a` is a number here and a mapping in the layer before
  found a number, allowed a mapping
  before: classes/base.yml:2:6
1 target: 1 error
""",
    ),
    "null and override": (
        """\
--- classes/base.yml
parameters:
  a: {x: 1}
  b: {x: 1}
--- targets/one.yml
classes: [base]
parameters:
  a: null
  ~b: [1]
""",
        """\
1 target: no findings
""",
    ),
    "constant": (
        """\
--- classes/base.yml
parameters:
  =a: 1
--- targets/one.yml
classes: [base]
parameters:
  a: 2
""",
        """\
targets/one.yml:3:3 INVENTORY-011 error [one]
  `a` is set again, but `=a` declares it constant
  found a, allowed one value, where `=a` stands
  before: classes/base.yml:2:3
1 target: 1 error
""",
    ),
    "crash of reclass-rs": (
        """\
--- targets/one.yml
parameters:
  =a: 1
  a: 2
""",
        """\
targets/one.yml:3:3 INVENTORY-011 error [one]
  `a` is set again, but `=a` declares it constant
  found a, allowed one value, where `=a` stands
  before: targets/one.yml:2:3
1 target: 1 error
""",
    ),
}


@pytest.mark.parametrize(("text", "expected"), CASES.values(), ids=CASES.keys())
def test_world(world: World, text: str, expected: str) -> None:
    """These files give these findings."""
    assert world.files(text) == expected


def _chain(length: int, end: str, more: str = "") -> str:
    links = [f"  k{number}: ${{k{number + 1}}}\n" for number in range(length)]
    return f"--- targets/one.yml\nparameters:\n{''.join(links)}  k{length}: {end}\n{more}"


def test_a_chain_as_long_as_reclass_follows(world: World) -> None:
    """Sixty-four references in a row lead to a value."""
    assert world.files(_chain(64, "end")) == "1 target: no findings\n"


@pytest.mark.parametrize("more", ["", "  other: \\${x}\n"], ids=["plain", "escaped"])
def test_a_chain_that_is_too_long(world: World, more: str) -> None:
    """One more does not, though it goes in no circle."""
    assert (
        world.files(_chain(65, "end", more))
        == """\
targets/one.yml:2:7 INVENTORY-012 error [one]
  references lead from one to the next more than 64 times
  found ${k1}, allowed at most 64 in a row
1 target: 1 error
""".replace("found ${k1}, allowed", "found ${k1}, allowed" if not more else "found , allowed")
    )


def test_a_circle_longer_than_reclass_follows(world: World) -> None:
    """It is a circle nevertheless: each of its members is told all of them."""
    report = world.write(_chain(80, "${k0}", "  other: ${k7}\n")).report(schema=ANYTHING)
    members = " -> ".join([*(f"k{number}" for number in range(1, 81)), "k0", "k1"])
    assert report.findings[0].message == f"references go in a circle: {members}"
    assert [(finding.rule, finding.path) for finding in report.findings] == [
        ("INVENTORY-008", f"k{number}") for number in range(81)
    ]


def test_what_to_do_where_a_key_is_missing(world: World) -> None:
    """A misspelt path is to be corrected; what nothing resembles may be missing."""
    report = world.write("--- targets/one.yml\nparameters: {a: {b: 1}, c: '${a:bb}', d: '${a:x:y}'}\n").report(
        schema=ANYTHING
    )
    assert [finding.remedy for finding in report.findings] == ["Correct the path.", "Correct the path, or set `a.x.y`."]
