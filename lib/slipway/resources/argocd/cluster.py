"""The registration of a cluster in Argo CD: a Secret by whose name Applications find their destination.

https://argo-cd.readthedocs.io/en/stable/operator-manual/declarative-setup/#clusters
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from slipway.manifest import Manifest
from slipway.model.fleet import Fleet
from slipway.serialize.indented import indented

LABELS = {"argocd.argoproj.io/secret-type": "cluster"}


def cluster_secret(
    fleet: Fleet,
    name: str,
    *,
    cluster: str,
    server: str,
    project: str,
    config: Mapping[str, Any] | None = None,
) -> Manifest:
    """Return the registration of a cluster under the name ``cluster``, for the Applications of one project.

    ``server`` is its address, or its ARN for the EKS capability. ``config`` says how to log in; it never holds a token.
    """
    data = {"name": cluster, "server": server, "project": project}
    if config:
        data["config"] = indented(config) + "\n"
    return {
        "apiVersion": "v1",
        "kind": "Secret",
        "metadata": {"name": name, "namespace": fleet.argocd.namespace, "labels": dict(LABELS)},
        "type": "Opaque",
        "stringData": data,
    }


def role_login(cluster: str, role_arn: str, certificate_authority: str) -> dict[str, Any]:
    """Return the login by an IAM role that Argo CD assumes; ``certificate_authority`` is base64, as AWS returns it."""
    return {
        "awsAuthConfig": {"clusterName": cluster, "roleARN": role_arn},
        "tlsClientConfig": {"insecure": False, "caData": certificate_authority},
    }
