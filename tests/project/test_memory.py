"""What a worker of kapitan builds once: everything in a small fleet; in a large one it keeps no environment."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

import pytest
from kapitan import cached  # type: ignore[import-untyped]

from slipway.component import built, memory
from slipway.component.rendered import hub, node
from slipway.manifest import Files
from slipway.model import Environment, Hub
from slipway.render import environment_layers, environment_objects
from slipway.rules.building import build
from slipway.rules.compiled import Compiled
from tests.support.sample import parameters

Built = Counter[str]


@pytest.fixture
def builds(monkeypatch: pytest.MonkeyPatch) -> Built:
    """A worker with the sample inventory that has compiled nothing yet, and how often it builds an environment."""
    counted: Built = Counter()

    def counting(environment: Environment) -> Compiled:
        counted[environment.name] += 1
        return build(environment)

    inventory = {name: {"parameters": dict(found)} for name, found in parameters().items()}
    monkeypatch.setattr(cached, "global_inv", inventory)
    monkeypatch.setattr(built, "build", counting)
    return counted


def kinds(_: Hub, environments: Sequence[Environment]) -> Files:
    """Return how many objects a hub sees of each environment."""
    seen = {each.name: len(list(environment_objects(each))) for each in environments}
    return {"hub/seen.yaml": [{"apiVersion": "v1", "kind": "Seen", **seen}]}


ENVIRONMENTS = sorted(set(parameters()) - {"hub"})


def compile_all() -> dict[str, object]:
    """Compile the first environment, then the hub, then the others; return what comes of them."""
    first, *others = ENVIRONMENTS
    files: dict[str, object] = {first: built.compiled(node(first)).built}
    files["hub"] = built.of_hub(kinds, hub(node("hub")))
    return files | {name: built.compiled(node(name)).built for name in others}


def test_a_small_fleet_is_built_once(builds: Built) -> None:
    compile_all()
    assert builds == dict.fromkeys(ENVIRONMENTS, 1)


def test_a_large_fleet_compiles_to_the_same(builds: Built, monkeypatch: pytest.MonkeyPatch) -> None:
    """Its environments are built for the hub one after the other, past the memory."""
    small = compile_all()
    builds.clear()
    monkeypatch.setattr(memory, "LARGE", 0)
    assert compile_all() == small
    assert builds == dict.fromkeys(ENVIRONMENTS, 1)


def test_a_large_fleet_keeps_the_last_two(builds: Built, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(memory, "LARGE", 0)
    for name in [*ENVIRONMENTS, *ENVIRONMENTS]:
        built.compiled(node(name))
    assert len(ENVIRONMENTS) > 2
    assert builds == dict.fromkeys(ENVIRONMENTS, 2)


def test_what_is_looked_up_in_a_copy_is_not_kept(builds: Built) -> None:
    """The collections that rules make of an environment would take as much memory again."""
    target = node(ENVIRONMENTS[0])
    one = built.compiled(target)
    assert one.objects
    assert "objects" not in vars(built.compiled(target))
    assert builds[ENVIRONMENTS[0]] == 1


def test_the_hub_sees_what_the_layers_build(builds: Built) -> None:
    seen = built.of_hub(kinds, hub(node("hub")))["hub/seen.yaml"][0]
    for name in ENVIRONMENTS:
        model = built.compiled(node(name)).environment
        layers = [files for _, files in environment_layers(model)]
        assert seen[name] == sum(len(listed) for files in layers for listed in files.values())
    assert builds == dict.fromkeys(ENVIRONMENTS, 1)


def test_the_hub_may_look_at_a_model_of_its_own(builds: Built) -> None:
    """Nothing was built of a copy, so that it is built then."""

    def copied(_: Hub, environments: Sequence[Environment]) -> Files:
        return {"hub/seen.yaml": list(environment_objects(environments[0].model_copy()))}

    objects = built.of_hub(copied, hub(node("hub")))["hub/seen.yaml"]
    assert objects == built.compiled(node(ENVIRONMENTS[0])).manifests
    assert builds == {ENVIRONMENTS[0]: 1}


def test_the_hub_takes_no_part_for_the_whole(builds: Built, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where a layer is refused the hub builds the environment itself, and tells what that raises."""
    seen = built.of_hub(kinds, hub(node("hub")))
    refusing = Compiled(built.compiled(node(ENVIRONMENTS[0])).environment, [], refused={"network": "no room"})
    monkeypatch.setattr(built, "_built", lambda _: refusing)
    assert built.of_hub(kinds, hub(node("hub"))) == seen
    assert builds == dict.fromkeys(ENVIRONMENTS, 1)
