"""The page of operations against what is compiled: policies that cover it, names that match, commands that work."""

from __future__ import annotations

import json
import re
import shlex
from collections.abc import Iterator
from fnmatch import fnmatchcase
from functools import cache
from pathlib import Path
from typing import Any

import pytest
import yaml

from slipway.catalogue import kinds
from slipway.manifest import Manifest
from slipway.render import environment_objects
from slipway.resources.hub.crossplane import RUNTIME
from slipway.resources.hub.kinds import managed_kinds, opened
from slipway.resources.storage.buckets import checkpoint_bucket_name
from tests.authoring.project import project, slipway
from tests.readme.commands import blocks, commands
from tests.support.sample import ROOT, sample_environment, sample_hub

PAGE = (ROOT / "docs/operations.md").read_text(encoding="utf-8")
MANAGED_POLICY_LIMIT = 6144
"""Characters without white space; https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_iam-quotas.html"""

TARGET = "prod-us-east-1"
CREATES = {
    "AccessEntry": "eks:CreateAccessEntry",
    "AccessPolicyAssociation": "eks:AssociateAccessPolicy",
    "Addon": "eks:CreateAddon",
    "Alias": "kms:CreateAlias",
    "Bucket": "s3:CreateBucket",
    "BucketLifecycleConfiguration": "s3:PutLifecycleConfiguration",
    "BucketLogging": "s3:PutBucketLogging",
    "BucketOwnershipControls": "s3:PutBucketOwnershipControls",
    "BucketPolicy": "s3:PutBucketPolicy",
    "BucketPublicAccessBlock": "s3:PutBucketPublicAccessBlock",
    "BucketServerSideEncryptionConfiguration": "s3:PutEncryptionConfiguration",
    "BucketVersioning": "s3:PutBucketVersioning",
    "Cluster": "eks:CreateCluster",
    "EIP": "ec2:AllocateAddress",
    "FlowLog": "ec2:CreateFlowLogs",
    "Group": "logs:CreateLogGroup",
    "InternetGateway": "ec2:CreateInternetGateway",
    "Key": "kms:CreateKey",
    "LaunchTemplate": "ec2:CreateLaunchTemplate",
    "LifecyclePolicy": "ecr:PutLifecyclePolicy",
    "NATGateway": "ec2:CreateNatGateway",
    "NodeGroup": "eks:CreateNodegroup",
    "OpenIDConnectProvider": "iam:CreateOpenIDConnectProvider",
    "Policy": "iam:CreatePolicy",
    "Repository": "ecr:CreateRepository",
    "Role": "iam:CreateRole",
    "RolePolicyAttachment": "iam:AttachRolePolicy",
    "Route": "ec2:CreateRoute",
    "RouteTable": "ec2:CreateRouteTable",
    "RouteTableAssociation": "ec2:AssociateRouteTable",
    "SecurityGroup": "ec2:CreateSecurityGroup",
    "SecurityGroupEgressRule": "ec2:AuthorizeSecurityGroupEgress",
    "SecurityGroupIngressRule": "ec2:AuthorizeSecurityGroupIngress",
    "Subnet": "ec2:CreateSubnet",
    "VPC": "ec2:CreateVpc",
    "VPCEndpoint": "ec2:CreateVpcEndpoint",
    "VPCEndpointRouteTableAssociation": "ec2:ModifyVpcEndpoint",
    "VPCEndpointSecurityGroupAssociation": "ec2:ModifyVpcEndpoint",
    "VPCEndpointSubnetAssociation": "ec2:ModifyVpcEndpoint",
}
"""The AWS action that makes each kind."""


@cache
def documents() -> list[dict[str, Any]]:
    return [json.loads(block) for block in blocks(PAGE, "json")]


def policy(sid: str) -> dict[str, Any]:
    """Return the document that has a statement of this name."""
    (found,) = [entry for entry in documents() if any(one.get("Sid") == sid for one in entry["Statement"])]
    return found


def statements() -> Iterator[dict[str, Any]]:
    """Yield the permissions of the role crossplane."""
    for sid in ("Network", "Roles"):
        yield from policy(sid)["Statement"]


def listed(value: str | list[str]) -> list[str]:
    return [value] if isinstance(value, str) else value


def allowed(action: str, resource: str) -> bool:
    return any(
        any(fnmatchcase(action, pattern) for pattern in listed(one["Action"]))
        and any(fnmatchcase(resource, pattern) for pattern in listed(one["Resource"]))
        for one in statements()
    )


@cache
def objects() -> tuple[Manifest, ...]:
    samples = ("dev-us-east-2", "staging-us-west-2", TARGET)
    return tuple(manifest for name in samples for manifest in environment_objects(sample_environment(name)))


def names(kind: str) -> list[str]:
    """Return the names of the sample's objects of a kind, late-bound ones too."""
    own = environment_objects(sample_environment(TARGET))
    return [str(one["metadata"]["name"]) for one in opened(own) if one["kind"] == kind]


def test_every_policy_is_one() -> None:
    assert len(documents()) == 7
    for document in documents():
        assert document["Version"] == "2012-10-17"
        assert all(one["Effect"] == "Allow" for one in document["Statement"])


