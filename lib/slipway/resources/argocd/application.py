"""The one builder of Applications.

None has a finalizer: without one, deleting an Application leaves what it deployed where it is, and only then can a
removed file never take a cluster with it. https://argo-cd.readthedocs.io/en/stable/user-guide/app_deletion/
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from slipway.manifest import Manifest
from slipway.model.fleet import Fleet
from slipway.resources.argocd.metadata import COMPARE_OPTIONS
from slipway.resources.argocd.source import Destination, Source

API_VERSION = "argoproj.io/v1alpha1"

SERVER_SIDE = ("ServerSideApply=true",)
"""Some definitions are larger than the annotation that client-side apply keeps them in, and argocd-cm has other owners
as well. https://argo-cd.readthedocs.io/en/stable/user-guide/sync-options/#server-side-apply"""

SERVER_SIDE_DIFF = "ServerSideDiff=true"
"""What the API server fills in is no difference. https://argo-cd.readthedocs.io/en/stable/user-guide/diff-strategies/"""

OWN_FOLDER = {"argocd.argoproj.io/manifest-generate-paths": "."}
"""A commit that leaves the source's folder alone is nothing to this Application. Without it every commit has the
folders of all Applications of the repository read again: thousands, in a large fleet.
https://argo-cd.readthedocs.io/en/stable/operator-manual/high_availability/#manifest-paths-annotation"""

RETRY: Mapping[str, Any] = {
    # A sync that gave up is not tried again for the same commit, and a cluster alone takes longer than the default five
    # tries. A retry takes the newest commit.
    "limit": -1,
    "refresh": True,
    "backoff": {"duration": "10s", "factor": 2, "maxDuration": "5m"},
}

Difference = dict[str, Any]


def application(
    fleet: Fleet,
    name: str,
    *,
    project: str,
    source: Source,
    destination: Destination,
    sync_options: Sequence[str] = (),
    ignore_differences: Sequence[Difference] = (),
    namespace_labels: Mapping[str, str] | None = None,
) -> Manifest:
    """Return an Application in Argo CD's namespace, synced as the fleet's policy says.

    ``ignore_differences`` are left alone by syncs as well. ``namespace_labels`` are put on a namespace that the
    Application creates.

    Raises:
        ValueError: labels are given for a namespace that is not created; Argo CD would drop them silently.

    """
    options = [*SERVER_SIDE, *sync_options]
    if ignore_differences:
        # Otherwise they are hidden from the diff only, and overwritten by the next sync.
        options.append("RespectIgnoreDifferences=true")
    if namespace_labels and "CreateNamespace=true" not in options:
        raise ValueError(f"Application {name}: namespace labels need the sync option CreateNamespace=true")
    spec: dict[str, Any] = {
        "project": project,
        "source": source,
        "destination": destination,
        "syncPolicy": _sync_policy(fleet, options, namespace_labels),
    }
    if ignore_differences:
        spec["ignoreDifferences"] = list(ignore_differences)
    return {
        "apiVersion": API_VERSION,
        "kind": "Application",
        "metadata": {
            "name": name,
            "namespace": fleet.argocd.namespace,
            "annotations": {COMPARE_OPTIONS: SERVER_SIDE_DIFF, **(OWN_FOLDER if "path" in source else {})},
        },
        "spec": spec,
    }


def _sync_policy(fleet: Fleet, options: Sequence[str], labels: Mapping[str, str] | None) -> dict[str, Any]:
    chosen = fleet.argocd.sync_policy
    policy: dict[str, Any] = {"retry": {**RETRY, "backoff": dict(RETRY["backoff"])}, "syncOptions": list(options)}
    if chosen.automated:
        policy["automated"] = {"prune": chosen.prune, "selfHeal": chosen.self_heal}
    if labels:
        policy["managedNamespaceMetadata"] = {"labels": dict(labels)}
    return policy
