"""Publish a finished build in ``compiled/``: wholly or not at all, whenever the process is killed.

The next tree is put together beside the old one, its unchanged files as further names of the old files (so they keep
their times and cost nothing), and then exchanged with it in one step.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Mapping
from pathlib import Path

from slipway.project.exchange import put, recover
from slipway.project.tree import Difference

_NEXT = "next"
_WHOLE_ASIDE = "whole-aside"
_TARGETS_ASIDE = "targets-aside"


def publish(new: Mapping[str, Path], difference: Difference, compiled: Path, scratch: Path, *, whole: bool) -> None:
    """Make the compiled tree what was built; nothing is touched where nothing differs.

    ``new`` are the built files by path, moved away by this; ``scratch`` is an existing folder on the same file system.
    Unless the difference is one of the whole tree, each target's folder is published by itself.
    """
    if not difference.any:
        return
    touched = {path.partition("/")[0] for path in difference.touched}
    alone = len(touched) == 1 and all("/" in path for path in difference.touched)
    for unit in sorted(touched) if alone or not whole else [""]:
        following = scratch / _NEXT / unit
        _assemble(new, difference, compiled, scratch / _NEXT, f"{unit}/" if unit else "")
        aside = scratch / _TARGETS_ASIDE / unit if unit else scratch / _WHOLE_ASIDE
        if following.exists():
            put(following, compiled / unit, aside)
        else:
            (compiled / unit).rename(_made(aside))


def _assemble(new: Mapping[str, Path], difference: Difference, compiled: Path, following: Path, prefix: str) -> None:
    for path in (*difference.added, *difference.changed):
        if path.startswith(prefix):
            new[path].rename(_made(following / path))
    for path in (*difference.unchanged, *difference.foreign):
        if path.startswith(prefix):
            _keep(compiled / path, _made(following / path))


def mend(compiled: Path, scratch: Path) -> bool:
    """Put back what a killed :func:`publish` left aside in its scratch folder; return whether there was anything."""
    if recover(compiled, scratch / _WHOLE_ASIDE):
        return True
    targets = scratch / _TARGETS_ASIDE
    folders = list(targets.iterdir()) if targets.is_dir() else []
    return bool([folder for folder in folders if recover(compiled / folder.name, folder)])


def _made(file: Path) -> Path:
    file.parent.mkdir(parents=True, exist_ok=True)
    return file


def _keep(old: Path, new: Path) -> None:
    """Give an old file a further name; where the system refuses that, copy it with its times."""
    try:
        os.link(old, new, follow_symlinks=False)
    except (OSError, NotImplementedError):  # the second where Python has no follow_symlinks for links
        shutil.copy2(old, new, follow_symlinks=False)
