"""Requirement 13: the role of the model servers reads checkpoints, decrypts them, and does nothing else."""

from __future__ import annotations

import json
from typing import Any

import pytest

from slipway.latebinding.render import bound
from slipway.model import Environment
from tests.support.layers import layer_files
from tests.support.sample import sample_environment

KEY_ARN = "arn:aws:kms:us-east-2:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab"
ISSUER = "https://oidc.eks.us-east-2.amazonaws.com/id/EXAMPLED539D4633E53DE1B71EXAMPLE"
VALUES = {"checkpointKeyArn": KEY_ARN, "issuerHost": ISSUER}
PINNED = {"checkpointKeyArn": KEY_ARN, "oidcIssuer": ISSUER}
EXISTING = {"bucketName": "their-models", "keyArn": KEY_ARN}
EXACTLY = [
    ("s3:ListBucket", "arn:aws:s3:::dev-us-east-2-checkpoints-111122223333"),
    ("s3:GetObject", "arn:aws:s3:::dev-us-east-2-checkpoints-111122223333/*"),
    ("kms:Decrypt", KEY_ARN),
]


def inference(environment: Environment) -> dict[str, dict[str, Any]]:
    """Return forProvider of each object by kind, as it will be."""
    found = [bound(one, VALUES) for one in layer_files("access", environment)["access/inference.yaml"]]
    return {one["kind"]: one["spec"]["forProvider"] for one in found}


def rights(environment: Environment) -> list[tuple[str, str]]:
    """Return every allowed pair of action and resource."""
    statements = json.loads(inference(environment)["Policy"]["policy"])["Statement"]
    assert {one["Effect"] for one in statements} == {"Allow"}
    return [(action, resource) for one in statements for action in one["Action"] for resource in one["Resource"]]


def test_requirement_13_exactly_three_rights_on_exact_arns() -> None:
    assert rights(sample_environment("dev-us-east-2")) == EXACTLY


@pytest.mark.parametrize("target", ["dev-us-east-2", "staging-us-west-2", "prod-us-east-1"])
def test_requirement_13_no_other_action_and_no_star_in_any_environment(target: str) -> None:
    given = rights(sample_environment(target))
    assert [action for action, _ in given] == ["s3:ListBucket", "s3:GetObject", "kms:Decrypt"]
    assert [resource for _, resource in given if "*" in resource.removesuffix("/*")] == []


def test_requirement_13_the_key_is_the_one_of_the_bucket() -> None:
    [_, policy, _] = layer_files("access", sample_environment("dev-us-east-2"))["access/inference.yaml"]
    assert policy["spec"]["sources"] == {
        "key": {"apiVersion": "kms.aws.m.upbound.io/v1beta1", "kind": "Key", "name": "dev-us-east-2-checkpoints"}
    }
    [storage] = [
        one
        for one in layer_files("storage", sample_environment("dev-us-east-2"))["storage/checkpoints.yaml"]
        if one["kind"] == "BucketServerSideEncryptionConfiguration"
    ]
    [rule] = storage["spec"]["forProvider"]["rule"]
    key = rule["applyServerSideEncryptionByDefault"]["kmsMasterKeyIdRef"]["name"]
    assert key == policy["spec"]["sources"]["key"]["name"]


def test_requirement_13_the_subject_is_what_the_chart_receives() -> None:
    settings = {"inference": {"namespace": "models", "serviceAccountName": "server"}}
    trust = inference(sample_environment("dev-us-east-2", applications=settings))["Role"]["assumeRolePolicy"]
    host = ISSUER.removeprefix("https://")
    assert json.loads(trust)["Statement"] == [
        {
            "Effect": "Allow",
            "Principal": {"Federated": f"arn:aws:iam::111122223333:oidc-provider/{host}"},
            "Action": "sts:AssumeRoleWithWebIdentity",
            "Condition": {
                "StringEquals": {
                    f"{host}:aud": "sts.amazonaws.com",
                    f"{host}:sub": "system:serviceaccount:models:server",
                }
            },
        }
    ]


def test_requirement_13_the_role_has_that_policy_and_no_other() -> None:
    objects = layer_files("access", sample_environment("dev-us-east-2"))["access/inference.yaml"]
    [attachment] = [one for one in objects if one["kind"] == "RolePolicyAttachment"]
    assert attachment["spec"]["forProvider"] == {
        "roleRef": {"name": "dev-us-east-2-inference"},
        "policyArnRef": {"name": "dev-us-east-2-inference"},
    }
    assert {"inlinePolicy", "managedPolicyArns"} & set(inference(sample_environment())["Role"]) == set()


def test_pinned_values_give_the_same_rights_without_late_binding() -> None:
    environment = sample_environment("dev-us-east-2", pinned=PINNED)
    kinds = [one["kind"] for one in layer_files("access", environment)["access/inference.yaml"]]
    assert kinds == ["Role", "Policy", "RolePolicyAttachment"]
    assert rights(environment) == EXACTLY


def test_requirement_12_a_bucket_brought_along_is_read_under_its_own_key() -> None:
    environment = sample_environment("dev-us-east-2", storage={"checkpoints": {"existing": EXISTING}})
    assert rights(environment) == [
        ("s3:ListBucket", "arn:aws:s3:::their-models"),
        ("s3:GetObject", "arn:aws:s3:::their-models/*"),
        ("kms:Decrypt", KEY_ARN),
    ]


def test_the_organisations_boundary_is_on_every_role() -> None:
    boundary = "arn:aws:iam::111122223333:policy/boundary"
    environment = sample_environment("dev-us-east-2", access={"permissionsBoundary": boundary})
    roles = [
        bound(one, {**VALUES, "issuerUrl": ISSUER, "launchTemplateVersion": "1"})
        for layer in ("cluster", "nodes", "access")
        for manifests in layer_files(layer, environment).values()
        for one in manifests
    ]
    bounds = [one["spec"]["forProvider"].get("permissionsBoundary") for one in roles if one["kind"] == "Role"]
    assert bounds == [boundary] * 8
