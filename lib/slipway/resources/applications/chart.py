"""What the Applications of an environment's charts have in common."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from slipway import names
from slipway.manifest import Manifest
from slipway.merge import merged
from slipway.model import Environment
from slipway.model.applications import Chart
from slipway.resources.argocd.application import Difference, application
from slipway.resources.argocd.metadata import in_wave
from slipway.resources.argocd.source import destination, helm

CONTROLLERS, SERVERS = 0, 1
"""Waves: what an Ingress needs, its class and its webhook, comes with the load balancer controller.
https://kubernetes-sigs.github.io/aws-load-balancer-controller/latest/deploy/installation/"""

BUILT_IN_NAMESPACES = frozenset({"default", "kube-node-lease", "kube-public", "kube-system"})
"""Namespaces that every cluster has. https://kubernetes.io/docs/concepts/overview/working-with-objects/namespaces/"""

PRIVILEGED: Mapping[str, str] = {
    f"pod-security.kubernetes.io/{mode}": "privileged" for mode in ("enforce", "audit", "warn")
}
"""https://kubernetes.io/docs/concepts/security/pod-security-admission/"""


def chart_application(
    environment: Environment,
    chart: Chart,
    name: str,
    *,
    release_name: str,
    values: Mapping[str, Any],
    wave: int,
    ignore_differences: Sequence[Difference] = (),
    privileged: bool = False,
) -> list[Manifest]:
    """Return the Application of a chart in the environment's own cluster, or nothing if the chart is switched off.

    The inventory's values are laid over the derived ones. ``privileged`` charts need nodes' devices and files: their
    namespace says so to clusters that enforce Pod Security.
    """
    if not chart.enabled:
        return []
    creates = chart.namespace not in BUILT_IN_NAMESPACES
    built = application(
        environment.fleet,
        names.application(environment.name, name),
        project=names.workloads_project(environment.name),
        source=helm(chart.source, release_name, merged(values, chart.values)),
        destination=destination(chart.namespace, name=environment.names.cluster),
        sync_options=["CreateNamespace=true"] if creates else [],
        ignore_differences=ignore_differences,
        namespace_labels=PRIVILEGED if privileged and creates else None,
    )
    return in_wave(wave, [built])
