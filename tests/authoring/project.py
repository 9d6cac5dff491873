"""A project of its own for each test: the repository's inventory and components, without what they compile to."""

from __future__ import annotations

import shutil
from pathlib import Path

from typer.testing import CliRunner

from slipway.cli import application
from tests.support.sample import ROOT


def project(folder: Path) -> Path:
    """Return a copy of the project."""
    for part in ("inventory", "components"):
        shutil.copytree(ROOT / part, folder / part, ignore=shutil.ignore_patterns("__pycache__"))
    return folder


def slipway(*arguments: str) -> tuple[int, str]:
    """Run a command in the current folder; return the exit code and all that it prints."""
    result = CliRunner(env={"NO_COLOR": "1", "COLUMNS": "200", "TERM": "dumb"}).invoke(application(), list(arguments))
    if result.exception and not isinstance(result.exception, SystemExit):
        raise result.exception
    return result.exit_code, result.output
