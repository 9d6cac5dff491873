"""Where values come from: the last writer, the writers before it, lists, overrides, references, what is missing."""

from __future__ import annotations

import pytest

from slipway.inventory.origin import Origins
from slipway.inventory.render import render
from tests.support.world import World

FILES = """
--- classes/base.yml
parameters:
  name: base
  network:
    cidr: 10.0.0.0/16
    zones:
      - a
      - b
    dns: {servers: [one, two]}
  defaults:
    volume: 0300
    nested: {type: gp3}
  groups:
    gpu: {}
  labels:
    app.example.com/team: core
  url: https://${name}.example.com/${network:cidr}
  host: ${name}.example.com
  alias: ${network}
  empty:
  namespace: ${_reclass_:name:short}
  bucket: ${namespace}-checkpoints
  inventory: ${_reclass_:environment}
  rules:
    - {from: a}
--- classes/region.yml
classes:
  - base
parameters:
  name: region
  network:
    zones: [c]
    dns:
      ~servers: [three]
--- targets/one.yml
# One.
classes:
  - region
parameters:
  name: one
  copy: ${network:zones}
  groups:
    gpu:
      size: 2
  chain: ${host}
"""


@pytest.fixture
def origins(world: World) -> Origins:
    """The origins of the target of `FILES`."""
    target = render(world.write(FILES).root).targets["one"]
    assert target.parameters is not None
    return Origins(target.documents, {"groups.*": "defaults"})


@pytest.mark.parametrize(
    ("path", "place"),
    [
        ("name", "targets/one.yml:5:9"),
        ("network.cidr", "classes/base.yml:4:11"),
        ("network", "classes/region.yml:5:3"),
        ("network.zones", "classes/region.yml:6:12"),
        ("network.zones.0", "classes/base.yml:6:9"),
        ("network.zones.1", "classes/base.yml:7:9"),
        ("network.zones.2", "classes/region.yml:6:13"),
        ("network.dns.servers.0", "classes/region.yml:8:18"),
        ("labels.app.example.com/team", "classes/base.yml:15:27"),
        ("host", "targets/one.yml:5:9"),
        ("chain", "targets/one.yml:5:9"),
        ("url", "classes/base.yml:16:8"),
        ("alias.cidr", "classes/base.yml:4:11"),
        ("alias.zones.2", "classes/region.yml:6:13"),
        ("copy.1", "classes/base.yml:7:9"),
        ("empty", "classes/base.yml:19:3"),
        ("groups.gpu.size", "targets/one.yml:9:13"),
        ("groups.gpu.volume", "classes/base.yml:10:13"),
        ("groups.gpu.nested.type", "classes/base.yml:11:20"),
        ("namespace", "targets/one.yml:1:1"),
        ("bucket", "targets/one.yml:1:1"),
        ("inventory", "classes/base.yml:22:14"),
    ],
)
def test_last_writer(origins: Origins, path: str, place: str) -> None:
    """A value is placed where it was last written, and the target's name in its file."""
    assert str(origins.locate(path)) == f"inventory/{place}"


@pytest.mark.parametrize(
    ("path", "place"),
    [
        ("groups.gpu.nested.other", "targets/one.yml:8:5"),
        ("groups.gpu.other", "targets/one.yml:8:5"),
        ("groups.cpu.size", "targets/one.yml:7:3"),
        ("network.zones.3", "targets/one.yml:2:1"),
        ("network.gateway", "targets/one.yml:2:1"),
        ("network.dns.servers.5", "targets/one.yml:2:1"),
        ("rules.0.to", "classes/base.yml:24:7"),
        ("rules.0.to.port", "classes/base.yml:24:7"),
        ("name.first", "targets/one.yml:5:9"),
        ("nothing", "targets/one.yml:2:1"),
        ("", "targets/one.yml:2:1"),
    ],
)
def test_missing(origins: Origins, path: str, place: str) -> None:
    """What is missing belongs where the target may write it; but no other layer completes an item of a list."""
    assert str(origins.locate(path)) == f"inventory/{place}"


@pytest.mark.parametrize(
    ("path", "named"),
    [("namespace", True), ("bucket", True), ("inventory", False), ("name", False), ("nothing", False)],
)
def test_the_name_of_the_target(origins: Origins, path: str, *, named: bool) -> None:
    """A value that is to be changed by renaming a file can be told from the others."""
    assert origins.named(path) is named


