"""References and layers that do not come together: each at its line, all in one run."""

from __future__ import annotations

import pytest

from tests.support.world import World

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
  found ${b:c}
targets/one.yml:4:13 INVENTORY-007 error [one]
  `${nope}` leads nowhere: there is no key `nope`
  found x-${nope}
1 target: 2 errors
""",
    ),
    "through a scalar": (
        """\
--- targets/one.yml
parameters: {a: '${b:c}', b: 1}
""",
        """\
targets/one.yml:1:17 INVENTORY-007 error [one]
  `${b:c}` leads nowhere: `c` is looked up in a value that is no mapping
  found ${b:c}
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
  `${b:0}` leads nowhere: `0` is looked up in a value that is no mapping
  found ${b:0}
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
  `${b}` refers to itself
  found ${b}
targets/one.yml:3:6 INVENTORY-008 error [one]
  `${a}` refers to itself
  found ${a}
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
  found ${b
targets/one.yml:3:6 INVENTORY-009 error [one]
  `x${}` holds a reference that is not closed, or empty
  found x${}
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
  found ${environment:name}
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
  before: targets/one.yml:3:6
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
  Can't overwrite constant key "a"
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
  reclass-rs crashed: Can't overwrite constant key "a"
1 target: 1 error
""",
    ),
}


@pytest.mark.parametrize(("text", "expected"), CASES.values(), ids=CASES.keys())
def test_world(world: World, text: str, expected: str) -> None:
    """These files give these findings."""
    assert world.files(text) == expected
