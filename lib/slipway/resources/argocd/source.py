"""Where an Application's manifests come from, and where they go."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from slipway.model.applications import ChartSource
from slipway.model.fleet import Fleet

Source = dict[str, Any]
Destination = dict[str, str]


def compiled(fleet: Fleet, *folders: str, include: str = "", exclude: str = "") -> Source:
    """Return a folder of the compiled tree as a source, with everything below it.

    ``include`` and ``exclude`` are glob patterns on paths below the folder, in which ``*`` matches ``/`` as well.
    https://argo-cd.readthedocs.io/en/stable/user-guide/directory/
    """
    directory: dict[str, Any] = {"recurse": True}
    if include:
        directory["include"] = include
    if exclude:
        directory["exclude"] = exclude
    return {
        "repoURL": fleet.repo_url,
        "targetRevision": fleet.target_revision,
        "path": "/".join((fleet.compiled_path, *folders)),
        "directory": directory,
    }


def helm(source: ChartSource, release_name: str, values: Mapping[str, Any]) -> Source:
    """Return a chart as a source.

    The release has a name of its own: by default it is the Application's, which carries the environment's, and both
    controllers name their objects after it. Values are a map, not text, so that a review shows which key changed.
    """
    place = {"chart": source.chart} if source.chart else {"path": source.path}
    return {
        "repoURL": source.repo_url,
        "targetRevision": source.target_revision,
        **place,
        "helm": {"releaseName": release_name, "valuesObject": dict(values)},
    }


def destination(namespace: str, *, name: str = "", server: str = "") -> Destination:
    """Return a cluster and a namespace in it.

    ``name`` is the one Argo CD knows the cluster by: unlike its address it is known before the cluster exists.

    Raises:
        ValueError: not exactly one of name and server is given, or no namespace; no schema says so.

    """
    if bool(name) == bool(server):
        raise ValueError(f"a destination has either a name or a server, found name {name!r} and server {server!r}")
    if not namespace:
        raise ValueError("a destination needs a namespace")
    cluster = {"name": name} if name else {"server": server}
    return {**cluster, "namespace": namespace}
