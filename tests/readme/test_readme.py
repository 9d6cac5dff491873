"""Every command of the README, run in the order of the page in a clone of the working tree.

make, git and slipway are the real ones. helm and kubectl are stand-ins, since there is no cluster: what they are asked
for is held against the compiled tree and the pins. ``make test`` is this very run, and cannot be run within itself: the
clone runs it on two small tests, and a dry run shows that without being told it runs them all.
"""

from __future__ import annotations

import re
import shlex
import subprocess
from collections.abc import Callable, Iterator
from itertools import pairwise
from pathlib import Path

import pytest
import yaml

from slipway.inventory.render import render
from tests.readme.clone import Clone, clone
from tests.readme.commands import commands
from tests.support.sample import ROOT

PAGE = (ROOT / "README.md").read_text(encoding="utf-8")
PINS = yaml.safe_load((Path(__file__).parent / "pins.yaml").read_text(encoding="utf-8"))
TARGET = "inventory/targets/dev-eu-central-1.yml"
FEW_TESTS = "make test PYTEST_ARGS=tests/readme/test_commands.py"

Done = subprocess.CompletedProcess[str]


@pytest.fixture(scope="module")
def reader(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Reader]:
    made = clone(tmp_path_factory.mktemp("readme"), ["helm", "kubectl"])
    yield Reader(made, {})


class Reader:
    """Somebody who follows the page; a command is run once all that stand before it were."""

    def __init__(self, project: Clone, done: dict[int, Done]) -> None:
        self.project = project
        self.done = done

    def follow(self, number: int) -> Done:
        for index, command in enumerate(commands(PAGE)[: number + 1]):
            if index not in self.done:
                self.done[index] = self.project.run(FEW_TESTS if command == "make test" else command)
                if command == "make compile" and index == 0:
                    self.project.commit()
        return self.done[number]

    def text(self, path: str) -> str:
        return (self.project.root / path).read_text(encoding="utf-8")


def compiles(reader: Reader, done: Done) -> None:
    assert done.returncode == 0, done.stdout
    assert re.search(r"^\d+ targets: ", done.stdout, re.MULTILINE), done.stdout
    assert (reader.project.root / "compiled/hub/argocd/root.yaml").is_file()


def compiles_the_new_one(reader: Reader, done: Done) -> None:
    compiles(reader, done)
    assert "dev-eu-central-1" in reader.text("compiled/hub/fleet/dev-eu-central-1.yaml")


def passes(_: Reader, done: Done) -> None:
    assert done.returncode == 0, done.stdout
    assert re.search(r"^2 passed", done.stdout, re.MULTILINE) or "[100%]" in done.stdout, done.stdout


def writes_the_target(reader: Reader, done: Done) -> None:
    assert done.returncode == 1, done.stdout
    assert "INGRESS-012 error" in done.stdout
    assert reader.text(TARGET).startswith("# Made like dev-us-east-2.")
    assert reader.project.run("ls inventory/classes/region/eu-central-1.yml").returncode == 0


def sets_the_certificate(reader: Reader, done: Done) -> None:
    assert done.returncode == 0, done.stdout
    assert "certificate/0a1b2c3d-0a1b-0a1b-0a1b-0a1b2c3d4e5f\n" in reader.text(TARGET)


def sets_the_reservation(reader: Reader, done: Done) -> None:
    assert done.returncode == 0, done.stdout
    assert "          kind: odcr\n          capacityReservationId: cr-0123456789abcdef0\n" in reader.text(TARGET)


def finds_nothing_wrong(_: Reader, done: Done) -> None:
    assert done.returncode == 0, done.stdout
    assert "1 target: " in done.stdout
    assert " error" not in done.stdout.splitlines()[-1]


def shows_the_new_environment(_: Reader, done: Done) -> None:
    assert done.returncode == 0
    assert "?? compiled/dev-eu-central-1/" in done.stdout
    assert "?? compiled/hub/fleet/dev-eu-central-1.yaml" in done.stdout


def lists_the_goals(_: Reader, done: Done) -> None:
    assert done.returncode == 0
    assert {"compile", "test"} <= {line.split()[1] for line in done.stdout.splitlines()}


def lists_the_commands_of_the_table(_: Reader, done: Done) -> None:
    assert done.returncode == 0
    listed = set(re.findall(r"^│ (\w+) ", done.stdout, re.MULTILINE))
    assert listed == {command.split()[0] for command in re.findall(r"`slipway (\w[\w ]*)`", PAGE)}


def calls(reader: Reader, program: str) -> list[list[str]]:
    """Return the arguments of a stand-in's calls."""
    lines = reader.project.log.read_text().splitlines()
    return [line.split("\t")[1:] for line in lines if line.startswith(f"{program}\t")]


def option(arguments: list[str], name: str) -> list[str]:
    return [value for flag, value in pairwise(arguments) if flag == name]


def installs(release: str) -> Callable[[Reader, Done], None]:
    def check(reader: Reader, done: Done) -> None:
        assert (done.returncode, done.stdout) == (0, "")
        (arguments,) = [call for call in calls(reader, "helm") if call[1] == release]
        pin = PINS[release]
        assert arguments[:3] == ["install", release, pin["chart"]]
        assert option(arguments, "--repo") == [pin["repo"]]
        assert option(arguments, "--version") == [pin["version"]]
        (values,) = option(arguments, "--values")
        assert isinstance(yaml.safe_load(reader.text(values)), dict)

    return check


