"""The IAM role of the AWS Load Balancer Controller, with the policy of the pinned controller version."""

from __future__ import annotations

from slipway.manifest import Manifest
from slipway.model import Environment
from slipway.resources import iam
from slipway.resources.access.load_balancer_controller_policy import controller_version, text
from slipway.resources.service_role import service_role

CONTROLLER_VERSION = controller_version()
"""The version that the policy is stated for; the chart counts the same."""

SERVICE_ACCOUNT = "aws-load-balancer-controller"
"""The chart receives the same name: the role trusts no other service account."""


def load_balancer_controller(environment: Environment) -> list[Manifest]:
    """Return the controller's role, its policy and their attachment; nothing where the controller is switched off."""
    settings = environment.applications.load_balancer_controller
    if not settings.enabled:
        return []
    name = role_name(environment)
    policy = text(environment.settings.partition)
    return [
        service_role(environment, name, settings.namespace, SERVICE_ACCOUNT, "AWS Load Balancer Controller"),
        iam.policy(environment, name, policy, "What the AWS Load Balancer Controller may do"),
        iam.attach_own(environment, name, name, name),
    ]


def role_name(environment: Environment) -> str:
    """Return the name of the role, which the chart's service account is annotated with."""
    return environment.names.service_role("load-balancer-controller")
