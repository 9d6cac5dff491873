"""Argo CD on the hub: its settings, and the root Application that everything else follows from."""

from __future__ import annotations

from collections.abc import Sequence

from slipway.catalogue import KindFacts
from slipway.health import argocd_cm
from slipway.manifest import Manifest
from slipway.model import Environment, Hub
from slipway.resources.argocd.application import application
from slipway.resources.argocd.cluster import cluster_secret
from slipway.resources.argocd.metadata import KEEP, SYNC_OPTIONS, annotated, in_wave
from slipway.resources.argocd.source import compiled, destination
from slipway.resources.hub.projects import PROJECT, administration
from slipway.resources.hub.waves import ENVIRONMENTS, SETTINGS

ROOT = "slipway"
"""The root Application."""

MISSING_KINDS = "SkipDryRunOnMissingResource=true"
"""Providers and definitions bring the kinds of objects that are synced after them."""


def settings(hub: Hub, kinds: Sequence[KindFacts]) -> list[Manifest]:
    """Return Argo CD's settings; the other keys of the same object remain their owners'."""
    argocd = hub.fleet.argocd
    return in_wave(SETTINGS, [annotated(argocd_cm(argocd.flavour, argocd.namespace, kinds), {SYNC_OPTIONS: KEEP})])


def root(hub: Hub, environments: Sequence[Environment]) -> list[Manifest]:
    """Return the administrative project, the root Application, and for the EKS capability the hub's own registration.

    The root Application leaves out ``environments/``, which the environments' own Applications sync.
    """
    top = application(
        hub.fleet,
        ROOT,
        project=PROJECT,
        source=compiled(hub.fleet, hub.name, include="{argocd,crossplane,fleet}/*"),
        destination=destination(hub.fleet.argocd.namespace, name=hub.hub.cluster_destination),
        sync_options=[MISSING_KINDS],
    )
    first = [administration(hub, environments), *_registration(hub)]
    return [*in_wave(SETTINGS, first), *in_wave(ENVIRONMENTS, [top])]


def environment_application(hub: Hub, environment: Environment) -> list[Manifest]:
    """Return the Application that syncs what the hub holds for an environment."""
    built = application(
        hub.fleet,
        environment.name,
        project=PROJECT,
        source=compiled(hub.fleet, hub.name, "environments", environment.name),
        destination=destination(hub.fleet.argocd.namespace, name=hub.hub.cluster_destination),
        sync_options=[MISSING_KINDS],
    )
    return in_wave(ENVIRONMENTS, [built])


def _registration(hub: Hub) -> list[Manifest]:
    if hub.fleet.argocd.flavour != "eks-capability":
        return []  # A self-managed Argo CD knows the cluster it runs on.
    name = hub.hub.cluster_destination
    arn = hub.arns.cluster(hub.hub.cluster_name)
    return [cluster_secret(hub.fleet, f"{hub.name}-cluster", cluster=name, server=arn, project=PROJECT)]
