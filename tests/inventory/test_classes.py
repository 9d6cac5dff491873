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
  found zzz, allowed stage.*
2 targets: 2 errors
""",
    ),
    "not found, and no slip": (
        """\
--- classes/region/eu-west-1.yml
parameters: {}
--- classes/region/us-east-1.yml
parameters: {}
--- classes/region/us/east.yml
parameters: {}
--- classes/hardware/p5e.yml
parameters: {}
--- targets/one.yml
classes:
  - region.us-west-1
  - region.us-east-2
  - hardware.p5en
""",
        """\
targets/one.yml:2:5 INVENTORY-001 error
  class `region.us-west-1` not found
  found region.us-west-1, allowed region.eu-west-1, region.us-east-1
targets/one.yml:3:5 INVENTORY-001 error
  class `region.us-east-2` not found
  found region.us-east-2, allowed region.eu-west-1, region.us-east-1
targets/one.yml:4:5 INVENTORY-001 error
  class `hardware.p5en` not found
  found hardware.p5en, allowed hardware.p5e
1 target: 3 errors
""",
    ),
    "slips": (
        """\
--- classes/region/us-east-1.yml
parameters: {}
--- classes/stage/prod.yml
parameters: {}
--- targets/one.yml
classes:
  - region.us-esat-1
  - regions.us-east-1
  - region.useast1
  - Stage.prod
  - stage.pord
  - stage.prd
  - stage.proud
""",
        """\
targets/one.yml:2:5 INVENTORY-001 error
  class `region.us-esat-1` not found; did you mean `region.us-east-1`?
  found region.us-esat-1
targets/one.yml:3:5 INVENTORY-001 error
  class `regions.us-east-1` not found; did you mean `region.us-east-1`?
  found regions.us-east-1
targets/one.yml:4:5 INVENTORY-001 error
  class `region.useast1` not found; did you mean `region.us-east-1`?
  found region.useast1
targets/one.yml:5:5 INVENTORY-001 error
  class `Stage.prod` not found; did you mean `stage.prod`?
  found Stage.prod
targets/one.yml:6:5 INVENTORY-001 error
  class `stage.pord` not found; did you mean `stage.prod`?
  found stage.pord
targets/one.yml:7:5 INVENTORY-001 error
  class `stage.prd` not found; did you mean `stage.prod`?
  found stage.prd
targets/one.yml:8:5 INVENTORY-001 error
  class `stage.proud` not found; did you mean `stage.prod`?
  found stage.proud
1 target: 7 errors
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
  found gone, allowed base
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
  found ${stage}, allowed a name without ${...}
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
  found .x, allowed a.*, d
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
  found inventory/classes/a.b.yaml, inventory/classes/a/b.yml, inventory/classes/a/b/init.yml, allowed one
    file
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
  found inventory/targets/group/one.yaml, inventory/targets/one.yml, allowed one file
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
  found reclass-config.yml, allowed no such file
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
  found b, allowed each key once
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
