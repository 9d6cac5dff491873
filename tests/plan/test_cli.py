"""The command on a real repository: exit codes, formats, and messages instead of tracebacks."""

import json

import pytest
import typer
from typer.testing import CliRunner

from slipway.cli.plan import plan_command
from tests.plan.fleet import VPC, Fleet

DEV = "inventory/targets/dev-us-east-2.yml"


@pytest.fixture
def fleet(tmp_path, monkeypatch):
    fleet = Fleet.at(tmp_path / "fleet")
    monkeypatch.chdir(fleet.project)
    monkeypatch.setenv("COLUMNS", "80")
    return fleet


def slipway_plan(*arguments):
    app = typer.Typer()
    app.command()(plan_command)
    return CliRunner().invoke(app, arguments, catch_exceptions=False)


def allow(fleet, text):
    fleet.write(DEV, f"parameters:\n  fleet:\n    asOf: 2026-11-23\n  allow:\n{text}")


def test_nothing_changes(fleet):
    result = slipway_plan("--exit-code")
    head = fleet.git("rev-parse", "--short=9", "HEAD")
    assert (result.exit_code, result.stdout) == (0, f"Plan against HEAD ({head})\n\nNothing changes.\n")


def test_a_harmless_change_exits_with_0(fleet):
    fleet.role("second")
    assert slipway_plan("--exit-code").exit_code == 0


def test_a_grave_change_exits_with_3_if_asked(fleet):
    fleet.write("compiled/hub/a.yaml", VPC.format(target="hub", cidr="10.0.0.0/16"))
    fleet.commit("a")
    fleet.write("compiled/hub/a.yaml", VPC.format(target="hub", cidr="10.0.0.0/16") + "    enableDnsSupport: false\n")
    assert slipway_plan().exit_code == 0
    assert slipway_plan("--exit-code").exit_code == 3


def test_an_error_exits_with_1(fleet):
    fleet.vpc("10.64.0.0/16")
    result = slipway_plan("--exit-code")
    assert result.exit_code == 1
    assert "error plan/immutable dev-us-east-2\n" in result.stdout


def test_a_permit_of_the_inventory_lifts_the_error(fleet):
    fleet.vpc("10.64.0.0/16")
    allow(
        fleet, "    - change: [VPC/dev-us-east-2:cidrBlock]\n      reason: rebuilt in PLAT-7\n      until: 2026-11-30\n"
    )
    result = slipway_plan()
    assert result.exit_code == 0
    assert "  permitted: rebuilt in PLAT-7 (until 2026-11-30)\n" in result.stdout
    assert slipway_plan("--exit-code").exit_code == 3


def test_an_unused_permit_of_a_target_that_does_not_change_is_found(fleet):
    allow(fleet, "    - delete: [Bucket/gone]\n      reason: cleaned up\n      until: 2026-11-30\n")
    result = slipway_plan()
    assert (result.exit_code, "warning plan/permit-unused dev-us-east-2" in result.stdout) == (0, True)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("    delete: x\n", "allow is a dict; it must be a list of permits"),
        (
            "    - delete: [Bucket]\n      reason: a\n      until: 2026-11-30\n",
            "allow.0.delete.0: String should match pattern",
        ),
        ("    - delete: [Bucket/a]\n      until: 2026-11-30\n", "allow.0.reason: Field required"),
        (
            "    - delete: [Bucket/a]\n      reason: a\n      until: soon\n",
            "allow.0.until: Input should be a valid date",
        ),
        ("    - reason: a\n      until: 2026-11-30\n", "a permit names nothing; list objects under delete or change"),
        (
            "    - delete: [Bucket/a]\n      reason: a\n      until: 2026-11-30\n      who: me\n",
            "allow.0.who: Extra inputs are not permitted",
        ),
    ],
)
def test_a_permit_that_is_none_is_told(fleet, text, said):
    allow(fleet, text)
    result = slipway_plan()
    assert (result.exit_code, result.stdout) == (2, "")
    assert result.stderr.startswith("error: dev-us-east-2: ")
    assert said in result.stderr


def test_a_date_that_is_none_is_told(fleet):
    fleet.write(DEV, "parameters:\n  fleet:\n    asOf: today\n")
    fleet.role("second")
    result = slipway_plan()
    assert (result.exit_code, result.stderr) == (
        2,
        "error: dev-us-east-2: fleet.asOf is 'today'; it must be a date, YYYY-MM-DD\n",
    )


def test_an_inventory_that_does_not_render_is_told(fleet):
    fleet.write(DEV, "classes: [missing]\n")
    fleet.role("second")
    result = slipway_plan()
    assert (result.exit_code, result.stderr) == (
        2,
        "error: target dev-us-east-2 does not render; run `slipway check dev-us-east-2` and correct it first\n",
    )


