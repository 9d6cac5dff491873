"""Random changes of the sample inventory, file by file: keys dropped and renamed, values swapped and replaced."""

from __future__ import annotations

import copy
from collections.abc import Iterator
from typing import Any

import yaml
from hypothesis import strategies as st

from tests.rules import typed_values
from tests.rules.corpus import samples
from tests.rules.pool import KEYS, VALUES

Path = tuple[Any, ...]
Tree = dict[str, Any]


def nodes(tree: Any, path: Path = ()) -> Iterator[Path]:
    """Yield the path of every value in a tree, parents before their children."""
    for key, value in tree.items() if isinstance(tree, dict) else enumerate(tree) if isinstance(tree, list) else ():
        yield (*path, key)
        yield from nodes(value, (*path, key))


def at(tree: Any, path: Path) -> Any:
    """Return the value at a path."""
    for step in path:
        tree = tree[step]
    return tree


def parsed(file: str) -> Tree:
    """Return a file of the samples as plain values."""
    tree: Tree = yaml.load(samples()[file], Loader=yaml.CSafeLoader)
    return tree


@st.composite
def mutated(draw: st.DrawFn, file: str) -> str:
    """Return the text of a sample file after one to three changes."""
    tree = copy.deepcopy(parsed(file))
    for _ in range(draw(st.integers(1, 3))):
        _change(draw, tree)
    return yaml.dump(tree, Dumper=yaml.SafeDumper, sort_keys=False, allow_unicode=True)


@st.composite
def retyped(draw: st.DrawFn, target: str) -> str:
    """Return the text of a sample target with one to three keys set to values of the right type."""
    file = f"targets/{target}.yml"
    tree = copy.deepcopy(parsed(file))
    for _ in range(draw(st.integers(1, 3))):
        path, value = draw(typed_values.placed(target))
        _put(tree["parameters"], path, value, replace=draw(st.booleans()))
    return yaml.dump(tree, Dumper=yaml.SafeDumper, sort_keys=False, allow_unicode=True)


def _put(tree: Tree, path: list[str], value: Any, *, replace: bool) -> None:
    """Set a value; ``replace`` also drops what the classes say."""
    for step in path[:-1]:
        inner = tree.get(step)
        if not isinstance(inner, dict):
            tree[step] = inner = {}
        tree = inner
    tree.pop(path[-1], None)
    tree[f"~{path[-1]}" if replace else path[-1]] = value


def _change(draw: st.DrawFn, tree: Tree) -> None:
    paths = list(nodes(tree))
    if not paths:
        return
    path = draw(st.sampled_from(paths))
    holder, key = at(tree, path[:-1]), path[-1]
    kind = draw(
        st.sampled_from(["drop", "replace", "replace", "replace", "swap", "copy", "rename", "insert", "insert"])
    )
    if kind == "drop":
        del holder[key]
    elif kind == "replace":
        holder[key] = draw(VALUES)
    elif kind in ("swap", "copy"):
        other = draw(st.sampled_from(paths))
        # A value cannot trade places with what it lies in.
        if other[: len(path)] != path and path[: len(other)] != other:
            mine, its = holder[key], at(tree, other)
            holder[key] = copy.deepcopy(its)
            if kind == "swap":
                at(tree, other[:-1])[other[-1]] = mine
    elif kind == "rename" and isinstance(holder, dict):
        holder[draw(KEYS)] = holder.pop(key)
    elif isinstance(holder[key], dict):
        holder[key][draw(KEYS)] = draw(VALUES)
    elif isinstance(holder[key], list):
        holder[key].append(draw(VALUES))
