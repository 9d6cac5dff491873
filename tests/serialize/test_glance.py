"""A glance may only pass what can be written, and shows every text of it."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from slipway.serialize import document
from slipway.serialize.glance import glance

scalars = st.none() | st.booleans() | st.integers(-(2**70), 2**70) | st.floats() | st.text() | st.just("\ud800")
keys = st.text(max_size=8) | st.integers() | st.none() | st.just("k" * 2000)
values = st.recursive(
    scalars, lambda inner: st.lists(inner) | st.dictionaries(keys, inner) | st.tuples(inner), max_leaves=20
)


@given(st.dictionaries(keys, values))
def test_what_passes_at_a_glance_can_be_written(manifest: dict[Any, Any]) -> None:
    if glance([manifest]) is not None:
        assert document(manifest)


@pytest.mark.parametrize(
    "value",
    [{1: "a"}, {None: "a"}, (1, 2), 2**63, 1.5, float("nan"), "\ud800", "é", {"k" * 2000: ""}, b"", {"a": {1}}],
    ids=range(11),
)
def test_what_needs_a_closer_look_gets_one(value: object) -> None:
    assert glance([{"spec": [value]}]) is None


def test_an_object_that_contains_itself_ends() -> None:
    around: dict[str, Any] = {"spec": []}
    around["spec"] += [around, around]
    assert glance([around]) is None


def test_every_text_is_shown() -> None:
    manifest = {"kind": "A", "spec": [{"b": "?{plain:x}"}, ["c", None, True, 3]]}
    assert (glance([manifest]) or "").split("\n") == ["b", "kind", "spec", "A", "?{plain:x}", "c"]
