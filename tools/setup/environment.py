"""The virtual environment: pip brings uv by its hash, uv brings everything else by its hash."""

from __future__ import annotations

import os
import sys
from pathlib import Path

from tools.setup import pins
from tools.setup.stamp import done, fingerprint
from tools.setup.step import SetupError, ask, run, say

LEVELS = {"compile": ("compile",), "test": ("compile", "test")}
"""What each level of the set-up includes: its lock holds all that the levels named here need."""

_NETWORK = (
    "If no package index can be reached from here, check the network, or name your mirror: PIP_INDEX_URL for pip,"
    " UV_DEFAULT_INDEX for uv. The set-up goes on where it stopped when it is run again."
)


def ready(root: Path, level: str) -> bool:
    """Whether the environment holds what the locks of a level name, for this Python and at this place."""
    venv = root / ".venv"
    return (
        (venv / "bin/python").exists()
        and done(_stamp(venv, "base"), _base(root))
        and done(_stamp(venv, level), _locked(root, level))
    )


def install(root: Path, level: str) -> None:
    """Create the environment if need be and install a level.

    Raises:
        SetupError: a command failed.

    """
    venv = root / ".venv"
    locked = {included: _locked(root, included) for included in LEVELS[level]}
    if not done(_stamp(venv, "base"), _base(root)) or not (venv / "bin/python").exists():
        _create(root, venv)
    for included in locked:
        _stamp(venv, included).unlink(missing_ok=True)
    _packages(root, venv, level)
    for included, expected in locked.items():
        _stamp(venv, included).write_text(expected)


def _create(root: Path, venv: Path) -> None:
    say(f"virtual environment .venv with Python {sys.version.split()[0]}")
    # Started by the environment's own Python, this must not call it: it is about to be cleared.
    python = getattr(sys, "_base_executable", sys.executable)
    run([python, "-m", "venv", "--clear", str(venv)], "Install Python with its venv module (Debian: python3-venv).")
    _stamp(venv, "base").write_text(_base(root))


def _packages(root: Path, venv: Path, level: str) -> None:
    python = str(venv / "bin/python")
    if ask([python, "-m", "uv", "--version"]).split()[1:2] != [pins.UV]:
        say(f"uv {pins.UV}")
        lock = str(root / "requirements/bootstrap.txt")
        command = [python, "-m", "pip", "install", "--quiet", "--disable-pip-version-check", "--no-deps"]
        run([*command, "--require-hashes", "--requirement", lock], _NETWORK)
    say(f"packages of requirements/{level}.txt")
    uv = [python, "-m", "uv", "pip", "install", "--quiet", "--python", python]
    lock = str(root / f"requirements/{level}.txt")
    index = mirror(python)
    # Compiled once here instead of at every start, also where PYTHONDONTWRITEBYTECODE is set.
    run([*uv, "--require-hashes", "--compile-bytecode", "--requirement", lock], _NETWORK, **index)
    package = ["--no-deps", "--no-build-isolation", "--editable", str(root)]
    run([*uv, *package], "This is a fault of pyproject.toml.", **index)


def mirror(python: str) -> dict[str, str]:
    """Return uv's settings of the package index that pip is set to use: uv does not read pip's."""
    if os.environ.get("UV_DEFAULT_INDEX") or os.environ.get("UV_INDEX_URL"):
        return {}
    address = os.environ.get("PIP_INDEX_URL") or ask([python, "-m", "pip", "config", "get", "global.index-url"])
    certificates = os.environ.get("PIP_CERT") or ask([python, "-m", "pip", "config", "get", "global.cert"])
    named = {"UV_DEFAULT_INDEX": address, "SSL_CERT_FILE": os.environ.get("SSL_CERT_FILE") or certificates}
    return {name: value for name, value in named.items() if value}


def _base(root: Path) -> str:
    return fingerprint([], sys.version, sys.base_prefix, str(root))


def _locked(root: Path, level: str) -> str:
    files = [root / "pyproject.toml", *(root / f"requirements/{name}.txt" for name in ("bootstrap", level))]
    missing = [file.name for file in files if not file.is_file()]
    if missing:
        raise SetupError(f"missing: {', '.join(missing)}\n  This checkout is not complete: see git status.")
    return fingerprint(files, _base(root))


def _stamp(venv: Path, name: str) -> Path:
    return venv / f"slipway-{name}.stamp"
