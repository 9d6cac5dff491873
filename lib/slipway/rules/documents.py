"""Rules on the IAM documents of an environment, as they were compiled."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator

from slipway.manifest import Manifest
from slipway.rules.compiled import Compiled, dig, entries, provider, shown, statements
from slipway.rules.rule import Fault, Rule, rule

LIMITS = "https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_iam-quotas.html"
POLICY_LIMIT = 6144
TRUST_LIMIT = 2048
HOLE = re.compile(r"\$\{[A-Za-z][A-Za-z0-9]*\}")
LONGEST_VALUE = 120
"""Characters counted for a hole: an OIDC issuer or a key's ARN is shorter."""

INFERENCE_ACTIONS = frozenset({"s3:GetObject", "s3:ListBucket", "kms:Decrypt"})
"""All that a model server needs; the architecture adds "and nothing else"."""

SUBJECT = re.compile(r'system:serviceaccount:[^"]*')
ROLE_ARN = "eks.amazonaws.com/role-arn"

WITHOUT_RESOURCE = frozenset({"ecr:GetAuthorizationToken"})
"""Actions for which IAM knows no resource, so that * is the narrowest form."""


@rule(
    "ACCESS-002",
    "A role for a service account trusts exactly one",
    reason="Without aud any audience, and without sub any pod of the cluster, can assume the role.",
    remedy="Report it: the compiler builds this trust policy itself.",
    source="https://docs.aws.amazon.com/eks/latest/userguide/associate-service-account-role.html",
)
def exact_trust(compiled: Compiled) -> Iterator[Fault]:
    """Yield web-identity trusts that are wider than one service account."""
    for role in compiled.of("Role"):
        for statement in statements(provider(role)["assumeRolePolicy"]):
            if statement["Action"] != "sts:AssumeRoleWithWebIdentity":
                continue
            compared = statement.get("Condition", {}).get("StringEquals", {})
            ends = {key.rpartition(":")[2]: value for key, value in compared.items()}
            exact = re.match(r"^system:serviceaccount:[a-z0-9-]+:[a-z0-9.-]+$", str(ends.get("sub", "")))
            if not exact or ends.get("aud") != "sts.amazonaws.com":
                name = role["metadata"]["name"]
                yield Fault(
                    "access", f"the trust of role {name} is too wide", json.dumps(compared), "one aud and one sub"
                )


@rule(
    "ACCESS-003",
    "The inference role trusts the chart's service account",
    reason="A subject one namespace off ends in AccessDenied at every download, after the nodes have started.",
    remedy="Leave namespace and service account to applications.inference; do not override them in its values.",
    source="https://docs.aws.amazon.com/eks/latest/userguide/associate-service-account-role.html",
)
def same_subject(compiled: Compiled) -> Iterator[Fault]:
    """Yield differences between the role's subject and what the chart is given."""
    environment, inference = compiled.environment, compiled.environment.applications.inference
    role = compiled.named("Role", environment.names.service_role("inference"))
    values = compiled.values("inference")
    if role is None or values is None:
        return
    path, subject = inference.service_account_path, f"system:serviceaccount:{inference.namespace}:"
    found = f"{subject}{shown(dig(values, f'{path}.name'))}"
    trust = provider(role)["assumeRolePolicy"]
    if f'"{found}"' not in trust:
        allowed = f"{subject}{inference.service_account_name}"
        found = found if found != allowed else ", ".join(SUBJECT.findall(trust))
        yield Fault(
            f"applications.inference.values.{path}.name",
            "the inference role trusts another service account",
            found,
            allowed,
        )
    annotations = dig(values, f"{path}.annotations")
    bears = annotations.get(ROLE_ARN) if isinstance(annotations, dict) else None
    if bears != environment.arns.role(role["metadata"]["name"]):
        place = f"applications.inference.values.{path}.annotations.{ROLE_ARN}"
        allowed = environment.arns.role(role["metadata"]["name"])
        yield Fault(place, "the service account bears another role", shown(bears), allowed)


@rule(
    "ACCESS-004",
    "The inference role may read checkpoints and nothing else",
    reason="The architecture allows ListBucket, GetObject and Decrypt; anything more is a way out for weights.",
    remedy="Report it: the compiler builds this policy itself.",
    source="https://docs.aws.amazon.com/IAM/latest/UserGuide/best-practices.html#grant-least-privilege",
)
def nothing_else(compiled: Compiled) -> Iterator[Fault]:
    """Yield actions beyond the three that servers need."""
    policy = compiled.named("Policy", compiled.environment.names.service_role("inference"))
    for statement in statements(provider(policy)["policy"]) if policy else ():
        extra = sorted(set(entries(statement["Action"])) - INFERENCE_ACTIONS)
        if extra:
            yield Fault(
                "access", "the inference role may do more", ", ".join(extra), ", ".join(sorted(INFERENCE_ACTIONS))
            )


@rule(
    "ACCESS-005",
    "No wildcard stands where an ARN is known",
    reason="A role with Resource * reaches every other environment of its account.",
    remedy="Name the resource.",
    source="https://docs.aws.amazon.com/IAM/latest/UserGuide/best-practices.html#grant-least-privilege",
)
def no_wildcard(compiled: Compiled) -> Iterator[Fault]:
    """Yield wildcards, but for the load balancer controller, whose published policy needs them."""
    published = compiled.environment.names.service_role("load-balancer-controller")
    for policy in compiled.of("Policy"):
        name = policy["metadata"]["name"]
        for statement in () if name == published else statements(provider(policy)["policy"]):
            actions = set(entries(statement["Action"]))
            if "*" in entries(statement["Resource"]) and not actions <= WITHOUT_RESOURCE:
                yield Fault("access", f"policy {name} allows this on everything", ", ".join(sorted(actions)), "an ARN")
            if any(action.endswith("*") for action in actions):
                yield Fault(
                    "access", f"policy {name} allows a family of actions", ", ".join(sorted(actions)), "each by name"
                )


def _documents(compiled: Compiled) -> Iterator[tuple[Manifest, str, int]]:
    for policy in compiled.of("Policy"):
        yield policy, provider(policy)["policy"], POLICY_LIMIT
    for role in compiled.of("Role"):
        yield role, provider(role)["assumeRolePolicy"], TRUST_LIMIT


@rule(
    "ACCESS-006",
    "IAM documents keep to AWS's sizes",
    reason="IAM refuses a policy above 6,144 characters and a trust policy above 2,048; white space does not count.",
    remedy="Split the policy in two.",
    source=LIMITS,
)
def sizes(compiled: Compiled) -> Iterator[Fault]:
    """Yield documents that are too long, holes counted at the length of the longest value."""
    for manifest, text, limit in _documents(compiled):
        size = len("".join(HOLE.sub("x" * LONGEST_VALUE, text).split())) if "${" in text or len(text) > limit else 0
        if size > limit:
            name = f"{manifest['kind']} {manifest['metadata']['name']}"
            yield Fault("access", f"{name} is too long", f"{size} characters", f"at most {limit}")


RULES: tuple[Rule[Compiled], ...] = (exact_trust, same_subject, nothing_else, no_wildcard, sizes)
