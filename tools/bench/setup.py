"""Installs the peers that are not in the test lock: cdk8s from npm and KCL from the Python index, both pinned."""

from __future__ import annotations

import hashlib
import os
import shutil
import subprocess
from collections.abc import Callable, Sequence
from pathlib import Path

from tools.bench.layout import BIN, HERE, TOOLS

NODE_MODULES = TOOLS / "cdk8s/node_modules"
KCL = TOOLS / "kcl"


class SetupError(Exception):
    """A peer cannot be installed; the message is the client's own."""


def node() -> str:
    """Return the node on the path.

    Raises:
        SetupError: there is none.

    """
    found = shutil.which("node")
    if not found:
        raise SetupError("node is not on this machine: install Node.js 20 or newer, or leave out cdk8s")
    return found


def install_cdk8s() -> None:
    """Bring cdk8s of the committed lock into the tools' folder; scripts stay off."""
    node()
    source = HERE / "peers/cdk8s"
    files = [source / name for name in ("package.json", "package-lock.json", ".npmrc")]

    def install() -> None:
        NODE_MODULES.parent.mkdir(parents=True, exist_ok=True)
        for file in files:
            shutil.copy(file, NODE_MODULES.parent)
        _run(["npm", "ci", "--ignore-scripts", "--no-audit", "--no-fund"], NODE_MODULES.parent)

    _once(TOOLS / "cdk8s.stamp", files, install)


def install_kcl() -> None:
    """Bring KCL's library of the committed lock into the tools' folder."""
    lock = HERE / "requirements.txt"

    def install() -> None:
        python = str(BIN / "python")
        shutil.rmtree(KCL, ignore_errors=True)
        command = [python, "-m", "uv", "pip", "install", "--quiet", "--python", python, "--target", str(KCL)]
        _run([*command, "--no-deps", "--require-hashes", "--requirement", str(lock)], TOOLS)

    _once(TOOLS / "kcl.stamp", [lock], install)


def _once(stamp: Path, inputs: Sequence[Path], install: Callable[[], None]) -> None:
    digest = hashlib.sha256(b"\0".join(path.read_bytes() for path in inputs)).hexdigest()
    if stamp.is_file() and stamp.read_text() == digest:
        return
    TOOLS.mkdir(parents=True, exist_ok=True)
    stamp.unlink(missing_ok=True)
    install()
    stamp.write_text(digest)


def _run(command: list[str], folder: Path) -> None:
    done = subprocess.run(command, cwd=folder, env=os.environ, capture_output=True, text=True, check=False)
    if done.returncode:
        raise SetupError(f"{' '.join(command[:4])} ended with exit code {done.returncode}\n{done.stderr[-2000:]}")