def installs_crossplane(reader: Reader, done: Done) -> None:
    installs("crossplane")(reader, done)
    hub = rendered("hub")["hub"]
    (arguments,) = [call for call in calls(reader, "helm") if call[1] == "crossplane"]
    assert option(arguments, "--namespace") == [hub["crossplane"]["namespace"]]
    assert yaml.safe_load(reader.text("docs/bootstrap/crossplane.yaml")) == {"provider": {"defaultActivations": []}}


def installs_argocd(reader: Reader, done: Done) -> None:
    installs("argocd")(reader, done)
    argocd = rendered("hub")["fleet"]["argocd"]
    (arguments,) = [call for call in calls(reader, "helm") if call[1] == "argocd"]
    assert option(arguments, "--namespace") == [argocd["namespace"]]
    values = yaml.safe_load(reader.text("docs/bootstrap/argocd.yaml"))
    accounts = [values[part]["serviceAccount"] for part in ("controller", "server", "applicationSet")]
    assert [account["annotations"] for account in accounts] == 3 * [{"eks.amazonaws.com/role-arn": argocd["roleArn"]}]


def applies_what_is_compiled(reader: Reader, done: Done) -> None:
    assert (done.returncode, done.stdout) == (0, "")
    (arguments,) = calls(reader, "kubectl")
    assert arguments[:3] == ["apply", "--server-side", "--force-conflicts"]
    files = option(arguments, "-f")
    assert len(files) == 2
    for file in files:
        assert file.startswith("compiled/")
        documents = list(yaml.safe_load_all(reader.text(file)))
        assert all(document["kind"] for document in documents), file
    root = list(yaml.safe_load_all(reader.text(files[1])))
    assert [document["kind"] for document in root] == ["AppProject", "Application"]


def rendered(target: str) -> dict[str, dict[str, dict[str, str]]]:
    parameters = render(ROOT, [target]).targets[target].parameters
    assert parameters
    return parameters


SLIPWAY = ".venv/bin/slipway"
EXPECTED: dict[str, list[Callable[[Reader, Done], None]]] = {
    "make compile": [compiles, compiles_the_new_one],
    "make test": [passes],
    f"{SLIPWAY} new environment": [writes_the_target],
    f"{SLIPWAY} set": [sets_the_certificate, sets_the_reservation],
    f"{SLIPWAY} check": [finds_nothing_wrong],
    "git status": [shows_the_new_environment],
    "helm install": [installs_crossplane, installs_argocd],
    "kubectl apply": [applies_what_is_compiled],
    "make help": [lists_the_goals],
    f"{SLIPWAY} --help": [lists_the_commands_of_the_table],
}
"""What each command has to do, by its first words, the first time it stands in the page and the times after."""


def kind(command: str) -> str:
    """Return the first words of a command that say what it does."""
    found = [words for words in EXPECTED if shlex.split(command)[: len(words.split())] == words.split()]
    return max(found, key=len, default="")


def test_every_command_has_its_proof() -> None:
    kinds = [kind(command) for command in commands(PAGE)]
    missing = [command for command, found in zip(commands(PAGE), kinds, strict=True) if not found]
    assert missing == [], "say in EXPECTED what the new commands have to do"
    assert {words: kinds.count(words) for words in EXPECTED} == {words: len(list_) for words, list_ in EXPECTED.items()}


@pytest.mark.parametrize("number", range(len(commands(PAGE))), ids=lambda number: commands(PAGE)[number][:40])
def test_the_command_does_what_the_page_says(reader: Reader, number: int) -> None:
    found = kind(commands(PAGE)[number])
    before = [kind(command) for command in commands(PAGE)[:number]].count(found)
    EXPECTED[found][before](reader, reader.follow(number))


def test_make_test_runs_the_tests(reader: Reader) -> None:
    dry = reader.project.run("make --dry-run test").stdout
    assert ".venv/bin/python -m pytest" in dry
    assert "--collect-only" not in dry


def test_the_tree_of_the_page_is_the_compiled_one(reader: Reader) -> None:
    reader.follow(0)
    compiled = reader.project.root / "compiled"
    shown: dict[str, set[str]] = {}
    top = ""
    for line in re.search(r"```text\n(compiled/.*?)```", PAGE, re.DOTALL)[1].splitlines()[1:]:  # type: ignore[index]
        name, _, what = line.strip("│├└─ ").partition(" ")
        if line.startswith(("├", "└")):
            top = name
        else:
            shown[top + name] = {word.strip() for word in what.split(",")}
    for folder, files in shown.items():
        assert (compiled / folder).is_dir(), folder
        if not folder.startswith("hub/"):
            assert {file.stem for file in (compiled / folder).iterdir()} == files, folder
    for above in {folder.partition("/")[0] for folder in shown}:
        named = {folder.split("/")[1] for folder in shown if folder.startswith(above)}
        assert {entry.name for entry in (compiled / above).iterdir()} == named


def test_the_samples_of_the_page_exist() -> None:
    targets = set(re.findall(r"`((?:dev|staging|prod)-[a-z0-9-]+)`", PAGE))
    assert targets == {file.stem for file in (ROOT / "inventory/targets").glob("*.yml")} - {"hub"}