@pytest.mark.parametrize(
    ("path", "text"),
    [("groups.gpu.volume", "0300"), ("alias.cidr", "10.0.0.0/16"), ("bucket", ""), ("network", ""), ("nothing", "")],
)
def test_text(origins: Origins, path: str, text: str) -> None:
    """The text behind a value is at hand as it was written."""
    assert origins.text(path) == text


@pytest.mark.parametrize(
    ("path", "place"),
    [
        ("name", "targets/one.yml:5:3"),
        ("network.dns.servers", "classes/region.yml:8:7"),
        ("network.zones.1", "classes/base.yml:7:9"),
        ("host", "classes/base.yml:17:3"),
    ],
)
def test_key(origins: Origins, path: str, place: str) -> None:
    """Unknown keys are placed at the key."""
    assert str(origins.key(path)) == f"inventory/{place}"


@pytest.mark.parametrize(
    ("path", "places"),
    [
        ("name", ["classes/base.yml:2:9", "classes/region.yml:4:9"]),
        ("network.zones", ["classes/base.yml:5:5"]),
        ("network.dns.servers", ["classes/base.yml:8:20"]),
        ("host", ["classes/base.yml:17:9"]),
        ("chain", ["targets/one.yml:10:10", "classes/base.yml:17:9"]),
        ("namespace", ["classes/base.yml:20:14"]),
        ("bucket", ["classes/base.yml:21:11", "classes/base.yml:20:14"]),
        ("network.cidr", []),
        ("nothing", []),
        ("", []),
    ],
)
def test_earlier_writers(origins: Origins, path: str, places: list[str]) -> None:
    """Who set a value before, oldest first, and the references that led to it."""
    assert [str(place) for place in origins.earlier(path)] == [f"inventory/{place}" for place in places]


@pytest.mark.parametrize(
    ("path", "places"),
    [
        ("name", ["classes/base.yml:2:3", "classes/region.yml:4:3"]),
        ("network.dns.servers", ["classes/base.yml:8:11"]),
        ("chain", []),
        ("labels.app.example.com/team", []),
        ("network.nothing", []),
        ("", []),
    ],
)
def test_earlier_keys(origins: Origins, path: str, places: list[str]) -> None:
    """Where a name stood before; what its value refers to has no part in it."""
    assert [str(place) for place in origins.earlier_keys(path)] == [f"inventory/{place}" for place in places]


def test_references_in_a_circle_end(world: World) -> None:
    """Following references never hangs."""
    world.write("--- targets/one.yml\nparameters:\n  a: ${b}\n  b: ${a:x}\n  c: {d: '${c}'}\n")
    origins = Origins(render(world.root).targets["one"].documents)
    assert [str(origins.locate(path)) for path in ("a", "b.x.y", "c.d.d.d.e")] == [
        "inventory/targets/one.yml:3:6",
        "inventory/targets/one.yml:3:6",
        "inventory/targets/one.yml:4:10",
    ]


def test_merge_keys_and_aliases(world: World) -> None:
    """What an alias brings in is placed where its anchor wrote it."""
    world.write("""
        --- targets/one.yml
        parameters:
          base: &base
            size: 1
            kind: a
          one:
            <<: *base
            kind: b
        """)
    origins = Origins(render(world.root).targets["one"].documents)
    assert [str(origins.locate(path)) for path in ("one.size", "one.kind")] == [
        "inventory/targets/one.yml:3:11",
        "inventory/targets/one.yml:7:11",
    ]


def test_a_name_that_the_inventory_sets_itself(world: World) -> None:
    """Then it is not the file's."""
    world.write("--- targets/one.yml\nparameters:\n  _reclass_: {name: {short: x}}\n  a: ${_reclass_:name:short}\n")
    origins = Origins(render(world.root).targets["one"].documents)
    assert (str(origins.locate("a")), origins.named("a")) == ("inventory/targets/one.yml:2:29", False)


def test_a_target_without_classes_is_its_own_place(world: World) -> None:
    """There is no list of classes to point at."""
    world.write("--- targets/one.yml\nparameters: {}\n")
    assert str(Origins(render(world.root).targets["one"].documents).locate("x")) == "inventory/targets/one.yml:1:1"