@pytest.mark.parametrize("sid", ["Network", "Roles"])
def test_a_policy_fits_iam_and_repeats_nothing(sid: str) -> None:
    assert len(re.sub(r"\s", "", json.dumps(policy(sid)))) <= MANAGED_POLICY_LIMIT
    for one in policy(sid)["Statement"]:
        actions = listed(one["Action"])
        assert actions == sorted(set(actions))


def test_every_kind_that_is_compiled_may_be_made() -> None:
    emitted = {facts.kind for facts in managed_kinds(objects())}
    assert emitted <= set(CREATES)
    assert set(CREATES) <= {facts.kind for facts in kinds() if facts.managed}
    actions = {action for one in statements() for action in listed(one["Action"])}
    for kind in sorted(emitted):
        assert any(fnmatchcase(CREATES[kind], pattern) for pattern in actions), kind


@pytest.mark.parametrize(
    ("action", "arn", "found"),
    [
        ("iam:CreateRole", "arn:aws:iam::777788889999:role/", "Role"),
        ("iam:CreatePolicy", "arn:aws:iam::777788889999:policy/", "Policy"),
        ("kms:CreateAlias", "arn:aws:kms:us-east-1:777788889999:alias/", "Alias"),
        ("eks:CreateCluster", "arn:aws:eks:us-east-1:777788889999:cluster/", "Cluster"),
    ],
)
def test_names_are_the_ones_that_the_policies_name(action: str, arn: str, found: str) -> None:
    assert names(found)
    for name in names(found):
        assert allowed(action, f"{arn}{name}"), name
        assert not allowed(action, f"{arn}{name.replace('prod', 'other', 1)}"), name


def test_bucket_repository_and_logs_are_the_ones_that_the_policies_name() -> None:
    environment = sample_environment(TARGET)
    arns = environment.arns
    assert allowed("s3:CreateBucket", arns.bucket(checkpoint_bucket_name(environment)))
    assert allowed("ecr:CreateRepository", arns.repository(environment.names.repository("atlas")))
    assert allowed("logs:CreateLogGroup", arns.log_group(environment.names.log_group("flow-log")))


def test_every_role_that_is_handed_over_may_be() -> None:
    services = set()
    for one in opened(environment_objects(sample_environment(TARGET))):
        if one["kind"] == "Role":
            trust = json.loads(one["spec"]["forProvider"]["assumeRolePolicy"])["Statement"][0]["Principal"]
            services |= set(listed(trust.get("Service", [])))
    (hand_over,) = [one for one in statements() if one.get("Sid") == "HandOver"]
    assert services <= set(hand_over["Condition"]["StringEquals"]["iam:PassedToService"])


def test_the_role_reads_no_checkpoint() -> None:
    for action in ("s3:GetObject", "kms:Decrypt", "s3:PutObject", "iam:CreateUser", "iam:CreateAccessKey"):
        patterns = [pattern for one in statements() for pattern in listed(one["Action"])]
        assert not any(fnmatchcase(action, pattern) for pattern in patterns), action


def test_trust_names_the_service_accounts_that_are_compiled() -> None:
    hub = sample_hub()
    texts = [json.dumps(document) for document in documents()]
    providers = f"system:serviceaccount:{hub.hub.crossplane.namespace}:{RUNTIME}"
    assert sum(providers in text for text in texts) == 1
    values = yaml.safe_load((ROOT / "docs/bootstrap/argocd.yaml").read_text(encoding="utf-8"))
    named = values["applicationSet"]["serviceAccount"]["name"]
    assert sum(f"system:serviceaccount:{hub.fleet.argocd.namespace}:{named}" in text for text in texts) == 1


def test_the_roles_of_the_page_are_those_of_the_inventory() -> None:
    hub, environment = sample_hub(), sample_environment(TARGET)
    text = json.dumps(documents())
    assert hub.hub.crossplane.provider.role_arn in text
    assert environment.settings.assume_role_chain[-1].role_arn in text
    assert environment.arns.role(environment.names.service_role("argocd")) in text


def test_the_kinds_whose_ids_are_awss_own_are_all_named() -> None:
    section = PAGE[PAGE.index("## Losing the hub") :]
    paragraph = re.search(r"^`EIP`.*?\n\n", section, re.MULTILINE | re.DOTALL)
    assert paragraph
    expected = {facts.kind for facts in kinds() if facts.managed and facts.external_name == "assigned"}
    assert set(re.findall(r"`(\w+)`", paragraph[0])) == expected


def slipway_calls() -> list[str]:
    lines = [line.strip() for line in commands(PAGE, "")]
    inline = re.findall(r"`(slipway set [^`]*)`", PAGE)
    return [line for line in (*lines, *inline) if line.startswith("slipway ")]


@pytest.mark.parametrize("call", slipway_calls())
def test_every_change_of_the_inventory_can_be_made(call: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(project(tmp_path))
    exit_code, output = slipway(*shlex.split(call)[1:])
    assert exit_code == 0, output


def test_there_are_such_changes() -> None:
    assert len(slipway_calls()) == 5


def test_yaml_of_the_page_is_yaml() -> None:
    found = [list(yaml.safe_load_all(block)) for block in blocks(PAGE, "yaml")]
    assert [document["kind"] for document in found[0]] == ["ECRAuthorizationToken", "ExternalSecret"]
    assert list(found[1][0]["parameters"]) == ["allow"]
