"""Where the bench keeps its files: all of them in folders that git ignores, but for the results."""

from __future__ import annotations

from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
HERE = Path(__file__).resolve().parent

WORK = ROOT / "build/bench"
"""Generated fleets and what is rendered from them."""

TOOLS = ROOT / ".tools/bench"
"""Installed peers."""

BIN = ROOT / ".venv/bin"

RESULTS = ROOT / "docs/benchmarks.json"
PAGE = ROOT / "docs/benchmarks.md"
PLOT = ROOT / "docs/images/benchmarks.svg"
