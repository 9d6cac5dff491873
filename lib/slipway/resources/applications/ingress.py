"""The settings of the one load balancer that all models share.

They stand in the class's parameters: these win over annotations on any Ingress, and two Ingresses of one group that
differ in an exclusive setting stop the whole group.
https://kubernetes-sigs.github.io/aws-load-balancer-controller/latest/guide/ingress/ingress_class/
"""

from __future__ import annotations

from typing import Any

from slipway.model import Environment
from slipway.resources.network.subnets import ROLE_TAGS

CLASS = "alb"
"""The name of the IngressClass and of its parameters."""

HTTPS_PORT = "443"


def class_parameters(environment: Environment) -> dict[str, Any]:
    """Return the spec of the IngressClassParams.

    The certificates make HTTPS on port 443 the only listener; should a chart ask for plain HTTP as well, that listener
    does nothing but redirect. Only the namespaces of the model servers and of their documentation may join.
    """
    ingress = environment.applications.ingress
    tier = ROLE_TAGS["public" if ingress.scheme == "internet-facing" else "worker"]
    spec: dict[str, Any] = {
        "group": {"name": group_name(environment)},
        "namespaceSelector": _namespaces(environment),
        "scheme": ingress.scheme,
        "ipAddressType": "ipv4",
        "subnets": {"tags": {key: [value] for key, value in tier.items()}},
        "targetType": "ip",
        "certificateArn": list(ingress.certificate_arn),
        "sslPolicy": ingress.ssl_policy,
        "sslRedirectPort": HTTPS_PORT,
        "loadBalancerAttributes": [{"key": "idle_timeout.timeout_seconds", "value": str(ingress.idle_timeout_seconds)}],
        "tags": [{"key": key, "value": value} for key, value in sorted(environment.settings.tags.items())],
    }
    if ingress.inbound_cidrs:
        spec["inboundCIDRs"] = [str(cidr) for cidr in ingress.inbound_cidrs]
    if ingress.wafv2_acl_arn:
        spec["wafv2AclArn"] = ingress.wafv2_acl_arn
    return spec


def group_name(environment: Environment) -> str:
    """Return the name of the ingress group: one group is one load balancer."""
    return environment.applications.ingress.group_name or environment.name


def _namespaces(environment: Environment) -> dict[str, Any]:
    applications = environment.applications
    names = {applications.inference.namespace}
    if applications.documentation is not None:
        names.add(applications.documentation.namespace)
    # The label that every namespace has by itself:
    # https://kubernetes.io/docs/reference/labels-annotations-taints/#kubernetes-io-metadata-name
    return {"matchExpressions": [{"key": "kubernetes.io/metadata.name", "operator": "In", "values": sorted(names)}]}
