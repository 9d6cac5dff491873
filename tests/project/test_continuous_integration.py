"""``.ci/run`` and the workflow: every lane runs, and one that fails fails the whole."""

from __future__ import annotations

import os
import re
import subprocess
from pathlib import Path

import pytest
import yaml

from tests.support.checkout import REPOSITORY

LANES = """\
== set-up: make setup
ran make setup
== lint: make lint
ran make lint
== test: make test
ran make test
== compiled: .venv/bin/slipway compile --check
ran slipway compile --check
== schemas: make schemas-check
ran make schemas-check
== docs: .venv/bin/python tools/docs.py --check
ran python tools/docs.py --check
== clean: clean
"""


@pytest.fixture
def checkout(tmp_path: Path) -> Path:
    """A clean checkout whose commands only say that they ran, and fail where FAIL is their last word."""
    root = tmp_path / "checkout"
    for path in ("bin/make", ".venv/bin/slipway", ".venv/bin/python"):
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        (root / path).write_text(
            '#!/bin/sh\nfor last; do :; done\necho "ran $(basename "$0") $*"\n[ "$last" != "$FAIL" ] || exit 1\n'
            '[ -z "$DIRT" ] || echo x > "$DIRT"\nread line && echo "stdin: $line"\nexit 0\n'
        )
        (root / path).chmod(0o755)
    (root / ".ci").mkdir()
    (root / ".ci/run").write_text((REPOSITORY / ".ci/run").read_text())
    identity = ["-c", "user.name=a", "-c", "user.email=a@example.com"]
    for arguments in (["init", "--quiet"], ["add", "."], [*identity, "commit", "--quiet", "--message", "x"]):
        subprocess.run(["git", *arguments], cwd=root, check=True)
    return root


def run(root: Path, **variables: str) -> tuple[int, str]:
    """Return the exit code and the output of ``.ci/run``, empty lines left out."""
    environment = {name: value for name, value in os.environ.items() if name != "CRD_DIR"}
    done = subprocess.run(
        ["bash", ".ci/run"],
        cwd=root,
        env={**environment, "PATH": f"{root / 'bin'}:{os.environ['PATH']}", **variables},
        input="typed\n",
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        check=False,
    )
    return done.returncode, re.sub(r"\n+", "\n", done.stdout)


WITHOUT_CRDS = "CRD_DIR is not set: objects are checked against schemas/ only\n"


def test_all_lanes_run_and_pass(checkout: Path) -> None:
    assert run(checkout) == (0, f"{WITHOUT_CRDS}{LANES}lanes: 7 passed, 0 failed\n")


@pytest.mark.parametrize("beside", [True, False], ids=["beside-the-checkout", "named"])
def test_upstream_crds_are_used_where_they_are(*, beside: bool, checkout: Path) -> None:
    (checkout.parent / "shared/crds").mkdir(parents=True)
    said = run(checkout) if beside else run(checkout, CRD_DIR="/somewhere")
    assert said[1].startswith("CRD_DIR is set: objects are checked against the upstream CRDs as well\n")


def test_lane_that_fails_fails_the_whole_and_stops_no_other(checkout: Path) -> None:
    code, text = run(checkout, FAIL="test")
    assert code == 1
    assert text.endswith("== clean: clean\nfailed: test\nlanes: 6 passed, 1 failed\n")
    code, text = run(checkout, FAIL="--check")
    assert code == 1
    assert text.endswith("failed: compiled docs\nlanes: 5 passed, 2 failed\n")


def test_nothing_runs_without_the_set_up(checkout: Path) -> None:
    said = f"{WITHOUT_CRDS}== set-up: make setup\nran make setup\n== set-up failed\n"
    assert run(checkout, FAIL="setup") == (1, said)


def test_lane_that_changes_the_checkout_is_told(checkout: Path) -> None:
    code, text = run(checkout, DIRT="left behind")
    assert code == 1
    assert text.endswith(
        'The lanes above have changed the checkout:\n?? "left behind"\n== clean failed\n'
        "failed: clean\nlanes: 6 passed, 1 failed\n"
    )


def test_workflow_runs_what_the_lanes_run() -> None:
    """What ``.ci/run`` holds against a change here, the workflow holds against a user's pull request."""
    workflow = yaml.safe_load((REPOSITORY / ".github/workflows/compile.yml").read_text())
    assert workflow["permissions"] == {"contents": "read"}
    assert workflow["jobs"]["test"]["strategy"]["matrix"]["python"] == ["3.11", "3.12", "3.13"]
    commands = {step["run"] for job in workflow["jobs"].values() for step in job["steps"] if "run" in step}
    lanes = set(re.findall(r"^lane \S+ (.+)$", (REPOSITORY / ".ci/run").read_text(), re.MULTILINE)) - {"clean"}
    assert commands == lanes
    assert all(job["timeout-minutes"] for job in workflow["jobs"].values())


def test_lanes_are_targets_of_make() -> None:
    targets = set(re.findall(r"^([a-z-]+):", (REPOSITORY / "Makefile").read_text(), re.MULTILINE))
    assert set(re.findall(r"\bmake ([a-z-]+)$", (REPOSITORY / ".ci/run").read_text(), re.MULTILINE)) <= targets
