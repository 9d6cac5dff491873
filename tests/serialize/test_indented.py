"""Indented JSON is what the standard library writes."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic_core import PydanticSerializationError

from slipway.serialize.indented import indented

# The standard library also escapes DEL, which JSON lets stand.
text = st.text(st.characters(exclude_characters="\x7f", exclude_categories=["Cs"]))
scalars = st.none() | st.booleans() | st.integers() | text
values = st.recursive(scalars, lambda inner: st.lists(inner) | st.dictionaries(text, inner), max_leaves=20)


@given(values)
def test_the_text_is_that_of_the_standard_library(value: Any) -> None:
    assert indented(value) == json.dumps(value, indent=2)


@given(st.floats(allow_nan=False, allow_infinity=False))
def test_numbers_read_back_as_themselves(value: float) -> None:
    assert json.loads(indented(value)) == value


@pytest.mark.parametrize("value", [object(), {"a": [object()]}])
def test_what_has_no_form_in_json_is_refused(value: Any) -> None:
    with pytest.raises(PydanticSerializationError):
        indented(value)
