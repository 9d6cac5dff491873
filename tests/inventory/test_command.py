"""``slipway check`` on the command line: exit codes, formats, files, messages."""

from __future__ import annotations

import json
from pathlib import Path
from textwrap import dedent

import pytest
import typer
from typer.testing import CliRunner

from slipway.cli.check import Format, check_command
from slipway.writers import FORMATS
from tests.support.world import World

ROOT = Path(__file__).parents[2]
app = typer.Typer()
app.command()(check_command)


@pytest.fixture
def run(world: World, monkeypatch: pytest.MonkeyPatch) -> CliRunner:
    """A runner in a repository with the sample inventory's classes and one target."""
    monkeypatch.chdir(world.root)
    (world.root / "inventory").mkdir()
    (world.root / "inventory" / "classes").symlink_to(ROOT / "inventory" / "classes")
    sample = (ROOT / "inventory" / "targets" / "dev-us-east-2.yml").read_text()
    world.write("--- targets/dev-us-east-2.yml\n" + sample)
    return CliRunner()


def _break(world: World) -> None:
    file = world.root / "inventory" / "targets" / "dev-us-east-2.yml"
    file.write_text(file.read_text().replace("endpointPublicAccess: true", "endpointPublicAcess: true"))


def test_a_sound_inventory(run: CliRunner) -> None:
    """Exit code 0 with notes only."""
    result = run.invoke(app, ["--format", "plain"])
    assert (result.exit_code, result.stdout.splitlines()[-1][:9]) == (0, "1 target:")


def test_an_error(run: CliRunner, world: World) -> None:
    """Exit code 1, and the finding with its line; colour only on a terminal."""
    _break(world)
    result = run.invoke(app, ["dev-us-east-2"])
    expected = """\
        inventory/targets/dev-us-east-2.yml
          14:5 error SCHEMA-001 unknown key `endpointPublicAcess`; did you mean `endpointPublicAccess`?
            14 |     endpointPublicAcess: true
               |     ^^^^^^^^^^^^^^^^^^^^
              path     cluster.endpointPublicAcess
        """
    assert result.stdout.startswith(dedent(expected))
    assert (result.exit_code, "\x1b" in result.stdout, result.stderr) == (1, False, "")


def test_a_file(run: CliRunner, world: World) -> None:
    """The findings go to the file, the totals to the console."""
    _break(world)
    result = run.invoke(app, ["--format", "json", "--output", "out.json"])
    document = json.loads((world.root / "out.json").read_text())
    assert (result.exit_code, document["totals"]["errors"]) == (1, 1)
    assert result.stdout.startswith("1 target: 1 error (")
    assert result.stdout.endswith(" s); written to out.json\n")


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["dev-us-east"], "error: unknown target `dev-us-east`; did you mean `dev-us-east-2`?\n"),
        (["--inventory", "nowhere"], "error: nowhere: no such folder\n"),
        (["--output", "no/such/folder.txt"], "error: no/such/folder.txt: No such file or directory\n"),
    ],
)
def test_errors_of_the_call(run: CliRunner, arguments: list[str], message: str) -> None:
    """Exit code 2 and one line on standard error."""
    result = run.invoke(app, arguments)
    assert (result.exit_code, result.stdout, result.stderr) == (2, "", message)


def test_another_folder(run: CliRunner, world: World) -> None:
    """Findings name files as the call names the folder."""
    (world.root / "inventory").rename(world.root / "elsewhere")
    _ = (world.root / "elsewhere/targets/dev-us-east-2.yml").write_text("classes: [gone]\n")
    relative = run.invoke(app, ["--inventory", "./elsewhere/", "--format", "plain"])
    absolute = run.invoke(app, ["--inventory", str(world.root / "elsewhere"), "--format", "plain"])
    assert relative.stdout.startswith("elsewhere/targets/dev-us-east-2.yml:1:11 INVENTORY-001 error ")
    assert absolute.stdout.splitlines()[0] == relative.stdout.splitlines()[0]
    assert (relative.exit_code, absolute.exit_code) == (1, 1)


def test_every_format_is_offered() -> None:
    """The command line and the writers know the same formats."""
    assert [format_.value for format_ in Format] == list(FORMATS)


def test_help(run: CliRunner) -> None:
    """The help shows how to call it."""
    result = run.invoke(app, ["--help"], terminal_width=120)
    assert "slipway check --format sarif --output slipway.sarif" in result.stdout
