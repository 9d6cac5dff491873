"""Compiling a test's project, and what a compile that fails must leave behind."""

from __future__ import annotations

import pytest

from slipway.project import FailedError, Project, compile_project
from tests.support.checkout import Checkout

ENVIRONMENTS = ("dev-us-east-2", "prod-us-east-1", "staging-us-west-2")


def compiled(project: Checkout, *targets: str, limit: float = 60) -> None:
    """Compile and publish."""
    compile_project(Project.at(project.root), targets, limit=limit)


def failure(project: Checkout, *targets: str, limit: float = 60) -> str:
    """Return the message of a compile that must fail and leave everything as it was."""
    before = project.tree()
    with pytest.raises(FailedError) as failed:
        compiled(project, *targets, limit=limit)
    assert project.tree() == before
    assert sorted(path.name for path in (project.root / "build").iterdir()) == ["kapitan.log", "lock"]
    return str(failed.value).removesuffix("\nAll that kapitan said: build/kapitan.log")


def append(project: Checkout, path: str, text: str) -> None:
    """Add lines to a file."""
    project.write(path, (project.root / path).read_text() + text)
