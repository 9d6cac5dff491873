"""Every string, key and number reads back as itself, in YAML 1.1 and in YAML 1.2."""

from __future__ import annotations

import math
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from slipway.serialize import document
from tests.serialize.awkward import AWKWARD
from tests.serialize.conftest import Loader, load_libyaml, load_pyyaml, load_ruamel


def test_awkward_strings_read_back(load: Loader) -> None:
    manifests = [{"spec": {"value": value, "list": [value, [value], {"value": value}], "z": 1}} for value in AWKWARD]
    assert misread(manifests, load) == []


def test_awkward_keys_read_back(load: Loader) -> None:
    manifests = [{value: "x", "spec": {value: "x", "list": [{value: "x"}, {value: {value: []}}]}} for value in AWKWARD]
    assert misread(manifests, load) == []


def misread(manifests: list[dict[str, Any]], load: Loader) -> list[tuple[dict[str, Any], str]]:
    """Return the manifests whose text a loader reads differently, each with its text."""
    written = [(manifest, document(manifest)) for manifest in manifests]
    return [(manifest, text) for manifest, text in written if load(text) != [manifest]]


INTEGERS = [0, 1, -1, 10**9, 2**63 - 1, -(2**63)]
FLOATS = [0.0, -0.0, 1.0, 0.1, 1e20, 1e-7, 1.5e300, 123456789.125, 1e16, 5e-324]


@pytest.mark.parametrize("value", [*INTEGERS, *FLOATS, True, False, None], ids=repr)
def test_number_reads_back_with_its_type(value: float | None, load: Loader) -> None:
    [read] = load(document({"spec": {"value": value, "list": [value]}}))
    assert read == {"spec": {"value": value, "list": [value]}}
    assert type(read["spec"]["value"]) is type(value)


def test_negative_zero_keeps_its_sign(load: Loader) -> None:
    [read] = load(document({"spec": -0.0}))
    assert math.copysign(1, read["spec"]) == -1


texts = st.one_of(
    st.text(st.characters(exclude_categories=["Cs"])),
    st.text("0123456789_.:+-eExobT Z"),
    st.text("-?:,[]{}#&*!|>'\"%@` \t\nabc=~<.\\"),
    st.sampled_from(AWKWARD),
)
finite = st.floats(allow_nan=False, allow_infinity=False)
scalars = st.one_of(texts, st.integers(-(2**63), 2**63 - 1), finite, st.booleans(), st.none())
keys = texts.filter(lambda text: len(text) < 80)
trees = st.recursive(
    scalars,
    lambda children: st.lists(children, max_size=4) | st.dictionaries(keys, children, max_size=4),
    max_leaves=12,
)
top = keys | st.sampled_from(["apiVersion", "kind", "metadata", "spec", "status"])
manifests = st.dictionaries(top, trees, max_size=5)


@given(manifests)
@settings(max_examples=400, deadline=None)
def test_any_manifest_reads_back(manifest: dict[str, Any]) -> None:
    written = document(manifest)
    assert load_libyaml(written) == [manifest]
    assert load_pyyaml(written) == [manifest]
    assert load_ruamel(written) == [manifest]


@given(manifests)
@settings(deadline=None)
def test_writing_what_was_read_changes_nothing(manifest: dict[str, Any]) -> None:
    written = document(manifest)
    assert document(load_libyaml(written)[0]) == written
