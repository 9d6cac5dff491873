"""The kinds that an environment's charts consist of: what the Argo CD project of its workloads allows, and no more."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple

from slipway.model import Environment
from slipway.model.applications import Chart
from slipway.resources.applications.chart import BUILT_IN_NAMESPACES
from slipway.resources.argocd.project import GroupKind

_ADMISSION, _APPS, _BATCH = "admissionregistration.k8s.io", "apps", "batch"
_NETWORK, _POLICY, _RBAC = "networking.k8s.io", "policy", "rbac.authorization.k8s.io"


class Kinds(NamedTuple):
    """The kinds of a chart, by scope."""

    cluster: tuple[GroupKind, ...]
    namespaced: tuple[GroupKind, ...]


CONTROLLER = Kinds(
    cluster=(
        GroupKind("apiextensions.k8s.io", "CustomResourceDefinition"),
        GroupKind(_RBAC, "ClusterRole"),
        GroupKind(_RBAC, "ClusterRoleBinding"),
    ),
    namespaced=(
        GroupKind("", "ServiceAccount"),
        GroupKind(_APPS, "Deployment"),
        GroupKind(_RBAC, "Role"),
        GroupKind(_RBAC, "RoleBinding"),
    ),
)
"""What every controller's chart consists of."""

GPU_OPERATOR = Kinds(
    cluster=(
        GroupKind("nvidia.com", "ClusterPolicy"),
        # Releases of 2026 fence in what the operator may change, where the API server can.
        GroupKind(_ADMISSION, "ValidatingAdmissionPolicy"),
        GroupKind(_ADMISSION, "ValidatingAdmissionPolicyBinding"),
    ),
    namespaced=(GroupKind("", "ConfigMap"), GroupKind(_APPS, "DaemonSet"), GroupKind(_BATCH, "Job")),
)
"""The job is the hook before a deletion. https://github.com/NVIDIA/gpu-operator/tree/main/deployments/gpu-operator"""

LOAD_BALANCER_CONTROLLER = Kinds(
    cluster=(
        GroupKind(_ADMISSION, "MutatingWebhookConfiguration"),
        GroupKind(_ADMISSION, "ValidatingWebhookConfiguration"),
        GroupKind("elbv2.k8s.aws", "IngressClassParams"),
        GroupKind(_NETWORK, "IngressClass"),
    ),
    namespaced=(GroupKind("", "Secret"), GroupKind("", "Service"), GroupKind(_POLICY, "PodDisruptionBudget")),
)
"""https://github.com/kubernetes-sigs/aws-load-balancer-controller/tree/main/helm/aws-load-balancer-controller"""

SERVER = Kinds(
    cluster=(),
    namespaced=(
        GroupKind("", "ConfigMap"),
        GroupKind("", "PersistentVolumeClaim"),
        GroupKind("", "Secret"),
        GroupKind("", "Service"),
        GroupKind("", "ServiceAccount"),
        GroupKind(_APPS, "Deployment"),
        GroupKind(_APPS, "StatefulSet"),
        GroupKind("autoscaling", "HorizontalPodAutoscaler"),
        GroupKind(_BATCH, "Job"),
        GroupKind(_NETWORK, "Ingress"),
        GroupKind(_NETWORK, "NetworkPolicy"),
        GroupKind(_POLICY, "PodDisruptionBudget"),
        GroupKind(_RBAC, "Role"),
        GroupKind(_RBAC, "RoleBinding"),
    ),
)
"""What servers usually consist of: the charts of Poolside's bundle are published nowhere. Should one bring more, Argo
CD names the kind, and the inventory can add it to the chart's ``additionalKinds``."""


def charts(environment: Environment) -> Mapping[str, Chart]:
    """Return the charts that are switched on, by the name of their Application without the environment's."""
    applications = environment.applications
    every: dict[str, Chart | None] = {
        "gpu-operator": applications.gpu_operator,
        "aws-load-balancer-controller": applications.load_balancer_controller,
        "inference": applications.inference,
        "documentation": applications.documentation,
    }
    return {name: chart for name, chart in every.items() if chart is not None and chart.enabled}


_BY_CHART: Mapping[str, tuple[Kinds, ...]] = {
    "gpu-operator": (CONTROLLER, GPU_OPERATOR),
    "aws-load-balancer-controller": (CONTROLLER, LOAD_BALANCER_CONTROLLER),
    "inference": (SERVER,),
    "documentation": (SERVER,),
}


def chart_kinds(environment: Environment) -> Kinds:
    """Return the kinds of all charts that are switched on, and the namespaces they create, each by its name."""
    enabled = charts(environment)
    known = [kinds for name in enabled for kinds in _BY_CHART[name]]
    added = list(_additional(enabled.values()))
    return Kinds(
        cluster=(*(kind for kinds in [*known, *added] for kind in kinds.cluster), *_namespaces(enabled.values())),
        namespaced=tuple(kind for kinds in [*known, *added] for kind in kinds.namespaced),
    )


def _additional(enabled: Iterable[Chart]) -> Iterator[Kinds]:
    for chart in enabled:
        for kind in chart.additional_kinds:
            found = (GroupKind(kind.group, kind.kind),)
            yield Kinds(found, ()) if kind.cluster_scoped else Kinds((), found)


def _namespaces(enabled: Iterable[Chart]) -> Iterator[GroupKind]:
    for chart in enabled:
        if chart.namespace not in BUILT_IN_NAMESPACES:
            yield GroupKind("", "Namespace", chart.namespace)
