"""What git knows of a compiled tree: a generated file that is not in git does not reach Argo CD."""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Iterable
from pathlib import Path


def untracked(folder: Path, paths: Iterable[str]) -> tuple[str, ...]:
    """Return the paths, relative to the folder, that are not in git's index; none of them outside a git work tree."""
    git = shutil.which("git")
    if git is None or not folder.is_dir():
        return ()
    listed = subprocess.run(  # noqa: S603 - the command is our own
        [git, "ls-files", "-z"], cwd=folder, capture_output=True, text=True, errors="replace", check=False
    )
    if listed.returncode:
        return ()
    known = set(listed.stdout.split("\0"))
    return tuple(sorted(path for path in paths if path not in known))
