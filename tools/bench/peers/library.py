"""Slipway without kapitan: what ``check`` and ``plan`` do, with the files written."""

from __future__ import annotations

import shutil
from pathlib import Path

from tools.bench.fleet import Fleet
from tools.bench.job import Job
from tools.bench.layout import BIN, HERE
from tools.bench.patterns import Patterns


def library(fleet: Fleet, _patterns: Patterns, folder: Path) -> Job:
    """Return a run of the library path over the same inventory."""
    folder.mkdir(parents=True)
    shutil.copy(HERE / "peers/library_main.py", folder / "main.py")
    return Job((str(BIN / "python"), "main.py", str(fleet.root)), folder, folder / "out")
