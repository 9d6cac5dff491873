"""What the tests of explanations share: the repository's own project, and output as a user sees it."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

import pytest
import typer
from syrupy.assertion import SnapshotAssertion
from syrupy.extensions.single_file import SingleFileSnapshotExtension, WriteMode
from typer.testing import CliRunner

from slipway.cli.explain import explain_command
from tests.support.sample import ROOT

_CODE = re.compile(r"((?:lib|components)/\S+\.py):\d+")


def without_lines(text: str) -> str:
    """Return an answer without the lines of Python files: every edit moves them, and other tests hold them to it."""
    return _CODE.sub(r"\1:…", text)


class TextSnapshot(SingleFileSnapshotExtension):
    """Keeps text as it is, in a ``.txt`` file."""

    file_extension = "txt"
    _write_mode = WriteMode.TEXT

    def serialize(self, data: Any, **_: Any) -> str:
        assert isinstance(data, str)
        return data


@pytest.fixture
def text_snapshot(snapshot: SnapshotAssertion) -> SnapshotAssertion:
    return snapshot.use_extension(TextSnapshot)


@pytest.fixture
def run(monkeypatch: pytest.MonkeyPatch) -> Callable[..., tuple[int, str, str]]:
    """Run the command in the repository, 80 columns wide: exit code, output without lines of Python files, errors."""
    monkeypatch.chdir(ROOT)
    monkeypatch.setenv("COLUMNS", "80")
    app = typer.Typer()
    app.command()(explain_command)

    def run(*arguments: str) -> tuple[int, str, str]:
        result = CliRunner().invoke(app, list(arguments))
        assert result.exception is None or isinstance(result.exception, SystemExit), result.exception
        return result.exit_code, without_lines(result.stdout), result.stderr

    return run
