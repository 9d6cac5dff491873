"""Fetches the pinned packages into an ignored folder, with the ordinary clients and with scripts switched off."""

from __future__ import annotations

import hashlib
import os
import shutil
import subprocess
import venv
from collections.abc import Callable
from pathlib import Path

from tools.schemas.layout import TOOLS, WORK

NODE_PACKAGES = WORK / "npm"
WHEELS = WORK / "wheels"
_PYTHON = WORK / "python"
_SCRIPTS = _PYTHON / ("Scripts" if os.name == "nt" else "bin")


class PackageError(Exception):
    """A package client failed; the message holds its words."""


def run(command: list[str], folder: Path, text: str | None = None) -> str:
    """Run a command in a folder and return its standard output.

    Raises:
        PackageError: the command is missing or exits with another code than 0.

    """
    environment = {**os.environ, "PATH": os.pathsep.join([os.environ.get("PATH", ""), str(_SCRIPTS)])}
    program = shutil.which(command[0], path=environment["PATH"])
    if program is None:
        raise PackageError(f"{command[0]} is not on this machine")
    done = subprocess.run(
        [program, *command[1:]], cwd=folder, env=environment, input=text, capture_output=True, text=True, check=False
    )
    if done.returncode:
        raise PackageError(f"{' '.join(command)} failed with exit code {done.returncode}\n{done.stderr[-3000:]}")
    return done.stdout


def fetch() -> None:
    """Bring the packages of the committed locks to ``NODE_PACKAGES`` and ``WHEELS``; what is there already stays.

    Raises:
        PackageError: npm or pip failed.

    """
    WORK.mkdir(parents=True, exist_ok=True)
    _once("wheels", [TOOLS / "requirements.txt"], _wheels)
    if not (shutil.which("node") and shutil.which("npm")):
        _once("node", [TOOLS / "node.txt"], _node)
    _once("npm", [TOOLS / "package.json", TOOLS / "package-lock.json", TOOLS / ".npmrc"], _npm)


def _once(name: str, inputs: list[Path], action: Callable[[], None]) -> None:
    """Run an action unless its inputs are the ones of the last success."""
    stamp = WORK / f"{name}.stamp"
    digest = hashlib.sha256(b"\0".join(path.read_bytes() for path in inputs)).hexdigest()
    if stamp.exists() and stamp.read_text(encoding="utf-8") == digest:
        return
    stamp.unlink(missing_ok=True)
    action()
    stamp.write_text(digest, encoding="utf-8")


def _pip(*arguments: str) -> None:
    if not (_SCRIPTS / "python").exists():
        venv.create(_PYTHON, with_pip=True, clear=True)
    run([str(_SCRIPTS / "python"), "-m", "pip", "--disable-pip-version-check", *arguments], WORK)


def _wheels() -> None:
    shutil.rmtree(WHEELS, ignore_errors=True)
    _pip(
        "download",
        "--no-deps",
        "--only-binary=:all:",
        "--require-hashes",
        "--dest",
        str(WHEELS),
        "--requirement",
        str(TOOLS / "requirements.txt"),
    )


def _node() -> None:
    _pip("install", "--only-binary=:all:", "--require-hashes", "--requirement", str(TOOLS / "node.txt"))


def _npm() -> None:
    NODE_PACKAGES.mkdir(exist_ok=True)
    for name in ("package.json", "package-lock.json", ".npmrc"):
        shutil.copyfile(TOOLS / name, NODE_PACKAGES / name)
    run(["npm", "ci", "--ignore-scripts"], NODE_PACKAGES)


def wheel(name: str) -> Path:
    """Return the downloaded wheel of a distribution."""
    return next(iter(WHEELS.glob(f"{name.replace('-', '_')}-*.whl")))
