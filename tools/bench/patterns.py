"""The fleet's objects as templates and values: what the authors of the peers' projects would have written by hand.

Each file of an environment, ``network/subnets.yaml``, exists in a few variants: with two zones or three, with a
Capacity Block or without. A variant is the file's objects with a place for all that differs between environments.
Peers get the variants as code in their own language, and each environment as a small set of values.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from tools.bench.truth import Built

WORDS: Mapping[str, str] = {"\ue000": "name", "\ue001": "accountId", "\ue002": "region"}
"""Characters that stand for a word of the environment inside a text; no text of ours holds such a character."""


@dataclass(frozen=True, slots=True)
class Slot:
    """A whole value that is the environment's own, by its number in the file's list of values."""

    number: int


@dataclass(frozen=True)
class EnvironmentValues:
    """What tells an environment from the others: its words, its variant of each file, and the values for the slots."""

    words: Mapping[str, str]
    variants: Mapping[str, int]
    values: Mapping[str, Sequence[Any]]

    def data(self) -> dict[str, Any]:
        """Return the values as a peer reads them."""
        return {**self.words, "variants": dict(self.variants), "values": {k: list(v) for k, v in self.values.items()}}


@dataclass(frozen=True)
class Patterns:
    """The variants of each file by its key, and every environment's values by its name."""

    files: Mapping[str, Sequence[Any]]
    environments: Mapping[str, EnvironmentValues]


def extract(built: Mapping[str, Built]) -> Patterns:
    """Return templates and values that yield the objects again."""
    words = {name: _words(one) for name, one in built.items()}
    files: dict[str, list[Any]] = {}
    variants: dict[str, dict[str, int]] = defaultdict(dict)
    values: dict[str, dict[str, list[Any]]] = defaultdict(dict)
    paths = sorted({path for one in built.values() for path in one.files})
    for path in paths:
        key = path.removesuffix(".yaml").replace("/", "-")
        trees = {name: _marked(one.files[path], words[name]) for name, one in built.items() if path in one.files}
        groups: dict[str, list[str]] = defaultdict(list)
        for name, tree in trees.items():
            groups[_structure(tree)].append(name)
        files[key] = []
        for number, names in enumerate(groups.values()):
            slots, rows = _columns([list(_leaves(trees[name])) for name in names])
            files[key].append(_filled(trees[names[0]], iter(slots)))
            for name, row in zip(names, rows, strict=True):
                variants[name][key] = number
                values[name][key] = [_unmarked(value, words[name]) for value in row]
    return Patterns(files, {name: EnvironmentValues(words[name], variants[name], values[name]) for name in built})


def _words(one: Built) -> dict[str, str]:
    settings = one.environment.settings
    return {"name": settings.name, "accountId": settings.account_id, "region": settings.region}


def _marked(value: Any, words: Mapping[str, str]) -> Any:  # noqa: ANN401 - any YAML value
    if isinstance(value, dict):
        return {_marked(key, words): _marked(value[key], words) for key in sorted(value)}
    if isinstance(value, list):
        return [_marked(item, words) for item in value]
    if isinstance(value, str):
        for mark, word in WORDS.items():
            value = value.replace(words[word], mark)
    return value


def _unmarked(value: Any, words: Mapping[str, str]) -> Any:  # noqa: ANN401 - a scalar
    if isinstance(value, str):
        for mark, word in WORDS.items():
            value = value.replace(mark, words[word])
    return value


def _structure(tree: Any) -> str:  # noqa: ANN401 - any YAML value
    def erased(value: Any) -> Any:  # noqa: ANN401
        if isinstance(value, dict) and value:
            return {key: erased(item) for key, item in value.items()}
        return [erased(item) for item in value] if isinstance(value, list) and value else type(value).__name__

    return json.dumps(erased(tree))


def _leaves(value: Any) -> Iterator[Any]:  # noqa: ANN401 - any YAML value
    if isinstance(value, dict | list) and value:
        for item in value.values() if isinstance(value, dict) else value:
            yield from _leaves(item)
    else:
        yield value


def _columns(rows: list[list[Any]]) -> tuple[list[Any], list[list[Any]]]:
    """Return what stands at each leaf, a constant or a slot, and each row's values for the slots."""
    numbers: dict[str, Slot] = {}
    leaves: list[Any] = []
    columns: list[tuple[Any, ...]] = []
    for column in zip(*rows, strict=True):
        if all(value == column[0] for value in column):
            leaves.append(column[0])
            continue
        key = json.dumps(column)
        if key not in numbers:
            numbers[key] = Slot(len(numbers))
            columns.append(column)
        leaves.append(numbers[key])
    return leaves, [[column[index] for column in columns] for index in range(len(rows))]


def _filled(value: Any, leaves: Iterator[Any]) -> Any:  # noqa: ANN401 - any YAML value
    if isinstance(value, dict) and value:
        return {key: _filled(item, leaves) for key, item in value.items()}
    if isinstance(value, list) and value:
        return [_filled(item, leaves) for item in value]
    return next(leaves)
