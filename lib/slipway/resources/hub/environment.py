"""What the hub holds for one environment: namespace, identity, projects, registration and Applications."""

from __future__ import annotations

from slipway import names
from slipway.latebinding import values
from slipway.latebinding.bind import bind
from slipway.manifest import Manifest
from slipway.model import Environment, Hub
from slipway.resources.applications.kinds import charts
from slipway.resources.argocd.application import application
from slipway.resources.argocd.cluster import cluster_secret, role_login
from slipway.resources.argocd.metadata import in_wave
from slipway.resources.argocd.source import compiled, destination
from slipway.resources.cluster.access import argocd_role_name
from slipway.resources.hub import projects
from slipway.resources.hub.argocd import MISSING_KINDS
from slipway.resources.hub.waves import FOUNDATION, INFRASTRUCTURE, WORKLOADS
from slipway.resources.managed import CONFIRM, SYNC_OPTIONS

APPLICATIONS = "applications"
"""The folder of an environment that is synced into Argo CD's namespace; all others go into the environment's."""


def foundation(hub: Hub, environment: Environment) -> list[Manifest]:
    """Return the environment's namespace, the identity its AWS resources are managed with, and its projects."""
    namespace = {
        "apiVersion": "v1",
        "kind": "Namespace",
        "metadata": {"name": environment.name, "annotations": {SYNC_OPTIONS: CONFIRM}},
    }
    allowed = [*projects.infrastructure(hub, environment), *projects.workloads(hub, environment)]
    return in_wave(FOUNDATION, [namespace, _provider_config(hub, environment), *allowed])


def registration(hub: Hub, environment: Environment) -> list[Manifest]:
    """Return the registration of the environment's cluster in Argo CD.

    A self-managed Argo CD logs in by the environment's own role; address and certificate authority are AWS's to give,
    so they are bound late unless they are pinned. The EKS capability needs the ARN alone.
    """
    fleet, cluster = hub.fleet, environment.names.cluster
    name, project = environment.names.object("cluster"), names.workloads_project(environment.name)
    if fleet.argocd.flavour == "eks-capability":
        arn = environment.arns.cluster(cluster)
        return in_wave(INFRASTRUCTURE, [cluster_secret(fleet, name, cluster=cluster, server=arn, project=project)])
    endpoint, authority = values.cluster_endpoint(environment), values.certificate_authority(environment)
    login = role_login(cluster, environment.arns.role(argocd_role_name(environment)), str(authority))
    secret = cluster_secret(fleet, name, cluster=cluster, server=str(endpoint), project=project, config=login)
    return in_wave(INFRASTRUCTURE, [bind(secret, endpoint, authority)])


def applications(hub: Hub, environment: Environment) -> list[Manifest]:
    """Return the Applications of the environment's AWS resources and of what runs in its cluster.

    The second creates Applications in Argo CD's namespace. Whoever may do that can have anything deployed anywhere, so
    it belongs to the administrative project; the Applications it creates belong to the environment's own.
    https://argo-cd.readthedocs.io/en/stable/operator-manual/cluster-bootstrapping/#app-of-apps-pattern
    """
    fleet, name, hub_cluster = environment.fleet, environment.name, hub.hub.cluster_destination
    infrastructure = application(
        fleet,
        names.application(name, "infrastructure"),
        project=projects.infrastructure_project_name(hub, environment),
        source=compiled(fleet, name, exclude=f"{APPLICATIONS}/*"),
        destination=destination(name, name=hub_cluster),
        # An object that another environment's Application holds already is a clash of names, and not to be taken over.
        sync_options=[MISSING_KINDS, "FailOnSharedResource=true"],
    )
    workloads = application(
        fleet,
        names.application(name, "workloads"),
        project=projects.PROJECT,
        source=compiled(fleet, name, APPLICATIONS),
        destination=destination(fleet.argocd.namespace, name=hub_cluster),
        sync_options=["FailOnSharedResource=true"],
    )
    # Without charts there is no folder to sync.
    return [*in_wave(INFRASTRUCTURE, [infrastructure]), *in_wave(WORKLOADS, [workloads] if charts(environment) else [])]


def _provider_config(hub: Hub, environment: Environment) -> Manifest:
    """Return the identity: that of the providers, and from there the roles that lead into the account."""
    chain = [{"roleARN": step.role_arn} for step in environment.settings.assume_role_chain]
    spec = {"credentials": {"source": hub.hub.crossplane.provider.credentials}}
    return {
        "apiVersion": "aws.m.upbound.io/v1beta1",
        "kind": "ProviderConfig",
        "metadata": {"name": environment.name, "namespace": environment.name},
        "spec": {**spec, "assumeRoleChain": chain} if chain else spec,
    }
