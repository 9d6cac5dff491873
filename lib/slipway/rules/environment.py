"""Rules of sections ``environment``, ``pinned`` and ``access``."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from slipway.model import Environment
from slipway.model.environment import LEGAL_POLICIES
from slipway.rules.compiled import texts
from slipway.rules.rule import Fault, Rule, rule

HOLE = re.compile(r"\$\{[^}]*\}?")
MOST_TAGS = 45
"""AWS takes 50; Crossplane adds three of its own, and resources a Name and their role for load balancers."""

RESERVED_TAG = re.compile(r"^([a-z0-9.-]+\.)?(kubernetes\.io|k8s\.io|k8s\.aws|crossplane)[/-]")
TAG_TEXT = re.compile(r"^[\w\s.:/=+\-@]*$")
TAG_FORM = "letters, digits, spaces and _ . : / = + - @"
POLICIES = "https://docs.crossplane.io/v2.3/managed-resources/managed-resources/#managementpolicies"

LEGAL_SETS = "[Observe, Create, Update, Delete], [Observe], ..."
_NEVER_BOUND: Mapping[str, bool | Mapping[str, bool]] = {
    "applications": True,
    "acknowledge": True,
    "cluster": {"addons": True},
}
"""What is handed on as it is, in objects that are never bound late."""


@rule(
    "ENVIRONMENT-001",
    "Management policies are a set the provider accepts",
    reason="The API server takes any set; the provider then refuses every resource that carries an illegal one.",
    remedy="Use Observe, Create, Update, Delete; or Observe alone to look without touching.",
    source=POLICIES,
)
def legal_policies(environment: Environment) -> Iterator[Fault]:
    """Yield sets that are illegal, as written or after retention took Delete away."""
    given = environment.settings.management_policies
    found = ", ".join(given)
    kept = frozenset(given) - {"Delete"}
    if frozenset(given) not in LEGAL_POLICIES or kept not in LEGAL_POLICIES or len(set(given)) != len(given):
        twice = len(set(given)) != len(given)
        message = "a management policy is named twice" if twice else "the provider refuses this set of policies"
        yield Fault("environment.managementPolicies", message, f"[{found}]", LEGAL_SETS)


@rule(
    "ENVIRONMENT-002",
    "The role chain ends in the environment's account",
    reason="Crossplane builds in the account of the last role: another one would get this environment's resources.",
    remedy="Make the last roleARN a role of environment.accountId.",
    source="https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_terms-and-concepts.html#iam-term-role-chaining",
)
def chain_ends_here(environment: Environment) -> Iterator[Fault]:
    """Yield a chain that ends in another account."""
    chain = environment.settings.assume_role_chain
    if chain and chain[-1].role_arn.split(":")[4] != environment.settings.account_id:
        path = f"environment.assumeRoleChain.{len(chain) - 1}.roleARN"
        allowed = f"a role of account {environment.settings.account_id}"
        yield Fault(path, "the role chain ends in another account", chain[-1].role_arn, allowed)


@rule(
    "ENVIRONMENT-003",
    "The partition is the region's",
    reason="Every ARN carries the partition; with the wrong one no policy matches anything.",
    remedy="Use aws-us-gov for us-gov-*, aws-cn for cn-*, aws for the rest.",
    source="https://docs.aws.amazon.com/IAM/latest/UserGuide/reference-arns.html",
)
def partition(environment: Environment) -> Iterator[Fault]:
    """Yield a partition that does not belong to the region."""
    region, given = environment.settings.region, environment.settings.partition
    expected = "aws-us-gov" if region.startswith("us-gov-") else "aws-cn" if region.startswith("cn-") else "aws"
    if given != expected:
        message = f"the partition is not that of region {region}"
        yield Fault("environment.partition", message, given, expected)


@rule(
    "ENVIRONMENT-004",
    "Pinned keys are keys of the environment",
    reason="A key of another region or account cannot encrypt this environment's bucket or Secrets.",
    remedy="Give the ARN of a key in the environment's region and account.",
    source="https://docs.aws.amazon.com/AmazonS3/latest/userguide/UsingKMSEncryption.html",
)
def pinned_keys(environment: Environment) -> Iterator[Fault]:
    """Yield pinned key ARNs of other regions or accounts."""
    prefix = (
        f"arn:{environment.settings.partition}:kms:{environment.settings.region}:{environment.settings.account_id}:key/"
    )
    pinned, encryption = environment.pinned, environment.cluster.secrets_encryption
    given = (
        ("pinned.checkpointKeyArn", "the checkpoint bucket's key", pinned.checkpoint_key_arn),
        ("pinned.secretsKeyArn", "the key that encrypts Secrets", pinned.secrets_key_arn),
        ("cluster.secretsEncryption.keyArn", "the key that encrypts Secrets", encryption.key_arn),
    )
    for path, key, arn in given:
        if arn is not None and not arn.startswith(prefix):
            yield Fault(path, f"{key} is not one of the environment's region and account", arn, f"{prefix}<id>")


@rule(
    "ENVIRONMENT-005",
    "Endpoint and certificate authority are pinned together",
    reason="Argo CD needs both to reach the cluster; one from git and one from AWS may belong to two clusters.",
    remedy="Pin both of clusterEndpoint and certificateAuthorityData, or neither.",
    source="docs/late-binding.md",
)
def pinned_together(environment: Environment) -> Iterator[Fault]:
    """Yield a pin without its partner."""
    pinned = environment.pinned
    if (pinned.cluster_endpoint is None) != (pinned.certificate_authority_data is None):
        lone, other = "clusterEndpoint", "certificateAuthorityData"
        if pinned.cluster_endpoint is None:
            lone, other = other, lone
        found = pinned.cluster_endpoint or pinned.certificate_authority_data or ""
        yield Fault(f"pinned.{lone}", f"{lone} is pinned without {other}", found, "both pinned, neither pinned")


@rule(
    "ACCESS-001",
    "The permissions boundary is a policy the account can use",
    reason="IAM attaches a boundary of the same account, or one that AWS manages.",
    remedy="Create the boundary in the environment's account.",
    source="https://docs.aws.amazon.com/IAM/latest/UserGuide/access_policies_boundaries.html",
)
def boundary(environment: Environment) -> Iterator[Fault]:
    """Yield a boundary of another account."""
    arn = environment.access.permissions_boundary
    if arn and arn.split(":")[4] not in ("aws", environment.settings.account_id):
        allowed = f"a policy of account {environment.settings.account_id}"
        message = "the permissions boundary is a policy of another account"
        yield Fault("access.permissionsBoundary", message, arn, allowed)


@rule(
    "ENVIRONMENT-007",
    "Tags are ones that AWS takes",
    reason="AWS refuses the prefix aws: and a 51st tag; Kubernetes' own prefixes steer controllers to other resources.",
    remedy="Rename the tag, or leave it out.",
    source="https://docs.aws.amazon.com/tag-editor/latest/userguide/best-practices-and-strats.html",
)
def legal_tags(environment: Environment) -> Iterator[Fault]:
    """Yield tags with a reserved prefix or characters that AWS refuses, and lists that are too long."""
    tags = environment.settings.tags
    for key, value in tags.items():
        path = f"environment.tags.{key}"
        if key.lower().startswith("aws:") or RESERVED_TAG.match(key):
            yield Fault(path, f"tag `{key}` has a reserved prefix", key, "a prefix of your own", at_key=True)
        elif not TAG_TEXT.match(key):
            yield Fault(path, f"AWS refuses a character in the name of tag `{key}`", key, TAG_FORM, at_key=True)
        elif not TAG_TEXT.match(HOLE.sub("", value)):
            yield Fault(path, f"AWS refuses a character in the value of tag `{key}`", value, TAG_FORM)
    if len(tags) > MOST_TAGS:
        message = "the environment has too many tags"
        yield Fault("environment.tags", message, f"{len(tags)} tags", f"at most {MOST_TAGS} tags")


@rule(
    "ENVIRONMENT-008",
    "No text looks like a value that is bound late",
    reason="${name} in a compiled object is a hole that is filled in the cluster, and this one has no value.",
    remedy="Write the text without ${...}; what AWS assigns is bound by the compiler itself.",
    source="docs/late-binding.md",
)
def no_holes(environment: Environment) -> Iterator[Fault]:
    """Yield texts with a hole in the sections that become AWS resources; Helm values may hold what they like."""
    if "${" not in environment.model_dump_json(exclude=_NEVER_BOUND):
        return
    for path, text, is_key in texts(environment.model_dump(by_alias=True, exclude=_NEVER_BOUND)):
        if hole := HOLE.search(text):
            message = f"`{hole[0]}` looks like a value that is bound late"
            yield Fault(path, message, text, "text without ${...}", at_key=is_key)


RULES: tuple[Rule[Environment], ...] = (
    legal_policies,
    chain_ends_here,
    partition,
    pinned_keys,
    pinned_together,
    boundary,
    legal_tags,
    no_holes,
)
