"""The page and the workflow say what is true: commands parse, permits are permits, tokens can do little."""

import re
import shlex
from pathlib import Path

import pytest
import typer.main
import yaml

from slipway.cli.compare import compare_command
from slipway.cli.plan import plan_command
from slipway.plan import Effect, Permit
from slipway.plan.inventory import given
from slipway.plan.writers.body import LABELS
from slipway.plan.writers.markdown import LIMIT, MARKER
from tests.plan.corpus import CASES
from tests.plan.fleet import Fleet

ROOT = Path(__file__).parents[2]
PAGE = (ROOT / "docs/plan.md").read_text()
WORKFLOW = yaml.safe_load((ROOT / ".github/workflows/plan.yml").read_text())


def blocks(language):
    return re.findall(rf"^```{language}\n(.*?)^```$", PAGE, re.MULTILINE | re.DOTALL)


def commands():
    lines = [line for block in blocks("sh") for line in block.splitlines()]
    scripts = [line for job in (yaml.safe_load(blocks("yaml")[1])["plan"],) for line in job["script"]]
    return [shlex.split(line, comments=True) for line in lines] + [
        shlex.split(line.partition(" || ")[0]) for line in scripts if "slipway" in line and line.startswith(".venv")
    ]


@pytest.mark.parametrize("words", commands(), ids=" ".join)
def test_every_command_of_the_page_parses(words):
    app = typer.Typer()
    app.command("plan")(plan_command)
    app.command("compare")(compare_command)
    group = typer.main.get_group(app)
    program, name, *arguments = words
    assert program in ("slipway", ".venv/bin/slipway")
    group.commands[name].make_context(name, arguments)


def test_the_permit_of_the_page_is_one(tmp_path):
    fleet = Fleet.at(tmp_path / "fleet")
    text = "parameters:\n  fleet:\n    asOf: 2026-11-23\n" + blocks("yaml")[0].removeprefix("parameters:\n")
    fleet.write("inventory/targets/dev-us-east-2.yml", text)
    (permit,) = given(fleet.project, ["dev-us-east-2"]).permits["dev-us-east-2"]
    assert isinstance(permit, Permit)
    assert list(permit.entries()) == [
        ("delete", "Bucket/dev-us-east-2-checkpoints"),
        ("change", "NodeGroup/dev-us-east-2-gpu:amiType"),
    ]


def test_the_sample_of_the_page_is_what_is_printed():
    printed = (CASES / "delete-bucket/expected.txt").read_text().replace("origin/main", "origin/main (3f2c1ab4d)")
    assert blocks("text") == [printed]


def test_every_label_and_every_rule_is_explained():
    assert [label for label in LABELS.values() if label not in PAGE] == []
    assert set(LABELS) == set(Effect)
    source = "".join(path.read_text() for path in (ROOT / "lib/slipway/plan").rglob("*.py"))
    rules = set(re.findall(r'"(plan/(?:eks|ahead|behind|upgrade|capacity|stateful|immutable)[a-z-]*)"', source))
    assert len(rules) >= 8
    assert [rule for rule in sorted(rules) if f"`{rule}`" not in PAGE] == []


def test_the_limit_and_the_marker_are_those_of_the_writer():
    assert f"{LIMIT:,} characters" in PAGE
    assert PAGE.count(MARKER) == 1
    assert MARKER in WORKFLOW["jobs"]["comment"]["steps"][1]["env"]["MINE"]


def test_the_job_that_runs_code_of_the_pull_request_cannot_write():
    assert WORKFLOW["permissions"] == {}
    assert WORKFLOW["jobs"]["plan"]["permissions"] == {"contents": "read"}
    assert WORKFLOW["jobs"]["comment"]["permissions"] == {"pull-requests": "write"}
    assert [step for step in WORKFLOW["jobs"]["comment"]["steps"] if "checkout" in step.get("uses", "")] == []
    assert list(WORKFLOW[True]) == ["pull_request"]


def test_no_text_of_a_pull_request_gets_into_a_script():
    scripts = [step["run"] for job in WORKFLOW["jobs"].values() for step in job["steps"] if "run" in step]
    assert [script for script in scripts if "${{" in script] == []
    assert len(scripts) == 4


def test_the_clone_is_deep_and_keeps_no_token():
    (checkout,) = [step for step in WORKFLOW["jobs"]["plan"]["steps"] if "checkout" in step.get("uses", "")]
    assert checkout["with"] == {"fetch-depth": 0, "persist-credentials": False}
