"""Requirement 15: the controller's role has the upstream policy of the pinned controller version."""

from __future__ import annotations

import hashlib
import json
import os
from pathlib import Path
from typing import Any

from slipway.latebinding.render import bound, sample_values
from slipway.model import Environment
from slipway.resources.access.load_balancer_controller import CONTROLLER_VERSION
from slipway.resources.access.load_balancer_controller_policy import digest, statements
from tests.support.crds import needs_crds
from tests.support.layers import layer_files, layer_texts
from tests.support.sample import sample_environment

FILE = "access/load-balancer-controller.yaml"


def controller(environment: Environment) -> dict[str, dict[str, Any]]:
    """Return forProvider of each object by kind, as it will be."""
    found = [bound(one, sample_values(one)) for one in layer_files("access", environment)[FILE]]
    return {one["kind"]: one["spec"]["forProvider"] for one in found}


def policy(environment: Environment) -> dict[str, Any]:
    return dict(json.loads(controller(environment)["Policy"]["policy"]))


def compact(document: dict[str, Any]) -> str:
    return json.dumps(document, separators=(",", ":"))


def test_requirement_15_the_policy_is_upstreams_to_the_byte() -> None:
    # The hash of docs/install/iam_policy.json of controller v3.5.0, written here once more on purpose.
    published = "a4163aa4d4f27878f93ad71ea9d29b80067781e143c05ddc948e70da74f01ed4"
    text = compact(policy(sample_environment("dev-us-east-2")))
    assert hashlib.sha256(text.encode()).hexdigest() == digest() == published


def test_requirement_15_the_policy_belongs_to_the_chart_that_is_installed() -> None:
    chart = sample_environment("dev-us-east-2").applications.load_balancer_controller.source
    assert chart.target_revision == CONTROLLER_VERSION


def test_requirement_15_sixteen_statements_that_fit_one_managed_policy() -> None:
    document = policy(sample_environment("dev-us-east-2"))
    assert len(document["Statement"]) == 16
    assert sum(len(one["Action"]) for one in document["Statement"]) == 86
    assert len(compact(document)) <= 6144


def test_requirement_15_partitions_differ_in_arns_alone() -> None:
    for partition in ("aws-us-gov", "aws-cn"):
        changed = json.dumps(statements(partition)).replace(f"arn:{partition}:", "arn:aws:")
        assert changed == json.dumps(statements("aws"))
        assert "arn:aws:" not in json.dumps(statements(partition))


def test_requirement_15_the_role_trusts_the_controllers_service_account_alone() -> None:
    trust = json.loads(controller(sample_environment("dev-us-east-2"))["Role"]["assumeRolePolicy"])
    [compared] = [one["Condition"]["StringEquals"] for one in trust["Statement"]]
    subjects = [value for key, value in compared.items() if key.endswith(":sub")]
    assert subjects == ["system:serviceaccount:kube-system:aws-load-balancer-controller"]
    assert [value for key, value in compared.items() if key.endswith(":aud")] == ["sts.amazonaws.com"]


def test_requirement_15_role_and_policy_belong_together() -> None:
    name = "dev-us-east-2-load-balancer-controller"
    found = controller(sample_environment("dev-us-east-2"))
    assert found["RolePolicyAttachment"] == {"roleRef": {"name": name}, "policyArnRef": {"name": name}}


def test_no_role_for_a_controller_that_is_off() -> None:
    off = sample_environment("dev-us-east-2", applications={"loadBalancerController": {"enabled": False}})
    assert list(layer_texts("access", off)) == ["access/inference.yaml"]


@needs_crds
def test_requirement_15_the_published_file_says_the_same() -> None:
    folder = Path(os.environ["CRD_DIR"]).parent / "data"
    published = json.loads((folder / "aws-load-balancer-controller-iam-policy.json").read_text(encoding="utf-8"))
    assert policy(sample_environment("dev-us-east-2")) == published
