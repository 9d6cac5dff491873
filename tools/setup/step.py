"""Running a command of the set-up, and saying what to do when it fails."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Mapping, Sequence


class SetupError(Exception):
    """The set-up cannot go on; the message says what to do."""


def say(text: str) -> None:
    """Print a step."""
    print(f"  > {text}", flush=True)


def run(command: Sequence[str], remedy: str, **variables: str) -> None:
    """Run a command whose own output the user sees.

    Raises:
        SetupError: it failed or is not there; the message ends in the remedy.

    """
    try:
        done = subprocess.run(command, env={**os.environ, **variables}, stdin=subprocess.DEVNULL, check=False)
    except OSError as error:
        raise SetupError(f"{command[0]}: {error.strerror}\n  {remedy}") from None
    if done.returncode:
        raise SetupError(f"{' '.join(command[:4])} ... ended with exit code {done.returncode}\n  {remedy}")


def ask(command: Sequence[str], variables: Mapping[str, str] | None = None) -> str:
    """Return what a command prints, or nothing if it fails or is not there."""
    try:
        done = subprocess.run(
            command,
            env={**os.environ, **(variables or {})},
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            check=False,
        )
    except OSError:
        return ""
    return done.stdout.strip() if done.returncode == 0 else ""