def test_a_target_can_be_chosen(fleet):
    fleet.vpc("10.9.0.0/16")
    fleet.vpc("10.9.0.0/16", "new-us-east-2")
    result = slipway_plan("--target", "new-us-east-2")
    assert (result.exit_code, "dev-us-east-2" in result.stdout) == (0, False)


@pytest.mark.usefixtures("fleet")
def test_a_target_that_does_not_exist_is_told():
    result = slipway_plan("-t", "prd")
    assert (result.exit_code, result.stderr) == (2, "error: no compiled target 'prd'; there are dev-us-east-2\n")


@pytest.mark.usefixtures("fleet")
def test_a_revision_that_does_not_exist_is_told():
    result = slipway_plan("--base", "mian")
    assert result.exit_code == 2
    assert result.stderr == "error: revision 'mian' does not exist here; see `git branch --all`, or fetch it first\n"


def test_yaml_that_cannot_be_read_is_told_with_its_line(fleet):
    fleet.write("compiled/dev-us-east-2/access/inference.yaml", "# Generated\napiVersion: v1\nkind: [\n")
    result = slipway_plan()
    assert result.exit_code == 2
    assert result.stderr.startswith(
        "error: dev-us-east-2/access/inference.yaml:4: not YAML: did not find expected node content"
    )


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("- a\n", "inference.yaml:1: a list stands where an object is expected"),
        ("# c\n\nkind: Role\n", "inference.yaml:3: an object without apiVersion"),
        ("apiVersion: v1\nkind: ConfigMap\nmetadata: {}\n", "inference.yaml:1: an object without metadata.name"),
        (
            "apiVersion: slipway.dev/v1alpha1\nkind: LateBinding\nmetadata: {name: a}\n",
            "LateBinding a has no spec.template with",
        ),
        (VPC.format(target="dev-us-east-2", cidr="10.7.0.0/16") * 1, None),
    ],
)
def test_an_object_that_is_none_is_told(fleet, text, said):
    fleet.write("compiled/dev-us-east-2/access/inference.yaml", text)
    if said is None:
        fleet.vpc("10.8.0.0/16")
        said = "network/vpc.yaml:2: VPC.ec2.aws.m.upbound.io dev-us-east-2/dev-us-east-2 is already in"
    result = slipway_plan()
    assert (result.exit_code, result.stdout) == (2, "")
    assert said in result.stderr


def test_bytes_that_are_no_text_are_told(fleet):
    (fleet.project / "compiled/dev-us-east-2/access/inference.yaml").write_bytes(b"a: 1\nb: \xff\n")
    assert slipway_plan().stderr.startswith("error: dev-us-east-2/access/inference.yaml:2: not UTF-8 text")


def test_the_folder_outside_a_project_is_told(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path.anchor)
    result = slipway_plan()
    assert (result.exit_code, result.stderr.startswith("error: ")) == (2, True)
    assert "is not inside a Slipway project" in result.stderr


def test_a_folder_of_the_project_will_do(fleet, monkeypatch):
    fleet.role("second")
    monkeypatch.chdir(fleet.project / "compiled")
    assert "Role/dev-us-east-2-inference" in slipway_plan().stdout


@pytest.mark.parametrize("name", ["markdown", "json", "sarif", "terminal"])
def test_every_format_can_go_to_a_file(fleet, name):
    fleet.vpc("10.64.0.0/16")
    result = slipway_plan("--format", name, "--output", "out/plan.txt")
    assert (result.exit_code, result.stdout) == (1, "")
    text = (fleet.project / "out/plan.txt").read_text()
    assert text == slipway_plan("--format", name).stdout
    if name in ("json", "sarif"):
        json.loads(text)


def test_a_file_that_cannot_be_written_is_told(fleet):
    fleet.write("out", "a file")
    result = slipway_plan("--output", "out/plan.txt")
    assert (result.exit_code, result.stderr) == (2, "error: out/plan.txt cannot be written: File exists\n")


def test_sarif_points_at_the_object(fleet):
    fleet.vpc("10.64.0.0/16")
    (run,) = json.loads(slipway_plan("--format", "sarif").stdout)["runs"]
    (result,) = run["results"]
    assert (result["ruleId"], result["level"]) == ("plan/immutable", "error")
    assert result["locations"][0]["physicalLocation"] == {
        "artifactLocation": {"uri": "compiled/dev-us-east-2/network/vpc.yaml", "uriBaseId": "%SRCROOT%"},
        "region": {"startLine": 2},
    }


@pytest.mark.usefixtures("fleet")
def test_an_unknown_format_lists_the_known_ones():
    result = slipway_plan("--format", "xml")
    assert result.exit_code == 2
    assert [name for name in ("terminal", "markdown", "json", "sarif") if f"'{name}'" not in result.stderr] == []
