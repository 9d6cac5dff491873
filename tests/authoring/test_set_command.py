"""``slipway set`` as a person calls it: what is printed, what is written, and the exit code."""

from __future__ import annotations

import re
import shlex
from collections.abc import Iterator
from pathlib import Path
from textwrap import dedent

import pytest

from tests.authoring.project import project, slipway

TARGET = "inventory/targets/dev-us-east-2.yml"


@pytest.fixture
def root(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    monkeypatch.chdir(project(tmp_path))
    yield tmp_path


def shown(output: str) -> str:
    """Return what is printed without what is another thing every day: seconds, and line numbers of the sample."""
    return re.sub(r" \(\d+\.\d s\)$", "", re.sub(r"^@@ .* @@$", "@@", output, flags=re.MULTILINE), flags=re.MULTILINE)


@pytest.mark.usefixtures("root")
def test_a_good_change_is_shown_and_checked() -> None:
    exit_code, output = slipway("set", "dev-us-east-2", "nodes.gpu.gpu.releaseVersion", "1.35.2-20260714")
    assert (exit_code, shown(output)) == (
        0,
        dedent("""\
            --- a/inventory/targets/dev-us-east-2.yml
            +++ b/inventory/targets/dev-us-east-2.yml
            @@
                       availabilityZone: us-east-2b
                       instanceType: p5e.48xlarge
                       instanceCount: 1
            +        releaseVersion: 1.35.2-20260714
               applications:
                 ingress:
                   certificateArn:
            1 target: no findings
            """),
    )


def test_a_change_with_errors_is_written_and_ends_in_one(root: Path) -> None:
    exit_code, output = slipway("set", "dev-us-east-2", "cluster.version", "1.28")
    assert exit_code == 1
    assert '+    version: "1.28"' in output
    lines = (root / TARGET).read_text(encoding="utf-8").splitlines()
    line = '    version: "1.28"'
    assert f"{TARGET}:{lines.index(line) + 1}:14 CLUSTER-" in output


@pytest.mark.parametrize(
    ("target", "key", "value", "message"),
    [
        ("dev-us-est-2", "cluster.version", "1.36", "unknown target `dev-us-est-2`; did you mean `dev-us-east-2`?"),
        ("dev-us-east-2", "cluster.vrsion", "1.36", "there is no key `cluster.vrsion`; did you mean `version`?"),
        ("dev-us-east-2", "hub.name", "x", "there is no key `hub`; known: access, acknowledge,"),
        ("hub", "cluster.version", "1.36", "there is no key `cluster`; known: acknowledge,"),
        ("dev-us-east-2", "registry.keepImages", "{", "the value '{' is no YAML: "),
    ],
)
def test_a_wrong_call_changes_nothing(root: Path, target: str, key: str, value: str, message: str) -> None:
    before = {file: file.read_bytes() for file in root.rglob("*") if file.is_file()}
    exit_code, output = slipway("set", target, key, value)
    assert (exit_code, output.startswith("error: ")) == (2, True), output
    assert message in output
    assert {file: file.read_bytes() for file in root.rglob("*") if file.is_file()} == before


@pytest.mark.usefixtures("root")
def test_what_is_so_already_is_said() -> None:
    exit_code, output = slipway("set", "dev-us-east-2", "network.cidrBlock", "10.20.0.0/16")
    assert exit_code == 0
    assert output.startswith(f"  > {TARGET} says so already\n")


@pytest.mark.usefixtures("root")
def test_a_list_that_classes_write_too_is_pointed_out() -> None:
    _, output = slipway("set", "dev-us-east-2", "network.availabilityZones", "[us-east-2c]")
    assert (
        '> `network.availabilityZones` is now ["us-east-2a", "us-east-2b", "us-east-2c"]: classes write it too;'
        " `network.~availabilityZones` replaces theirs\n" in output
    )
    _, output = slipway("set", "dev-us-east-2", "network.~availabilityZones", "[us-east-2b, us-east-2c]")
    assert "is now" not in output


@pytest.mark.usefixtures("root")
def test_a_broken_target_can_be_mended() -> None:
    slipway("set", "dev-us-east-2", "nodes.gpu.gpu.scalingConfig", "5")
    exit_code, output = slipway("set", "dev-us-east-2", "nodes.gpu.gpu.scalingConfig", "{maxSize: 1}")
    assert exit_code == 0, output


def test_a_file_that_is_no_yaml_is_left_alone(root: Path) -> None:
    (root / TARGET).write_text("parameters: [\n", encoding="utf-8")
    exit_code, output = slipway("set", "dev-us-east-2", "cluster.version", "1.36")
    assert exit_code == 2
    assert output.startswith(f"error: {TARGET} is no YAML that can be read: ")


def test_a_file_that_is_no_text_is_left_alone(root: Path) -> None:
    (root / TARGET).write_bytes(b"parameters: \xff\n")
    assert slipway("set", "dev-us-east-2", "cluster.version", "1.36") == (
        2,
        f"error: {TARGET} is not UTF-8; slipway check says where\n",
    )


def test_the_file_keeps_its_mode_and_its_link(root: Path) -> None:
    real = root / "inventory/shared.txt"
    (root / TARGET).rename(real)
    real.chmod(0o640)
    (root / TARGET).symlink_to("../shared.txt")
    assert slipway("set", "dev-us-east-2", "cluster.version", "1.36")[0] == 0
    assert (root / TARGET).is_symlink()
    assert real.stat().st_mode & 0o777 == 0o640
    assert 'version: "1.36"' in real.read_text(encoding="utf-8")
    assert not list(root.rglob("*.part"))


def test_it_works_from_a_folder_below(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(root / "inventory/targets")
    assert slipway("set", "hub", "hub.clusterName", "main")[0] == 0


@pytest.mark.parametrize("command", ["new environment", "set"])
def test_help_has_exit_codes_and_examples_that_work(root: Path, command: str) -> None:
    exit_code, output = slipway(*command.split(), "--help")
    assert exit_code == 0
    assert [code for code in ("code 0: ", " 1: ", " 2: ") if code in output] == ["code 0: ", " 1: ", " 2: "]
    examples = output.partition("Examples:")[2].partition("\u256d")[0]
    calls = shlex.split(" ".join(examples.split()))
    starts = [number for number, word in enumerate(calls) if word == "slipway"]
    assert len(starts) >= 2
    for start, end in zip(starts, [*starts[1:], len(calls)], strict=True):
        before = {file: file.read_bytes() for file in (root / "inventory").rglob("*.yml")}
        exit_code, output = slipway(*calls[start + 1 : end])
        assert exit_code in (0, 1), output
        assert {file: file.read_bytes() for file in (root / "inventory").rglob("*.yml")} != before
