"""Where the bench keeps its files: all of them in folders that git ignores, but for the results."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
HERE = Path(__file__).resolve().parent

DISK = ROOT / "build/bench"
"""Where fleets are generated that are rendered to the disk."""

NEEDED = 4 * 2**30
"""Bytes that the largest fleet takes, rendered by everybody."""


def _work() -> Path:
    memory = Path("/dev/shm")  # noqa: S108 - Linux's file system in memory; the folder below it is the user's own
    if not os.access(memory, os.W_OK) or shutil.disk_usage(memory).free < NEEDED:
        return DISK
    return memory / f"slipway-bench-{os.getuid()}"


WORK = _work()
"""Generated fleets and what is rendered from them: in memory if there is room, since disks differ more than renderers.

To create a file takes a few microseconds there, and on some virtual disks several hundred.
"""

TOOLS = ROOT / ".tools/bench"
"""Installed peers."""

BIN = ROOT / ".venv/bin"

RESULTS = ROOT / "docs/benchmarks.json"
PAGE = ROOT / "docs/benchmarks.md"
PLOT = ROOT / "docs/images/benchmarks.svg"
