"""What makes the comparison fair: templates and values that yield the same objects, and a check that sees any other."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest
import yaml

from tools.bench.equal import NotEqualError, demand_equal
from tools.bench.fleet import Fleet, generate
from tools.bench.job import Job
from tools.bench.patterns import WORDS, EnvironmentValues, Patterns, Slot, extract
from tools.bench.truth import Built, build


@pytest.fixture(scope="module")
def fleet(tmp_path_factory: pytest.TempPathFactory) -> Fleet:
    return generate(tmp_path_factory.mktemp("equality") / "fleet", 8)


@pytest.fixture(scope="module")
def built(fleet: Fleet) -> Mapping[str, Built]:
    return build(fleet)


def rendered(patterns: Patterns, name: str) -> dict[str, Any]:
    """Render an environment as a peer does, by key of the file."""
    values = patterns.environments[name]
    return {
        key: put(patterns.files[key][variant], values, values.values[key]) for key, variant in values.variants.items()
    }


def put(node: Any, values: EnvironmentValues, slots: Any) -> Any:
    if isinstance(node, dict):
        return {put(key, values, slots): put(value, values, slots) for key, value in node.items()}
    if isinstance(node, list):
        return [put(value, values, slots) for value in node]
    if isinstance(node, Slot):
        return slots[node.number]
    if isinstance(node, str):
        for mark, word in WORDS.items():
            node = node.replace(mark, values.words[word])
    return node


def test_templates_and_values_yield_the_objects_again(built: Mapping[str, Built]) -> None:
    patterns = extract(built)
    for name, one in built.items():
        expected = {path.removesuffix(".yaml").replace("/", "-"): files for path, files in one.files.items()}
        assert rendered(patterns, name) == expected


def test_templates_are_shared_and_values_are_few(built: Mapping[str, Built]) -> None:
    """A peer whose templates were each environment's own text would only copy files."""
    patterns = extract(built)
    assert len(patterns.files["storage-key"]) == 1
    assert len(patterns.files["network-subnets"]) == 2
    for values in patterns.environments.values():
        assert sum(map(len, values.values.values())) < 60


def job(folder: Path, name: str, manifests: list[Any]) -> Job:
    folder.mkdir(exist_ok=True)
    (folder / f"{name}.yaml").write_text(yaml.safe_dump_all(manifests))
    return Job((), folder, folder)


def objects(one: Built) -> list[Any]:
    return [each for many in one.files.values() for each in many]


def test_equal_objects_pass_in_any_order(tmp_path: Path, built: Mapping[str, Built]) -> None:
    name, one = next(iter(built.items()))
    done = job(tmp_path / "out", name, objects(one)[::-1])
    assert demand_equal("peer", done, built, [name]) == one.objects


def test_a_missing_object_is_named(tmp_path: Path, built: Mapping[str, Built]) -> None:
    name, one = next(iter(built.items()))
    done = job(tmp_path / "out", name, objects(one)[1:])
    with pytest.raises(NotEqualError, match=rf"peer: {name}: .*: the object is None instead of"):
        demand_equal("peer", done, built, [name])


def test_a_differing_value_is_named_with_its_path(tmp_path: Path, built: Mapping[str, Built]) -> None:
    name, one = next(iter(built.items()))
    changed = [
        {**each, "spec": {**each["spec"], "managementPolicies": ["*"]}} if each["kind"] == "VPC" else each
        for each in objects(one)
    ]
    done = job(tmp_path / "out", name, changed)
    expected = rf"peer: {name}: VPC\.ec2\.aws\.m\.upbound\.io {name}/{name}\S*: spec\.managementPolicies is \['\*'\]"
    with pytest.raises(NotEqualError, match=expected):
        demand_equal("peer", done, built, [name])


def test_an_object_too_many_is_no_draw(tmp_path: Path, built: Mapping[str, Built]) -> None:
    name, one = next(iter(built.items()))
    done = job(tmp_path / "out", name, [*objects(one), objects(one)[0]])
    with pytest.raises(NotEqualError, match="is there twice"):
        demand_equal("peer", done, built, [name])
