"""The Argo CD projects: what the Applications of the hub and of each environment may read, and deploy where.

Kinds on the hub are those that Slipway can emit, not those it emits today: Argo CD loses sight of an object whose kind
its project does not allow, so a kind that left the list together with its last object would leave that one behind.
https://argo-cd.readthedocs.io/en/stable/user-guide/projects/
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache

from slipway import names
from slipway.catalogue import kind_facts, kinds
from slipway.latebinding.bind import KIND as LATE_BINDING
from slipway.manifest import Manifest
from slipway.model import Environment, Hub
from slipway.resources.applications.kinds import chart_kinds, charts
from slipway.resources.argocd.project import GroupKind, app_project
from slipway.resources.argocd.source import destination

PROJECT = "slipway"
"""The project of whatever may create Applications and projects."""


def infrastructure_project_name(hub: Hub, environment: Environment) -> str:
    """Return the project of an environment's AWS resources.

    The EKS capability ties every cluster, the hub's too, to one project: there it is the administrative one.
    https://docs.aws.amazon.com/eks/latest/userguide/argocd-register-clusters.html
    """
    own = hub.fleet.argocd.flavour == "self-managed"
    return names.infrastructure_project(environment.name) if own else PROJECT


def administration(hub: Hub, environments: Sequence[Environment]) -> Manifest:
    """Return the project of whatever may create Applications and projects in Argo CD's namespace.

    Who may do that is an administrator of Argo CD, so it reads the fleet's repository only.
    """
    hub_cluster = hub.hub.cluster_destination
    namespaces = [hub.fleet.argocd.namespace, hub.hub.crossplane.namespace, *(each.name for each in environments)]
    shared = any(infrastructure_project_name(hub, each) == PROJECT for each in environments)
    return app_project(
        hub.fleet,
        PROJECT,
        description="Crossplane, Argo CD's settings, and the Applications and projects of all environments",
        repositories=[hub.fleet.repo_url, *(each.fleet.repo_url for each in environments)],
        destinations=[destination(namespace, name=hub_cluster) for namespace in namespaces],
        # Of namespaces each is named: the kind alone would allow to take over any.
        cluster_kinds=[
            *(kind for kind in _own("Cluster") if kind.kind != "Namespace"),
            *(GroupKind("", "Namespace", each.name) for each in environments),
        ],
        namespaced_kinds=[*_own("Namespaced"), *(_aws() if shared else ())],
    )


def infrastructure(hub: Hub, environment: Environment) -> list[Manifest]:
    """Return the project of an environment's AWS resources, unless the administrative one serves."""
    name = infrastructure_project_name(hub, environment)
    if name == PROJECT:
        return []
    project = app_project(
        hub.fleet,
        name,
        description=f"AWS resources of {environment.name}",
        repositories=[environment.fleet.repo_url],
        destinations=[destination(environment.name, name=hub.hub.cluster_destination)],
        cluster_kinds=[],
        namespaced_kinds=[*_aws(), _kind(LATE_BINDING)],
    )
    return [project]


def workloads(hub: Hub, environment: Environment) -> list[Manifest]:
    """Return the project of what runs in an environment's cluster, unless nothing does."""
    enabled, allowed = list(charts(environment).values()), chart_kinds(environment)
    if not enabled:
        return []
    project = app_project(
        hub.fleet,
        names.workloads_project(environment.name),
        description=f"What runs in the cluster of {environment.name}",
        repositories=[chart.source.repo_url for chart in enabled],
        destinations=[destination(chart.namespace, name=environment.names.cluster) for chart in enabled],
        cluster_kinds=allowed.cluster,
        namespaced_kinds=allowed.namespaced,
        own_clusters_only=True,
    )
    return [project]


def _own(scope: str) -> Iterator[GroupKind]:
    """Yield the kinds that are no AWS resources: Crossplane's, Argo CD's, Kubernetes' and Slipway's own."""
    return (_kind(facts.kind) for facts in kinds() if not facts.managed and facts.scope == scope)


@cache
def _aws() -> tuple[GroupKind, ...]:
    return tuple(_kind(facts.kind) for facts in kinds() if facts.managed)


def _kind(kind: str) -> GroupKind:
    return GroupKind(kind_facts(kind).group, kind)
