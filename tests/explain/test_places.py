"""The places that an answer names are the ones that decide: what is edited there is what changes."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from slipway.explain import explain
from slipway.explain.fields import resolve, value_at
from slipway.explain.question import find, parse
from slipway.explain.world import World
from slipway.findings import Location
from tests.support.sample import ROOT


@pytest.fixture
def project(tmp_path: Path) -> Path:
    shutil.copytree(ROOT / "inventory", tmp_path / "inventory")
    (tmp_path / "components").symlink_to(ROOT / "components")
    return tmp_path


def value(root: Path, asked: str) -> object:
    world = World(root)
    question = parse(asked)
    (subject,) = find(world, question)
    return value_at(subject.resource, resolve(subject.resource, question.field))


def edit(root: Path, place: Location, old: str, new: str) -> None:
    file = root / place.file
    lines = file.read_text().splitlines(keepends=True)
    line, column = lines[place.line - 1], place.column - 1
    assert line[column:].startswith(old), (place, line)
    lines[place.line - 1] = line[:column] + new + line[column + len(old) :]
    file.write_text("".join(lines))


@pytest.mark.parametrize(
    ("asked", "key", "old", "new", "becomes"),
    [
        ("VPC/dev-us-east-2:cidrBlock", "network.cidrBlock", "10.20.0.0/16", "10.21.0.0/16", "10.21.0.0/16"),
        (
            "Subnet/dev-us-east-2-worker-us-east-2b:cidrBlock",
            "network.cidrBlock",
            "10.20.0.0/16",
            "10.21.0.0/16",
            "10.21.32.0/19",
        ),
        (
            "Role/dev-us-east-2-gpu-node:tags[slipway.dev/stage]",
            "environment.tags.slipway.dev/stage",
            "dev",
            "staging",
            "staging",
        ),
        ("LaunchTemplate/dev-us-east-2-gpu:volumeSize", "nodes.gpuDefaults.volume.volumeSize", "300", "400", 400),
        (
            "Application/dev-us-east-2-inference:serviceAccount.name",
            "applications.inference.serviceAccountName",
            "inference",
            "servers",
            "servers",
        ),
    ],
)
def test_an_edit_at_the_place_changes_the_value(
    asked: str, key: str, old: str, new: str, becomes: object, project: Path
) -> None:
    answer = explain(project, asked)
    place = next(one.location for one in answer.keys if one.path == key)
    assert place
    assert value(project, asked) == answer.value
    edit(project, place, old, new)
    assert value(project, asked) == becomes


def test_overridden_places_are_named(project: Path) -> None:
    answer = explain(project, "NATGateway/prod-us-east-1-nat-us-east-1b")
    (key,) = [one for one in answer.presence if one.path == "network.natGateways"]
    assert [str(place) for place in (key.location, *key.earlier)] == [
        "inventory/classes/stage/prod.yml:6:18",
        "inventory/classes/defaults/network.yml:6:18",
    ]


def test_steps_follow_every_reference_in_a_text(project: Path) -> None:
    answer = explain(project, "ProviderConfig/dev-us-east-2:assumeRoleChain[0].roleARN")
    (key,) = [one for one in answer.keys if one.path == "environment.assumeRoleChain.0.roleARN"]
    assert [(step.depth, step.key, step.text) for step in key.steps] == [
        (
            0,
            "environment.assumeRoleChain.0.roleARN",
            "arn:${environment:partition}:iam::${environment:accountId}:role/crossplane",
        ),
        (1, "environment.partition", "aws"),
        (1, "environment.accountId", "111122223333"),
    ]


def test_of_many_environments_some_are_tried(project: Path) -> None:
    text = (project / "inventory/targets/dev-us-east-2.yml").read_text()
    for number in range(9):
        (project / f"inventory/targets/extra-{number}.yml").write_text(text.replace("10.20.0.0", f"10.10{number}.0.0"))
    answer = explain(project, "AppProject/slipway:sourceRepos")
    assert answer.notes == ("the same keys of 4 more environments were not tried",)
    assert [key.target for key in answer.keys] == ["hub", "dev-us-east-2", *(f"extra-{number}" for number in range(7))]
