"""What only AWS knows about an environment: each value is a pin from the inventory, or a hole that is filled later.

The field paths are those of provider-upjet-aws v2.6.0, where ``status.atProvider`` keeps lists.
"""

from __future__ import annotations

from slipway.catalogue import kind_facts
from slipway.latebinding.hole import Hole, Late, Source
from slipway.model import Environment


def _source(environment: Environment, kind: str, name: str) -> Source:
    return Source(kind_facts(kind).api_version, kind, name, environment.name)


def issuer_url(environment: Environment) -> Late:
    """The issuer of the cluster's service account tokens, ``https://...``, taken as AWS returns it and never built."""
    if environment.pinned.oidc_issuer:
        return environment.pinned.oidc_issuer
    cluster = _source(environment, "Cluster", environment.names.cluster)
    return Hole("issuerUrl", cluster, "status.atProvider.identity[0].oidc[0].issuer")


def issuer_host(environment: Environment) -> Late:
    """The issuer without its scheme: the key prefix of trust conditions and the tail of the provider's ARN."""
    if environment.pinned.oidc_issuer:
        return environment.pinned.oidc_issuer.removeprefix("https://")
    cluster = _source(environment, "Cluster", environment.names.cluster)
    return Hole("issuerHost", cluster, "status.atProvider.identity[0].oidc[0].issuer", trim_prefix="https://")


def checkpoint_key_arn(environment: Environment) -> Late:
    """The ARN of the key that encrypts checkpoints; known when the bucket is brought along."""
    existing = environment.storage.checkpoints.existing
    if existing:
        return existing.key_arn
    if environment.pinned.checkpoint_key_arn:
        return environment.pinned.checkpoint_key_arn
    key = _source(environment, "Key", environment.names.object("checkpoints"))
    return Hole("checkpointKeyArn", key, "status.atProvider.arn")


def secrets_key_arn(environment: Environment) -> Late:
    """The ARN of the key that encrypts the cluster's Secrets."""
    given = environment.cluster.secrets_encryption.key_arn or environment.pinned.secrets_key_arn
    if given:
        return given
    key = _source(environment, "Key", environment.names.object("secrets"))
    return Hole("secretsKeyArn", key, "status.atProvider.arn")


def template_version(environment: Environment, group: str, choice: str) -> Late:
    """The launch template version of a node group: the pinned number, or the latest one when it follows.

    ``$Latest`` is no way out: AWS answers with a number and the provider then sees a difference for ever.
    https://github.com/crossplane-contrib/provider-upjet-aws/issues/1375
    """
    if choice != "follow":
        return choice
    template = _source(environment, "LaunchTemplate", environment.names.object(group))
    return Hole("launchTemplateVersion", template, "status.atProvider.latestVersion")


def cluster_endpoint(environment: Environment) -> Late:
    """The address of the cluster's API."""
    if environment.pinned.cluster_endpoint:
        return environment.pinned.cluster_endpoint
    cluster = _source(environment, "Cluster", environment.names.cluster)
    return Hole("endpoint", cluster, "status.atProvider.endpoint")


def certificate_authority(environment: Environment) -> Late:
    """The cluster's certificate authority, base64 as AWS returns it."""
    if environment.pinned.certificate_authority_data:
        return environment.pinned.certificate_authority_data
    cluster = _source(environment, "Cluster", environment.names.cluster)
    return Hole("certificateAuthority", cluster, "status.atProvider.certificateAuthority[0].data")
