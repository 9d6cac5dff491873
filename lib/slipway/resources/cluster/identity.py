"""The IAM OIDC provider: it lets service accounts of the cluster assume IAM roles (IRSA)."""

from __future__ import annotations

from slipway.latebinding import values
from slipway.latebinding.bind import bind
from slipway.manifest import Manifest
from slipway.model import Environment
from slipway.resources.managed import managed

AUDIENCE = "sts.amazonaws.com"
"""The audience of the tokens that EKS hands to pods.
https://docs.aws.amazon.com/eks/latest/userguide/enable-iam-roles-for-service-accounts.html"""


def identity_provider(environment: Environment) -> list[Manifest]:
    """Return the OIDC provider of the cluster's issuer.

    It has no thumbprints: IAM trusts EKS's issuers by their certificate authority, and a thumbprint once set cannot be
    cleared. https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_providers_create_oidc_verify-thumbprint.html
    """
    issuer = values.issuer_url(environment)
    for_provider = {"clientIdList": [AUDIENCE], "url": str(issuer)}
    provider = managed(environment, "OpenIDConnectProvider", environment.names.object("oidc"), for_provider)
    return [bind(provider, issuer)]
