"""``slipway bind`` on a small compiled tree: exact output and exit code."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
import typer
from typer.testing import CliRunner, Result

from slipway.cli.bind import bind_command
from slipway.serialize import stream
from tests.latebinding.world import binding, manifest

OIDC = """\
# compiled/dev/access.yaml, from LateBinding.slipway.dev dev/dev
apiVersion: iam.aws.m.upbound.io/v1beta1
kind: OpenIDConnectProvider
metadata:
  name: dev
  namespace: dev
spec:
  forProvider:
    clientIdList:
      - sts.amazonaws.com
    url: {url}
  managementPolicies:
    - Observe
    - Create
    - Update
    - Delete
  providerConfigRef:
    kind: ProviderConfig
    name: dev
"""
NODES = """\
# compiled/dev/nodes/groups.yaml, from LateBinding.slipway.dev dev/dev-cpu
apiVersion: eks.aws.m.upbound.io/v1beta1
kind: NodeGroup
metadata:
  name: dev-cpu
  namespace: dev
spec:
  forProvider:
    clusterNameRef:
      name: dev
    launchTemplate:
      name: dev-cpu
      version: "{version}"
    region: us-east-2
    scalingConfig:
      maxSize: 4
      minSize: 1
  providerConfigRef:
    kind: ProviderConfig
    name: dev
"""
NAMESPACE = """\
# compiled/dev/nodes/groups.yaml
apiVersion: v1
kind: Namespace
metadata:
  name: dev
"""
SAMPLE = "https://oidc.eks.us-east-1.amazonaws.com/id/EXAMPLED539D4633E53DE1B71EXAMPLE"
NOTE = "The holes hold samples; --values FILE fills in your own.\n"


@pytest.fixture(autouse=True)
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    for folder in ("inventory", "components", "compiled/dev/nodes", "compiled/prod"):
        (tmp_path / folder).mkdir(parents=True)
    namespace = {"apiVersion": "v1", "kind": "Namespace", "metadata": {"name": "dev"}}
    (tmp_path / "compiled/dev/access.yaml").write_text(stream("generated", [binding("oidc")]))
    (tmp_path / "compiled/dev/nodes/groups.yaml").write_text(stream("generated", [namespace, binding("nodes")]))
    (tmp_path / "compiled/prod/plain.yaml").write_text(stream("generated", [manifest("cluster")]))
    monkeypatch.chdir(tmp_path)
    return tmp_path


def slipway_bind(*arguments: str) -> Result:
    app = typer.Typer()
    app.command("bind")(bind_command)
    return CliRunner(env={"COLUMNS": "200", "NO_COLOR": "1"}).invoke(app, arguments)


def test_without_arguments_everything_compiled_is_shown_with_samples() -> None:
    result = slipway_bind()
    assert (result.exit_code, result.stdout, result.stderr) == (
        0,
        OIDC.format(url=SAMPLE) + "---\n" + NODES.format(version="1"),
        NOTE,
    )


@pytest.mark.parametrize("chosen", ["dev", "compiled/dev", "./compiled/dev"])
def test_a_target_or_its_folder_may_be_chosen(chosen: str) -> None:
    assert slipway_bind(chosen).stdout == OIDC.format(url=SAMPLE) + "---\n" + NODES.format(version="1")


def test_a_file_may_be_chosen_and_is_read_once() -> None:
    file = "compiled/dev/access.yaml"
    assert slipway_bind(file, file).stdout == OIDC.format(url=SAMPLE)


def test_all_shows_the_other_objects_as_well() -> None:
    result = slipway_bind("compiled/dev/nodes", "--all")
    assert result.stdout == NAMESPACE + "---\n" + NODES.format(version="1")


def test_a_target_without_late_bindings_shows_nothing() -> None:
    result = slipway_bind("prod")
    assert (result.exit_code, result.stdout, result.stderr) == (0, "", "")


def test_given_values_are_filled_in_for_all_or_for_one(project: Path) -> None:
    (project / "values.yaml").write_text("issuer: https://issuer\nversion: '3'\ndev-cpu: {version: 7}\n")
    result = slipway_bind("--values", "values.yaml")
    expected = OIDC.format(url="https://issuer") + "---\n" + NODES.format(version="7")
    assert (result.exit_code, result.stdout, result.stderr) == (0, expected, "")


def test_all_missing_values_are_named_at_once(project: Path) -> None:
    (project / "values.yaml").write_text("other: x\n")
    result = slipway_bind("--values", "values.yaml")
    assert (result.exit_code, result.stdout, result.stderr) == (
        1,
        "",
        "error: compiled/dev/access.yaml: dev: no value for issuer\n"
        "compiled/dev/nodes/groups.yaml: dev-cpu: no value for version\n",
    )


@pytest.mark.parametrize(
    "values, text",
    [
        ("- issuer\n", "values.yaml: expected one map of hole names and values"),
        ("", "values.yaml: expected one map of hole names and values"),
        ("issuer: [a]\n", "value issuer: expected text or a whole number, found ['a']"),
        ("issuer: true\n", "value issuer: expected text or a whole number, found True"),
        ("dev: {issuer: 1.5}\n", "value issuer: expected text or a whole number, found 1.5"),
        ("issuer: {\n", "values.yaml: is not YAML: while parsing a flow node did not find expected node content"),
    ],
)
def test_a_file_of_values_that_is_none_is_refused(project: Path, values: str, text: str) -> None:
    (project / "values.yaml").write_text(values)
    result = slipway_bind("--values", "values.yaml")
    assert (result.exit_code, result.stdout) == (2, "")
    assert result.stderr.startswith(f"error: {text}")


def test_a_file_of_values_that_is_not_there_is_named() -> None:
    result = slipway_bind("--values", "nowhere.yaml")
    assert (result.exit_code, result.stderr) == (2, "error: nowhere.yaml: cannot be read: No such file or directory\n")


def test_what_is_not_there_is_answered_with_what_is() -> None:
    result = slipway_bind("staging")
    text = "error: staging is neither a file, a folder nor a compiled target; targets: dev, prod\n"
    assert (result.exit_code, result.stdout, result.stderr) == (2, "", text)


def test_before_the_first_compile_it_says_so(project: Path) -> None:
    shutil.rmtree(project / "compiled")
    result = slipway_bind()
    text = "error: compiled does not exist: run slipway compile first, or name files to look through\n"
    assert (result.exit_code, result.stdout, result.stderr) == (2, "", text)


def test_a_file_without_objects_is_refused(project: Path) -> None:
    (project / "notes.yaml").write_text("- a\n- b\n")
    result = slipway_bind("notes.yaml")
    assert (result.exit_code, result.stderr) == (2, "error: notes.yaml: expected Kubernetes objects, found list\n")


def test_outside_a_project_files_can_still_be_shown(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    outside = project / "outside"
    outside.mkdir()
    (outside / "access.yaml").write_text(stream("generated", [binding("oidc")]))
    (project / "inventory").rmdir()
    monkeypatch.chdir(outside)
    assert slipway_bind("access.yaml").stdout == OIDC.format(url=SAMPLE).replace("compiled/dev/", "")
    result = slipway_bind()
    assert result.exit_code == 2
    assert result.stderr == (
        f"error: {outside} is not inside a Slipway project: no folder above it holds inventory/ and components/\n"
    )
