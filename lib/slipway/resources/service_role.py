"""An IAM role for one service account (IRSA): its trust names the issuer, so it is bound late unless that is pinned."""

from __future__ import annotations

from collections.abc import Mapping

from slipway.latebinding import values
from slipway.latebinding.bind import bind
from slipway.manifest import Manifest
from slipway.model import Environment
from slipway.resources import iam


def service_role(
    environment: Environment,
    name: str,
    namespace: str,
    service_account: str,
    description: str,
    *,
    tags: Mapping[str, str] | None = None,
) -> Manifest:
    """Return the role that ``namespace/service_account`` of the environment's cluster assumes, and nobody else."""
    host = values.issuer_host(environment)
    provider = environment.arns.oidc_provider(str(host))
    trust = iam.trust_service_account(provider, str(host), namespace, service_account)
    return bind(iam.role(environment, name, trust, description, tags=tags), host)
