"""The working tree as a fresh clone in another folder, set up without a network."""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from tests.support.sample import ROOT
from tools.setup import environment, kubeconform

RECORDER = """\
#!/bin/sh
# Stands in for {name}: says how it was called.
{{ printf '%s' {name}; for argument in "$@"; do printf '\\t%s' "$argument"; done; echo; }} >> "{log}"
"""
"""There is no cluster to talk to: what can be proven is what would be asked of it."""


@dataclass(frozen=True)
class Clone:
    """A clone, and a folder of programs that stand in for those that need a cluster."""

    root: Path
    programs: Path

    @property
    def log(self) -> Path:
        """The calls of the stand-ins, a line each, arguments separated by tabs."""
        return self.programs / "calls"

    def run(self, command: str) -> subprocess.CompletedProcess[str]:
        """Run a line of shell as a reader would, in the clone, with both outputs as one text."""
        return subprocess.run(
            ["sh", "-euc", command],
            cwd=self.root,
            env=self._variables(),
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            timeout=300,
            check=False,
        )

    def commit(self) -> None:
        """Commit all that changed."""
        done = self.run("git add --all && git commit --quiet --allow-empty --message state")
        assert done.returncode == 0, done.stdout

    def _variables(self) -> dict[str, str]:
        # What an outer make or pytest says is not for the inner one.
        ours = ("MAKE", "MFLAGS", "PYTEST", "COV", "VIRTUAL_ENV")
        kept = {name: value for name, value in os.environ.items() if not name.startswith(ours)}
        offline = {"PIP_NO_INDEX": "1", "UV_OFFLINE": "1", "GOPROXY": "off"}
        git = {
            "GIT_CONFIG_GLOBAL": os.devnull,
            "GIT_CONFIG_SYSTEM": os.devnull,
            **{f"GIT_{who}_NAME": "Reader" for who in ("AUTHOR", "COMMITTER")},
            **{f"GIT_{who}_EMAIL": "reader@example.com" for who in ("AUTHOR", "COMMITTER")},
        }
        path = f"{self.programs}:{os.environ['PATH']}"
        return {**kept, **offline, **git, "PATH": path, "NO_COLOR": "1", "COLUMNS": "200", "TERM": "dumb"}


def clone(folder: Path, stand_ins: Sequence[str]) -> Clone:
    """Return a clone of the working tree, changes included, with the environment of this one linked into it.

    The stamps say that the set-up is done, as they would after ``make setup``: the set-up itself is not run, since it
    needs a network.
    """
    made = Clone(folder / "clone", folder / "programs")
    listed = ["git", "ls-files", "--cached", "--others", "--exclude-standard", "-z"]
    for name in subprocess.run(listed, cwd=ROOT, capture_output=True, text=True, check=True).stdout.split("\0"):
        if name and (ROOT / name).is_file():
            (made.root / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy2(ROOT / name, made.root / name)
    _link(made.root)
    made.programs.mkdir()
    made.log.touch()
    for name in stand_ins:
        (made.programs / name).write_text(RECORDER.format(name=name, log=made.log))
        (made.programs / name).chmod(0o755)
    assert made.run("git init --quiet").returncode == 0
    made.commit()
    return made


def _link(root: Path) -> None:
    venv = root / ".venv"
    venv.mkdir()
    for entry in (ROOT / ".venv").iterdir():
        if not entry.name.endswith(".stamp"):
            (venv / entry.name).symlink_to(entry)
    stamps: Mapping[str, str] = {
        "base": environment._base(root),
        **{level: environment._locked(root, level) for level in environment.LEVELS},
    }
    for name, text in stamps.items():
        environment._stamp(venv, name).write_text(text)
    (root / ".tools/bin").mkdir(parents=True)
    (root / ".tools/bin/kubeconform").symlink_to(ROOT / ".tools/bin/kubeconform")
    kubeconform._stamp(root).write_text(kubeconform._fingerprint())
