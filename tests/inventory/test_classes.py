"""Classes and targets as files: what is missing, circular, double or misnamed."""

from __future__ import annotations

import pytest

from tests.support.world import World

CASES = {
    "not found": (
        """\
--- classes/stage/dev.yml
parameters: {a: 1}
--- targets/one.yml
classes: [stage.dve]
--- targets/two.yml
classes:
  - stage.dev
  - zzz
""",
        """\
targets/one.yml:1:11 INVENTORY-001 error
  class `stage.dve` not found; did you mean `stage.dev`?
  found stage.dve
targets/two.yml:3:5 INVENTORY-001 error
  class `zzz` not found
  found zzz
2 targets: 2 errors
""",
    ),
    "not found in a class": (
        """\
--- classes/base.yml
classes: [gone]
--- targets/one.yml
classes: [base]
--- targets/two.yml
classes: [base]
""",
        """\
classes/base.yml:1:11 INVENTORY-001 error
  class `gone` not found
  found gone
2 targets: 1 error
""",
    ),
    "cycle": (
        """\
--- classes/a.yml
classes: [b]
--- classes/b.yml
classes: [c]
--- classes/c.yml
classes:
  - a
--- targets/one.yml
classes: [a]
""",
        """\
classes/c.yml:2:5 INVENTORY-002 error
  classes include each other: a -> b -> c -> a
  found a
1 target: 1 error
""",
    ),
    "own class": (
        """\
--- classes/a.yml
classes: [a]
--- targets/one.yml
classes: [a]
""",
        """\
classes/a.yml:1:11 INVENTORY-002 error
  classes include each other: a -> a
  found a
1 target: 1 error
""",
    ),
    "diamond": (
        """\
--- classes/top.yml
classes: [left, right]
--- classes/left.yml
classes: [base]
--- classes/right.yml
classes: [base]
--- classes/base.yml
parameters: {}
--- targets/one.yml
classes: [top, base]
""",
        """\
1 target: no findings
""",
    ),
    "computed": (
        """\
--- classes/prod.yml
parameters: {}
--- targets/one.yml
classes: ['${stage}']
parameters: {stage: prod}
""",
        """\
targets/one.yml:1:11 INVENTORY-003 error
  class name `${stage}` is computed
  found ${stage}
1 target: 1 error
""",
    ),
    "relative": (
        """\
--- classes/a/b.yml
classes: [.c, ..d]
--- classes/a/c.yml
parameters: {}
--- classes/d.yml
classes: [.a.e]
--- classes/a/e/init.yml
classes: [.c]
--- targets/one.yml
classes: [.a.b]
""",
        """\
1 target: no findings
""",
    ),
    "relative beyond": (
        """\
--- classes/a/b.yml
classes: [....d]
--- classes/d.yml
classes: [.x]
--- targets/one.yml
classes: [a.b]
""",
        """\
classes/d.yml:1:11 INVENTORY-001 error
  class `x` not found
  found .x
1 target: 1 error
""",
    ),
    "class twice": (
        """\
--- classes/a/b.yml
parameters: {}
--- classes/a/b/init.yml
parameters: {}
--- classes/a.b.yaml
parameters: {}
--- targets/one.yml
classes: [a.b]
""",
        """\
classes/a/b/init.yml:1:1 INVENTORY-004 error
  class a.b is defined by 3 files
  before: classes/a.b.yaml:1:1
  before: classes/a/b.yml:1:1
1 target: 1 error
""",
    ),
    "target twice": (
        """\
--- targets/one.yml
parameters: {}
--- targets/group/one.yaml
parameters: {}
""",
        """\
targets/one.yml:1:1 INVENTORY-005 error
  target one is defined by 2 files
  before: targets/group/one.yaml:1:1
1 target: 1 error
""",
    ),
    "configuration": (
        """\
--- reclass-config.yml
compose_node_name: true
--- targets/one.yml
parameters: {}
""",
        """\
reclass-config.yml:1:1 INVENTORY-013 error
  reclass-config.yml is not supported
1 target: 1 error
""",
    ),
    "broken class hides nothing": (
        """\
--- classes/broken.yml
parameters: {a: 1
--- classes/unused.yml
parameters: {b: 1, b: 2}
--- targets/one.yml
classes: [broken]
--- targets/two.yml
parameters: {x: '${nope}'}
""",
        """\
classes/broken.yml:1:17 YAML-001 error
  did not find expected ',' or '}' while parsing a flow mapping
classes/unused.yml:1:20 YAML-003 error
  key `b` stands in this mapping already, in line 1
  found b
  before: classes/unused.yml:1:14
targets/two.yml:1:17 INVENTORY-007 error [two]
  `${nope}` leads nowhere: there is no key `nope`
  found ${nope}, allowed x
2 targets: 3 errors
""",
    ),
}


@pytest.mark.parametrize(("text", "expected"), CASES.values(), ids=CASES.keys())
def test_world(world: World, text: str, expected: str) -> None:
    """These files give these findings."""
    assert world.files(text) == expected
