"""A chart's service account, with the IAM role that its pods get."""

from __future__ import annotations

from typing import Any

from slipway.model import Environment

ROLE_ARN = "eks.amazonaws.com/role-arn"
"""https://docs.aws.amazon.com/eks/latest/userguide/associate-service-account-role.html"""


def service_account(environment: Environment, name: str, role: str) -> dict[str, Any]:
    """Return Helm values for a service account that is created, by their usual names.

    The role's ARN follows from its name and the account, so it needs no late binding.
    """
    return {"create": True, "name": name, "annotations": {ROLE_ARN: environment.arns.role(role)}}
