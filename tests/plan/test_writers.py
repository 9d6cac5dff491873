"""What the writers do beyond the corpus: size limits, text that looks like markup, suppressed results."""

import json
from datetime import date

import pytest
import yaml

from slipway.plan import Permit, plan
from slipway.plan.writers import as_json, as_markdown, as_sarif, as_text
from slipway.plan.writers.markdown import LIMIT, MARKER

AS_OF = date(2026, 11, 23)


def vpc(target, cidr):
    manifest = {
        "apiVersion": "ec2.aws.m.upbound.io/v1beta1",
        "kind": "VPC",
        "metadata": {"name": target, "namespace": target},
        "spec": {"forProvider": {"cidrBlock": cidr, "region": "us-east-1"}},
    }
    return {f"{target}/network/vpc.yaml": yaml.safe_dump(manifest).encode()}


def config(target, text):
    manifest = {"apiVersion": "v1", "kind": "ConfigMap", "metadata": {"name": "a"}, "data": {"key": text}}
    return {f"{target}/a.yaml": yaml.safe_dump(manifest).encode()}


def fleet(count, cidr):
    return {path: content for number in range(count) for path, content in vpc(f"env-{number:03}", cidr(number)).items()}


@pytest.fixture(scope="module")
def large():
    """Three hundred environments, each with an error of its own."""
    return plan(
        fleet(300, lambda one: f"10.{one % 200}.0.0/16"), fleet(300, lambda one: f"11.{one % 250}.0.0/16"), as_of=AS_OF
    )


def test_a_comment_is_cut_to_the_limit_and_says_so(large):
    text = as_markdown(large)
    assert LIMIT * 0.9 < len(text) <= LIMIT
    assert text.startswith(f"{MARKER}\n### Slipway plan\n\n300 targets change: 300 changed. 300 errors.\n")
    assert text.endswith(
        "of 301 sections are left out: the comment would be too long. `slipway plan` shows all of it._\n"
    )


def test_a_small_limit_still_leaves_the_fleet(large):
    text = as_markdown(large, limit=1000)
    assert len(text) <= 1000
    assert (
        "\n| env-000, env-001, env-002, env-003, env-004, env-005, env-006, env-007 and 292 more | `~1` | refused 1 |\n"
        in text
    )
    assert "_300 of 301 sections are left out" in text


def test_a_comment_that_fits_is_whole():
    text = as_markdown(plan(vpc("a", "10.0.0.0/16"), vpc("a", "10.1.0.0/16"), as_of=AS_OF))
    assert "left out" not in text
    assert text.count("<details>") == text.count("</details>") == 1


def test_text_cannot_break_out_of_its_fence():
    text = as_markdown(plan(config("a", "x"), config("a", "````\n</details>\n```"), as_of=AS_OF))
    assert "\n`````diff\n" in text
    assert text.endswith("\n`````\n\n</details>\n")


def test_text_is_no_markup_and_calls_nobody():
    result = plan(vpc("a", "10.0.0.0/16"), vpc("a", "10.1.0.0/16"), as_of=AS_OF, base="@platform | <b> *x* `y`")
    assert "Compared with &#64;platform &#124; &#60;b&#62; &#42;x&#42; &#96;y&#96;." in as_markdown(result)


def test_a_plan_without_changes():
    result = plan(vpc("a", "10.0.0.0/16"), vpc("a", "10.0.0.0/16"), as_of=AS_OF, base="main")
    assert as_text(result) == "Plan against main\n\nNothing changes.\n"
    assert as_markdown(result) == f"{MARKER}\n### Slipway plan\n\nNothing changes.\n\nCompared with main.\n"
    assert json.loads(as_json(result)) == {
        "schemaVersion": 1,
        "base": "main",
        "head": "",
        "targets": [],
        "shared": [],
        "findings": [],
    }
    assert json.loads(as_sarif(result))["runs"][0]["results"] == []


def test_sarif_suppresses_what_is_permitted_and_notes_what_is_grave():
    permit = Permit(change=("VPC/a",), reason="rebuilt", until=date(2026, 12, 1))
    grave = {
        path: content.replace(b"cidrBlock: 10.0", b"enableDnsSupport: false\n    cidrBlock: 10.1")
        for path, content in vpc("a", "10.0.0.0/16").items()
    }
    result = plan(vpc("a", "10.0.0.0/16"), grave, as_of=AS_OF, permits={"a": (permit,)}, folder="out")
    results = json.loads(as_sarif(result))["runs"][0]["results"]
    assert [(one["ruleId"], one["level"], one.get("suppressions")) for one in results] == [
        ("plan/immutable", "error", [{"kind": "external", "justification": "rebuilt (until 2026-12-01)"}]),
        ("plan/disruptive", "note", None),
    ]
    assert results[1]["message"]["text"] == (
        "a: VPC/a: enableDnsSupport: interrupts: name resolution inside the VPC depends on it"
    )
    assert {one["locations"][0]["physicalLocation"]["artifactLocation"]["uri"] for one in results} == {
        "out/a/network/vpc.yaml",
    }


def test_json_has_every_field_however_many():
    old = {f"key{number}": "a" for number in range(50)}
    manifests = [
        {"apiVersion": "v1", "kind": "ConfigMap", "metadata": {"name": "a"}, "data": data}
        for data in (old, dict.fromkeys(old, "b"))
    ]
    before, after = ({"a/a.yaml": yaml.safe_dump(one).encode()} for one in manifests)
    result = plan(before, after, as_of=AS_OF)
    assert len(json.loads(as_json(result))["targets"][0]["changes"][0]["fields"]) == 50
    assert "      and 30 more fields\n" in as_text(result)
