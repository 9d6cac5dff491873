"""``slipway compile`` as a user runs it: exact output in a pipe, exit codes, and what is left behind."""

from __future__ import annotations

import fcntl
import os
import re
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from tests.project.compiling import append
from tests.project.trees import generated
from tests.support.checkout import Checkout, whole

COMMAND = [sys.executable, "-c", "from slipway.cli import main; main()", "compile"]
TARGETS = ("dev-us-east-2", "hub", "prod-us-east-1", "staging-us-west-2")
COMPILED = "".join(f"  > compiled {name}\n" for name in TARGETS)


@pytest.fixture(scope="module")
def compiled_project(tmp_path_factory: pytest.TempPathFactory) -> tuple[Checkout, tuple[int, str]]:
    """The repository's own inventory and components, compiled and in git, and what the compile said."""
    project = whole(tmp_path_factory.mktemp("whole") / "project")
    project.run(["git", "init", "--quiet"])
    project.write(".gitignore", "/build/\n__pycache__/\n")
    said = run(project)
    project.run(["git", "add", "."])
    return project, said


@pytest.fixture
def project(compiled_project: tuple[Checkout, tuple[int, str]], tmp_path: Path) -> Checkout:
    """A compiled project of the test's own."""
    shutil.copytree(compiled_project[0].root, tmp_path / "project", symlinks=True)
    return Checkout(tmp_path / "project")


def run(project: Checkout, *arguments: str, **variables: str) -> tuple[int, str]:
    """Return the exit code and the output, targets in order and seconds masked."""
    done = project.run([*COMMAND, *arguments], **variables)
    lines = done.stdout.splitlines(keepends=True)
    order = iter(sorted(re.sub(r" \(\d+ of \d+\)", "", line) for line in lines if line.startswith("  > compiled ")))
    text = "".join(next(order) if line.startswith("  > compiled ") else line for line in lines)
    return done.returncode, re.sub(r"\d+\.\d s", "0.0 s", text)


def test_first_compile(compiled_project: tuple[Checkout, tuple[int, str]]) -> None:
    project, said = compiled_project
    tally = f"4 targets: {len(project.tree())} files written, 0 unchanged, 0 removed in 0.0 s\n"
    assert said == (0, f"Compiling 4 targets\n{COMPILED}{tally}")


def test_check_finds_every_kind_of_drift_and_a_compile_mends_it(project: Checkout) -> None:
    good = project.tree()
    append(project, "compiled/dev-us-east-2/network/vpc.yaml", "# by hand\n")
    (project.root / "compiled/prod-us-east-1/network/vpc.yaml").unlink()
    project.run(["git", "rm", "--cached", "--quiet", "compiled/staging-us-west-2/network/vpc.yaml"])
    project.write("compiled/gone/network/vpc.yaml", generated("gone/network/vpc.yaml"))
    project.write("compiled/dev-us-east-2/extra.yaml", "kind: A\n")
    project.write("compiled/README.md", "For Argo CD\n")
    drifted = project.tree()
    assert run(project, "--check") == (
        1,
        f"""\
Checking 4 targets
{COMPILED}  > compiled/prod-us-east-1/network/vpc.yaml is missing
  > compiled/dev-us-east-2/network/vpc.yaml differs
  > compiled/gone/network/vpc.yaml is stale: nothing compiles to it any more
  > compiled/dev-us-east-2/extra.yaml was not generated, and Argo CD would apply it
  > compiled/staging-us-west-2/network/vpc.yaml is not in git
4 targets, {len(good)} files: 5 differences in 0.0 s
Run make compile and commit compiled/.
""",
    )
    assert project.tree() == drifted
    assert run(project) == (
        0,
        f"""\
Compiling 4 targets
{COMPILED}  > left alone README.md, which Slipway has not written
  > left alone dev-us-east-2/extra.yaml, which Slipway has not written; Argo CD applies it
4 targets: 2 files written, {len(good) - 2} unchanged, 1 removed in 0.0 s
""",
    )
    assert project.tree() == {**good, "README.md": "For Argo CD\n", "dev-us-east-2/extra.yaml": "kind: A\n"}


def test_check_of_what_is_as_it_should_be(compiled_project: tuple[Checkout, tuple[int, str]]) -> None:
    project, _ = compiled_project
    expected = f"Checking 4 targets\n{COMPILED}4 targets, {len(project.tree())} files: 0 differences in 0.0 s\n"
    assert run(project, "--check") == (0, expected)


def test_one_target_from_a_folder_below(project: Checkout) -> None:
    shutil.rmtree(project.root / "compiled/dev-us-east-2/network")
    below = Checkout(project.root / "components/network")
    code, text = run(below, "-t", "dev-us-east-2")
    assert code == 0
    assert re.fullmatch(
        r"Compiling 1 target\n  > compiled dev-us-east-2\n"
        r"1 target: \d files written, \d+ unchanged, 0 removed in 0.0 s\n"
        r"Other targets may follow from the same change, the hub always does: run make compile\.\n",
        text,
    )


def test_fault_of_the_inventory_stops_before_anything_is_written(project: Checkout) -> None:
    before = project.tree()
    append(project, "inventory/targets/dev-us-east-2.yml", "  netwrok: {}\n")
    code, text = run(project, "-t", "dev-us-east-2")
    assert code == 1
    assert re.search(r"^inventory/targets/dev-us-east-2\.yml\n  \d+:3 error [A-Z]+-\d+ .*netwrok", text, re.MULTILINE)
    assert text.endswith("\n1 target: 1 error\nerror: the inventory is at fault: nothing was compiled\n")
    assert "Traceback" not in text
    assert project.tree() == before


