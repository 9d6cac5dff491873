"""What holds for any template, any value and any history."""

from __future__ import annotations

import json
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from slipway.latebinding.script import HOLE, Refused, fill, holes
from slipway.manifest import Manifest
from tests.latebinding.function import answer, request, run
from tests.latebinding.world import HOLES, binding, live, merged, rid, source

NAMES = st.sampled_from(["a", "b", "Ab1"])
PIECES = st.one_of(
    NAMES.map(lambda name: f"${{{name}}}"),
    st.sampled_from(["${aws:username}", "${*}", "$", "{", "}", '"', "\\", "x", " "]),
    st.text(max_size=3),
)
TEXTS = st.lists(PIECES, max_size=5).map("".join)
TREES = st.recursive(
    st.one_of(TEXTS, st.integers(), st.booleans(), st.none()),
    lambda inner: st.one_of(st.lists(inner, max_size=3), st.dictionaries(st.text("kn", max_size=2), inner, max_size=3)),
    max_leaves=8,
)
HARMLESS = st.text("aZ09+=,.@_:/-", min_size=1, max_size=8)
ANYTHING = st.one_of(HARMLESS, TEXTS, st.text(max_size=6), st.just("x" * 5000))


def values_of(strategy: st.SearchStrategy[str]) -> st.SearchStrategy[dict[str, str]]:
    return st.fixed_dictionaries({"a": strategy, "b": strategy, "Ab1": strategy})


@given(TREES, values_of(ANYTHING))
def test_a_filled_tree_has_no_hole_left(tree: Any, values: dict[str, str]) -> None:
    try:
        filled = fill(tree, values)
    except Refused:
        return
    assert holes(filled) == set()


@given(TREES, values_of(ANYTHING))
def test_filling_json_text_is_filling_what_it_says(tree: Any, values: dict[str, str]) -> None:
    """So no value can end a JSON string early, or begin anything outside of it."""
    text = json.dumps({"document": tree})
    try:
        filled = fill(text, values)
    except Refused:
        return
    assert json.loads(filled) == {"document": fill(tree, values)}


@given(TREES, values_of(HARMLESS))
def test_what_aws_returns_is_never_refused_and_nothing_else_changes(tree: Any, values: dict[str, str]) -> None:
    filled = fill(tree, values)
    assert json.dumps(filled) == json.dumps(_replaced(tree, values))


def _replaced(node: Any, values: dict[str, str]) -> Any:
    if isinstance(node, str):
        return "".join(values[text] if index % 2 else text for index, text in enumerate(HOLE.split(node)))
    if isinstance(node, dict):
        return {key: _replaced(each, values) for key, each in node.items()}
    return [_replaced(each, values) for each in node] if isinstance(node, list) else node


SOURCES = st.sampled_from([None, {}, {"status": None}, {"status": {"atProvider": None}}])
CONDITIONS = st.lists(
    st.fixed_dictionaries(
        {
            "type": st.sampled_from(["Ready", "Synced", "LastAsyncOperation", "Other"]),
            "status": st.sampled_from(["True", "False", "Unknown"]),
        },
        optional={"observedGeneration": st.integers(0, 2), "message": st.text(max_size=3)},
    ),
    max_size=3,
    unique_by=lambda condition: condition["type"],
)
OBJECTS = st.one_of(
    st.none(),
    st.fixed_dictionaries({"status": st.fixed_dictionaries({"conditions": CONDITIONS})}),
    st.just({"status": None}),
    st.just({"metadata": {"deletionTimestamp": "2026-11-23T00:00:00Z"}}),
    st.just({"spec": {"forProvider": None}}),
)
EDITS = st.sampled_from([{}, {"spec": {"template": {"spec": {"edited": True}}}}, {"spec": {"adopt": True}}])
BROKEN = st.sampled_from([{}, {}, {}, {"spec": {"values": {"more": {"source": "x", "fieldPath": "spec"}}}}])


@settings(max_examples=300, deadline=None)
@given(st.data())
def test_a_composed_object_is_stated_or_nothing_is_applied(data: st.DataObject) -> None:
    name = data.draw(st.sampled_from(sorted(HOLES)), "binding")
    wrapper = merged(merged(binding(name), data.draw(EDITS, "edit")), data.draw(BROKEN, "fault"))
    memory = {hole.name: _memory(wrapper, hole.name) for hole in HOLES[name] if data.draw(st.booleans(), hole.name)}
    wrapper["status"] = data.draw(st.sampled_from([{"values": memory}, {}, {"values": None}]), "status")
    change = data.draw(OBJECTS, "object")
    there = merged(live(name), change) if change is not None else None
    found = {key: _found(data, key) for key in binding(name)["spec"]["sources"]} | {"/target": there}
    composed = {rid(wrapper): there} if there is not None else {}
    said = answer(run(request(wrapper, composed, data.draw(st.sampled_from([found, found, None]), "round"))))
    (condition,) = said["conditions"]
    stated = said["desired"].get("resources", {})
    assert bool(said.get("results")) == (condition["reason"] == "Refused")
    if not said.get("results"):
        assert set(composed) <= set(stated)
        assert bool(stated) or said["desired"]["composite"]["ready"] == "READY_FALSE"
    if condition["reason"] == "Bound":
        assert [each["ready"] for each in stated.values()] == ["READY_TRUE"]
        assert there is not None


def _found(data: st.DataObject, name: str) -> Manifest | None:
    change = data.draw(SOURCES, name)
    return None if change is None else merged(source(name), change)


def _memory(wrapper: Manifest, hole: str) -> dict[str, str]:
    value = wrapper["spec"]["values"][hole]
    place = wrapper["spec"]["sources"][value["source"]]
    group, own = place["apiVersion"].partition("/")[0], wrapper["metadata"]["namespace"]
    origin = f"{place['kind']}.{group} {place.get('namespace', own)}/{place['name']} {value['fieldPath']}"
    return {"value": "kept", "origin": origin}


@given(st.randoms(use_true_random=False), st.sampled_from(sorted(HOLES)))
def test_the_order_of_maps_does_not_matter(random: Any, name: str) -> None:
    wrapper, there = merged(binding(name), {"spec": {"template": {"spec": {"b": "x", "a": "y"}}}}), live(name)
    found = {**{key: source(key) for key in wrapper["spec"]["sources"]}, "/target": there}
    first = answer(run(request(wrapper, {rid(wrapper): there}, found)))
    shuffled = _shuffled(wrapper, random), {rid(wrapper): _shuffled(there, random)}, _shuffled(found, random)
    assert answer(run(request(*shuffled))) == first


def _shuffled(node: Any, random: Any) -> Any:
    if isinstance(node, list):
        return [_shuffled(each, random) for each in node]
    if not isinstance(node, dict):
        return node
    entries = [(key, _shuffled(each, random)) for key, each in node.items()]
    random.shuffle(entries)
    return dict(entries)
