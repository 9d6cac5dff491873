"""The bench as it is run: small, without the network."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tools.bench import __main__ as bench
from tools.bench import layout
from tools.bench.job import Job
from tools.bench.measure import RunFailedError, measure


def test_a_quick_run_measures_everything(capsys: pytest.CaptureFixture[str]) -> None:
    """One round of ten environments, against a peer that the test lock brings."""
    before = layout.RESULTS.stat().st_mtime_ns
    assert bench.main(["--quick", "--peers", "helm"]) == 0
    folder = layout.DISK / "quick"
    kept = json.loads((folder / "benchmarks.json").read_text())
    assert list(kept["sizes"]["10"]["samples"]) == ["Slipway", "Slipway, library", "helm"]
    assert kept["sizes"]["10"]["equal"] == round(10 * kept["sizes"]["10"]["objects"])
    assert all(run["cpu"] > 0 for runs in kept["sizes"]["10"]["samples"].values() for run in runs)
    assert "### 10 environments" in (folder / "benchmarks.md").read_text()
    assert (folder / "images/benchmarks.svg").is_file()
    assert layout.RESULTS.stat().st_mtime_ns == before
    said = capsys.readouterr().out.splitlines()
    assert said[-1].startswith(f"  > {len(said)}/{len(said)} ")


def test_a_peer_that_does_not_exist_is_refused(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        bench.main(["--peers", "tanka"])
    assert "no peer tanka; there are kapitan, helm, cdk8s, KCL" in capsys.readouterr().err


def test_all_processes_of_a_run_are_counted(tmp_path: Path) -> None:
    """A renderer that works in a child of a child must not look free."""
    work = "i=0; while [ $i -lt 200000 ]; do i=$((i+1)); done"
    used = measure(Job(("sh", "-c", f"sh -c '{work}'; true"), tmp_path, tmp_path))
    assert used.cpu > 0.02
    assert used.wall >= used.cpu * 0.5


def test_a_failing_run_is_no_sample(tmp_path: Path) -> None:
    with pytest.raises(RunFailedError, match="exit code 3\nno chart"):
        measure(Job(("sh", "-c", "echo no chart; exit 3"), tmp_path, tmp_path))