def test_unknown_target_is_a_fault_of_the_call(project: Checkout) -> None:
    assert run(project, "-t", "nowhere") == (
        2,
        f"error: no target nowhere; the inventory has {', '.join(TARGETS)}\n",
    )


def test_folder_without_a_project_is_a_fault_of_the_call(tmp_path: Path) -> None:
    code, text = run(Checkout(tmp_path))
    assert (code, text.partition(":")[0]) == (2, "error")
    assert "is not inside a Slipway project" in text


def test_linked_output_is_refused(project: Checkout) -> None:
    shutil.rmtree(project.root / "compiled")
    (project.root / "compiled").symlink_to("elsewhere")
    assert run(project) == (
        2,
        "error: compiled is a symbolic link: make it a folder of the project, Argo CD reads it from git\n",
    )


def test_second_compile_at_once_is_refused(project: Checkout) -> None:
    lock = project.write("build/lock", "4711")
    with lock.open() as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        assert run(project) == (
            2,
            "Compiling 4 targets\nerror: another compile of this folder is running (process 4711): wait for it\n",
        )


IN_KAPITAN = """
import os, pathlib, sys, time
if "kapitan.cli" in sys.modules:
    pathlib.Path(f"started-{os.getpid()}").touch()
    time.sleep(30)
"""


def slow(project: Checkout, source: str = IN_KAPITAN) -> None:
    """Let a component take half a minute, where kapitan runs it."""
    append(project, "components/network/__init__.py", source)


def test_time_limit_from_the_environment(project: Checkout) -> None:
    before = project.tree()
    slow(project)
    code, text = run(project, SLIPWAY_TIME_LIMIT="6")
    assert code == 1
    assert "error: kapitan had not finished after 6 s and was stopped" in text
    assert project.tree() == before


@pytest.mark.parametrize(
    ("limit", "source", "message"),
    [
        ("4", "import time\ntime.sleep(30)\n", "error: the check of the inventory had not finished after 4 s\n"),
        (
            "60",
            "import sys\nsys.exit(0)\n",
            "error: a component called sys.exit(0): raise an exception instead (network/",
        ),
        ("60", "{}['a']\n", "error: the inventory cannot be checked: KeyError: 'a' (network/__init__.py:"),
        ("60", "del files\n", "error: the inventory cannot be checked: AttributeError: module"),
    ],
    ids=["hangs", "leaves", "raises", "lacks-files"],
)
def test_component_that_the_check_cannot_run_is_told(limit: str, source: str, message: str, project: Checkout) -> None:
    before = project.tree()
    slow(project, source)
    code, text = run(project, "--time-limit", limit)
    assert code == 1
    assert message in text
    assert "Traceback" not in text
    assert project.tree() == before


@contextmanager
def started(project: Checkout) -> Iterator[tuple[subprocess.Popen[str], list[int]]]:
    """Yield a compile whose workers are both in the middle of a component, and the workers."""
    process = subprocess.Popen(COMMAND, cwd=project.root, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)
    try:
        workers: list[int] = []
        while len(workers) < min(2, os.cpu_count() or 1):
            assert process.poll() is None, process.communicate()[0]
            time.sleep(0.05)
            workers = [int(file.name.partition("-")[2]) for file in project.root.glob("started-*")]
        yield process, workers
    finally:
        process.kill()
        process.communicate()


def alive(worker: int) -> bool:
    """Whether a process works on; one that has ended and waits for its parent does not."""
    state = subprocess.run(["ps", "-o", "stat=", "-p", str(worker)], capture_output=True, text=True, check=False).stdout
    return bool(state.strip()) and not state.startswith("Z")


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT, signal.SIGHUP], ids=lambda number: number.name)
def test_asked_to_end_it_stops_kapitan_and_clears_up(number: signal.Signals, project: Checkout) -> None:
    before = project.tree()
    slow(project)
    with started(project) as (process, workers):
        process.send_signal(number)
        process.communicate(timeout=30)
        assert process.returncode == 128 + number
    assert not any(map(alive, workers))
    assert left_in_build(project) == []
    assert project.tree() == before


IN_A_FINALISER = """
import os, signal, sys, time

class Short:
    def __del__(self):
        {action}
        time.sleep(0)

if "kapitan.cli" not in sys.modules:
    Short()
time.sleep(30)
"""


def test_asked_to_end_within_a_finaliser_it_ends_all_the_same(project: Checkout) -> None:
    """Python drops what a finaliser raises, and so does an import, for the locks of its modules."""
    before = project.tree()
    slow(project, IN_A_FINALISER.format(action="os.kill(os.getpid(), signal.SIGINT)").replace("(30)", "(3)"))
    code, _ = run(project)
    assert code == 128 + signal.SIGINT
    assert left_in_build(project) == []
    assert project.tree() == before


def test_time_limit_within_a_finaliser_holds_all_the_same(project: Checkout) -> None:
    slow(project, IN_A_FINALISER.format(action="time.sleep(5)"))
    code, text = run(project, "--time-limit", "4")
    assert code == 1
    assert "error: the check of the inventory had not finished after 4 s\n" in text


def test_killed_it_leaves_the_old_output_and_the_next_compile_clears_up(project: Checkout) -> None:
    before = project.tree()
    component = (project.root / "components/network/__init__.py").read_text()
    slow(project)
    with started(project) as (process, workers):
        group = os.getpgid(workers[0])
        process.kill()
        process.wait(timeout=30)
    os.killpg(group, signal.SIGKILL)
    assert project.tree() == before
    assert len(left_in_build(project)) == 1
    project.write("components/network/__init__.py", component)
    assert run(project)[0] == 0
    assert left_in_build(project) == []
    assert project.tree() == before


def left_in_build(project: Checkout) -> list[str]:
    """Return the scratch folders in the build folder."""
    return [path.name for path in (project.root / "build").iterdir() if path.is_dir()]
