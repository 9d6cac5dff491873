"""Whatever key of a sample is set to whatever value: the rest of the file stays as it is, byte by byte."""

from __future__ import annotations

from difflib import SequenceMatcher
from typing import Any

import yaml
from hypothesis import given, settings
from hypothesis import strategies as st
from yaml.nodes import MappingNode, Node

from slipway.authoring.edit import remove_key, set_key
from slipway.authoring.shape import Shape, of
from slipway.authoring.tree import data
from slipway.authoring.values import plain, read
from tests.support.sample import ROOT

FREE = Shape("", ({},))
SAMPLES = {file.stem: file.read_text(encoding="utf-8") for file in sorted((ROOT / "inventory/targets").glob("*.yml"))}


def places(node: Node | None, path: tuple[str, ...] = ()) -> dict[tuple[str, ...], tuple[int, int]]:
    """Return every key below ``parameters`` with the lines of its value, the first one and the one after the last."""
    found = {}
    if isinstance(node, MappingNode):
        for key, value in node.value:
            below = (*path, key.value)
            found[below] = (key.start_mark.line, last_line(value) + 1)
            found |= places(value, below)
    return {path[1:] if path[:1] == ("parameters",) else path: lines for path, lines in found.items()}


def last_line(node: Node) -> int:
    if not node.value or isinstance(node.value, str):
        return int(node.end_mark.line)
    last = node.value[-1]
    return last_line(last[1] if isinstance(last, tuple) else last)


PLACES = {
    name: {path: lines for path, lines in places(yaml.compose(text, Loader=yaml.SafeLoader)).items() if path}
    for name, text in SAMPLES.items()
}
EXISTING = [
    (name, path) for name, found in PLACES.items() for path in found if path[0] not in ("classes", "parameters")
]

# Within brackets ${a:b} has to be quoted; that is YAML's rule.
scalars = st.one_of(
    st.integers(-(10**6), 10**6).map(str),
    st.sampled_from(["true", "null", "1.30", "no", "a b", '"quoted: #"', "'it''s'", "x#y", "2026-11-23"]),
    st.from_regex(r"[a-z][a-z0-9./:-]{0,30}[a-z]", fullmatch=True),
)
values = st.recursive(
    scalars,
    lambda inner: st.one_of(
        st.lists(inner, max_size=3).map(lambda items: f"[{', '.join(items)}]"),
        st.dictionaries(st.from_regex(r"[a-zA-Z]{1,8}", fullmatch=True), inner, max_size=3).map(
            lambda entries: "{" + ", ".join(f'"{key}": {value}' for key, value in entries.items()) + "}"
        ),
    ),
    max_leaves=6,
)


@settings(deadline=None, max_examples=60)
@given(st.sampled_from(EXISTING), values)
def test_only_the_lines_of_the_value_change(place: tuple[str, tuple[str, ...]], given_value: str) -> None:
    name, path = place
    before = SAMPLES[name]
    after = set_key(before, name, path, read(given_value, FREE))
    first, end = PLACES[name][path]
    for tag, start, stop, _, _ in SequenceMatcher(
        None, before.splitlines(keepends=True), after.splitlines(keepends=True), autojunk=False
    ).get_opcodes():
        assert tag == "equal" or (first <= start and stop <= end), (tag, start, stop)
    assert before.splitlines()[:first] == after.splitlines()[:first]
    tail = before.splitlines()[end:]
    assert not tail or after.splitlines()[-len(tail) :] == tail


@settings(deadline=None, max_examples=60)
@given(st.sampled_from(EXISTING), values)
def test_the_file_says_what_was_asked_for_and_nothing_else_new(
    place: tuple[str, tuple[str, ...]], given_value: str
) -> None:
    name, path = place
    asked = read(given_value, FREE)
    after = data(set_key(SAMPLES[name], name, path, asked), name)
    expected = data(SAMPLES[name], name)
    node: Any = expected["parameters"]
    for part in path[:-1]:
        node = node[part]
    node[path[-1]] = plain(asked)
    assert after == expected


@settings(deadline=None, max_examples=60)
@given(st.sampled_from(EXISTING), st.from_regex(r"new[a-z]{0,6}", fullmatch=True), values)
def test_a_new_key_moves_no_line(place: tuple[str, tuple[str, ...]], key: str, given_value: str) -> None:
    name, path = place
    before = SAMPLES[name]
    after = set_key(before, name, [*path[:-1], key, "below"], read(given_value, FREE))
    lines = iter(after.splitlines(keepends=True))
    assert all(line in lines for line in before.splitlines(keepends=True))
    assert remove_key(after, name, [*path[:-1], key]) == before


@settings(deadline=None, max_examples=60)
@given(st.sampled_from(EXISTING))
def test_setting_what_stands_there_changes_nothing_of_a_scalar(place: tuple[str, tuple[str, ...]]) -> None:
    name, path = place
    node: Any = data(SAMPLES[name], name)["parameters"]
    for part in path:
        node = node[part]
    if not isinstance(node, dict | list):
        shape = of(hub=name == "hub").at(path)
        assert (
            set_key(SAMPLES[name], name, path, read(str(node).lower() if node is True else str(node), shape))
            == SAMPLES[name]
        )
