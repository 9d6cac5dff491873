"""The AWS Load Balancer Controller: told its cluster, region and VPC, since nothing on its node may tell it.

https://kubernetes-sigs.github.io/aws-load-balancer-controller/latest/deploy/configurations/
"""

from __future__ import annotations

from typing import Any

from slipway.manifest import Manifest
from slipway.model import Environment
from slipway.resources.access.load_balancer_controller import SERVICE_ACCOUNT, role_name
from slipway.resources.applications.chart import CONTROLLERS, chart_application
from slipway.resources.applications.ingress import CLASS, class_parameters
from slipway.resources.applications.service_account import service_account
from slipway.resources.argocd.application import Difference
from slipway.resources.network.vpc import vpc_tags
from slipway.resources.nodes.labels import pool_label

RELEASE = "aws-load-balancer-controller"


def load_balancer_controller(environment: Environment) -> list[Manifest]:
    """Return the controller's Application."""
    chart = environment.applications.load_balancer_controller
    return chart_application(
        environment,
        chart,
        RELEASE,
        release_name=RELEASE,
        values=_values(environment),
        wave=CONTROLLERS,
        ignore_differences=_certificates(chart.namespace),
    )


def _values(environment: Environment) -> dict[str, Any]:
    return {
        "clusterName": environment.names.cluster,
        "region": environment.settings.region,
        # The VPC's id exists at AWS only. All tags must match, and exactly one VPC may.
        "vpcTags": vpc_tags(environment),
        "serviceAccount": service_account(environment, SERVICE_ACCOUNT, role_name(environment)),
        "replicaCount": 2,
        "podDisruptionBudget": {"maxUnavailable": 1},
        "nodeSelector": pool_label("system"),
        "tolerations": [],
        # Instance targets need node ports, which no chart here opens.
        "defaultTargetType": "ip",
        "ingressClass": CLASS,
        "createIngressClassResource": True,
        "ingressClassParams": {"create": True, "name": CLASS, "spec": class_parameters(environment)},
        # With it every new Service of the cluster, the GPU Operator's too, fails while the controller is down.
        "enableServiceMutatorWebhook": False,
    }


def _certificates(namespace: str) -> list[Difference]:
    """Return what every render of the chart makes anew: the webhooks' certificate and the authorities that trust it.

    Synced at different moments, they would not match and every Ingress would be refused.
    """
    bundle = ".webhooks[]?.clientConfig.caBundle"
    webhooks: list[Difference] = [
        {
            "group": "admissionregistration.k8s.io",
            "kind": kind,
            "name": "aws-load-balancer-webhook",
            "jqPathExpressions": [bundle],
        }
        for kind in ("MutatingWebhookConfiguration", "ValidatingWebhookConfiguration")
    ]
    secret = {"kind": "Secret", "name": "aws-load-balancer-tls", "namespace": namespace, "jsonPointers": ["/data"]}
    return [{"group": "", **secret}, *webhooks]
