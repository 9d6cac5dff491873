"""What must hold for every object of the sample fleet."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

import pytest

from slipway.explain.bench import bench
from slipway.explain.candidates import Candidate, Hints, Parameters
from slipway.explain.influence import on_object
from slipway.explain.keys import Keys
from slipway.explain.links import Links
from slipway.explain.shape import shape
from slipway.explain.trace import trace
from slipway.explain.values import Function
from slipway.explain.world import World
from slipway.model import Environment, Hub, parse
from tests.support.sample import ROOT

ENVIRONMENTS = ("dev-us-east-2", "prod-us-east-1", "staging-us-west-2")


@cache
def world() -> World:
    return World(ROOT)


def varies(candidate: Candidate, parameters: Parameters) -> bool:
    """Whether a key has an edit that the model accepts."""
    for edit in candidate.edits:
        try:
            parse(edit.apply(parameters))
        except ValueError:
            continue
        return True
    return False


def defines(function: Function) -> bool:
    """Whether the named function stands at the line."""
    lines = (ROOT / function.file).read_text().splitlines()
    name = function.name.rpartition(".")[2]
    # A decorator comes before its function.
    return any(re.match(rf"\s*def {name}\b", line) for line in lines[function.line - 1 : function.line + 3])


@pytest.mark.parametrize("target", [*ENVIRONMENTS, "hub"])
def test_component_and_functions_are_found(target: str) -> None:
    model = world().model(target)
    arguments = (model, world().environments) if isinstance(model, Hub) else (model,)
    objects = world().objects(target)
    assert objects
    for layer in dict.fromkeys(one.layer for one in objects):
        seen = trace(world().component(layer).files, arguments)
        for one in (one for one in objects if one.layer == layer):
            chain = seen.builders(ROOT, one.identity)
            assert chain, one.identity
            assert all(defines(function) for function in chain), chain
            assert Path(chain[0].file).is_relative_to("lib/slipway/resources"), chain


def test_every_reference_leads_to_one_compiled_object() -> None:
    every = [one for target in world().targets for one in world().objects(target)]
    links = Links(every)
    lost = [(str(one.identity), link.field) for one in every for link in links.uses(one) if not link.file]
    assert lost == []


@pytest.mark.parametrize("target", ENVIRONMENTS)
def test_every_key_can_be_varied(target: str) -> None:
    """Only of pairs that exclude each other one cannot be given a value by itself."""
    parameters = world().parameters(target)
    every = Keys(shape(Environment), parameters, Hints())
    stuck = [".".join(map(str, one.path)) for one in every if not varies(one, parameters)]
    one_of_two = (".source.path", ".source.chart", ".capacityReservationResourceGroupArn")
    # Every add-on there is stands in the map already: none can be added.
    assert [path for path in stuck if not path.endswith(one_of_two) and path != "cluster.addons"] == []


@pytest.mark.parametrize("name", ["NodeGroup", "Subnet", "Policy", "Application", "FlowLog"])
def test_keys_that_are_not_read_do_not_matter(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """The answer is the same when every key is tried, whether a component reads it or not."""
    subject = next(one for one in world().objects("prod-us-east-1") if one.identity.kind == name)
    quick = on_object(bench(world(), (subject,)), subject)
    monkeypatch.setattr("slipway.explain.bench.Bench.reads", lambda *_: None)
    assert on_object(bench(world(), (subject,)), subject) == quick


@pytest.mark.parametrize(
    ("name", "tried"),
    [
        ("AppProject/dev-us-east-2-workloads", ("hub", "dev-us-east-2")),  # made from one environment
        ("AppProject/slipway", ("hub", *ENVIRONMENTS)),  # from all
        ("Provider/upbound-provider-aws-kms", ("hub",)),  # from what all emit
    ],
)
def test_a_call_of_the_hub_stands_for_its_whole_component(name: str, tried: tuple[str, ...]) -> None:
    subject = next(one for one in world().objects("hub") if name == f"{one.identity.kind}/{one.identity.name}")
    narrowed = bench(world(), (subject,))
    assert narrowed.narrowed
    assert narrowed.tried == tried
    whole = {one.identity: one.manifest for one in world().objects("hub")}
    assert {one.identity: one.manifest for one in narrowed.baseline}.items() <= whole.items()
