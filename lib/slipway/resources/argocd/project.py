"""The one builder of AppProjects: what its Applications may read, where they may deploy, and which kinds."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, NamedTuple

from slipway.manifest import Manifest
from slipway.model.fleet import Fleet
from slipway.resources.argocd.application import API_VERSION
from slipway.resources.argocd.source import Destination


class GroupKind(NamedTuple):
    """A kind by its API group, "" for the core group; ``name`` limits a cluster-scoped kind to one object."""

    group: str
    kind: str
    name: str = ""


def app_project(
    fleet: Fleet,
    name: str,
    *,
    description: str,
    repositories: Iterable[str],
    destinations: Iterable[Destination],
    cluster_kinds: Iterable[GroupKind],
    namespaced_kinds: Iterable[GroupKind],
    own_clusters_only: bool = False,
) -> Manifest:
    """Return an AppProject; repositories and kinds are lists of what is allowed, and nothing else is.

    ``own_clusters_only`` admits no destination but clusters whose registration names the project.

    Raises:
        ValueError: something is left open: no repository, no destination, or a wildcard in either.

    """
    repos, places = sorted(set(repositories)), _unique(destinations)
    texts = [*repos, *(text for place in places for text in place.values())]
    if not repos or not places or any("*" in text for text in texts):
        raise ValueError(f"AppProject {name}: name every repository and destination, without wildcards")
    spec: dict[str, Any] = {
        "description": description,
        "sourceRepos": repos,
        "destinations": places,
        # An empty list allows no cluster-scoped kind, a missing one of the second allows every namespaced kind.
        "clusterResourceWhitelist": _kinds(cluster_kinds),
        "namespaceResourceWhitelist": _without_names(namespaced_kinds),
    }
    if own_clusters_only:
        spec["permitOnlyProjectScopedClusters"] = True
    if fleet.argocd.flavour == "eks-capability":
        # The capability takes Applications from projects that say so only.
        # https://docs.aws.amazon.com/eks/latest/userguide/argocd-configure-settings.html
        spec["sourceNamespaces"] = [fleet.argocd.namespace]
    return {
        "apiVersion": API_VERSION,
        "kind": "AppProject",
        "metadata": {"name": name, "namespace": fleet.argocd.namespace},
        "spec": spec,
    }


def _unique(destinations: Iterable[Destination]) -> list[Destination]:
    found = {(place.get("name", ""), place.get("server", ""), place["namespace"]): place for place in destinations}
    return [place for _, place in sorted(found.items())]


def _kinds(kinds: Iterable[GroupKind]) -> list[dict[str, str]]:
    return [
        {"group": group, "kind": kind, "name": name} if name else {"group": group, "kind": kind}
        for group, kind, name in sorted(set(kinds))
    ]


def _without_names(kinds: Iterable[GroupKind]) -> list[dict[str, str]]:
    return [{"group": group, "kind": kind} for group, kind in sorted({kind[:2] for kind in kinds})]
