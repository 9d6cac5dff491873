"""IAM documents and roles. Every statement names its actions and, wherever an ARN is known, its resource."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from slipway.manifest import Manifest
from slipway.model import Environment
from slipway.resources.managed import Guard, managed, ref
from slipway.serialize.indented import indented

VERSION = "2012-10-17"
"""The policy language's version; https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_version.html"""

Statement = dict[str, Any]


def statement(
    sid: str, actions: Sequence[str], resources: Sequence[str], condition: Mapping[str, Any] | None = None
) -> Statement:
    """Return an Allow statement."""
    built: Statement = {"Sid": sid, "Effect": "Allow", "Action": list(actions), "Resource": list(resources)}
    if condition:
        built["Condition"] = dict(condition)
    return built


def document(*statements: Statement) -> str:
    """Return a policy document as JSON over several lines, so that a reviewer sees which action came or went.

    White space does not count towards AWS's size limits.
    """
    return indented({"Version": VERSION, "Statement": list(statements)}) + "\n"


def trust_service(service: str) -> str:
    """Return the trust policy for an AWS service, ``eks.amazonaws.com``."""
    return document({"Effect": "Allow", "Principal": {"Service": service}, "Action": "sts:AssumeRole"})


def trust_role(role_arn: str) -> str:
    """Return the trust policy for one IAM role."""
    return document({"Effect": "Allow", "Principal": {"AWS": role_arn}, "Action": "sts:AssumeRole"})


def trust_service_account(provider_arn: str, issuer_host: str, namespace: str, service_account: str) -> str:
    """Return the trust policy for exactly one service account of the cluster (IRSA).

    Both ``aud`` and ``sub`` are compared: without ``sub`` every pod of the cluster could assume the role.
    https://docs.aws.amazon.com/eks/latest/userguide/associate-service-account-role.html
    """
    return document(
        {
            "Effect": "Allow",
            "Principal": {"Federated": provider_arn},
            "Action": "sts:AssumeRoleWithWebIdentity",
            "Condition": {
                "StringEquals": {
                    f"{issuer_host}:aud": "sts.amazonaws.com",
                    f"{issuer_host}:sub": f"system:serviceaccount:{namespace}:{service_account}",
                }
            },
        }
    )


def role(
    environment: Environment,
    name: str,
    trust: str,
    description: str,
    *,
    tags: Mapping[str, str] | None = None,
    guard: Guard | None = None,
) -> Manifest:
    """Return an IAM role with the organisation's permissions boundary, if there is one.

    ``tags`` come on top of the environment's own; a policy may compare them as ``aws:PrincipalTag``.
    """
    for_provider: dict[str, Any] = {"assumeRolePolicy": trust, "description": description}
    if tags:
        for_provider["tags"] = dict(tags)
    if environment.access.permissions_boundary:
        for_provider["permissionsBoundary"] = environment.access.permissions_boundary
    return managed(environment, "Role", name, for_provider, guard=guard)


def policy(environment: Environment, name: str, text: str, description: str, *, guard: Guard | None = None) -> Manifest:
    """Return a customer-managed IAM policy."""
    return managed(environment, "Policy", name, {"policy": text, "description": description}, guard=guard)


def attach_own(
    environment: Environment, name: str, role_name: str, policy_name: str, *, guard: Guard | None = None
) -> Manifest:
    """Return the attachment of one of the environment's own policies to a role of the environment."""
    for_provider = {"roleRef": ref(role_name), "policyArnRef": ref(policy_name)}
    return managed(environment, "RolePolicyAttachment", name, for_provider, guard=guard)


def attach_managed(
    environment: Environment, role_name: str, policy_name: str, *, guard: Guard | None = None
) -> Manifest:
    """Return the attachment of a policy that AWS manages, ``AmazonEKSClusterPolicy``, to a role of the environment."""
    short = policy_name.rpartition("/")[2].lower().replace("_", "-")
    name = environment.names.object(*_suffix(environment, role_name), short)
    for_provider = {"roleRef": ref(role_name), "policyArn": environment.arns.managed_policy(policy_name)}
    return managed(environment, "RolePolicyAttachment", name, for_provider, guard=guard)


def _suffix(environment: Environment, role_name: str) -> list[str]:
    return [role_name.removeprefix(f"{environment.name}-")]
