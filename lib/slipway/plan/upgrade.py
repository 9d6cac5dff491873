"""The order in which EKS can be upgraded: findings when a change asks for another one.

https://docs.aws.amazon.com/eks/latest/userguide/update-cluster.html
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from slipway.findings import Finding, Severity
from slipway.manifest import Identity
from slipway.plan.nodes import NodeGroup, node_groups
from slipway.plan.references import HOLE
from slipway.plan.subject import Subject, mapping
from slipway.plan.wording import name_text

_CLUSTER_PAGE = "https://docs.aws.amazon.com/eks/latest/userguide/update-cluster.html"
_SKEW_PAGE = "https://kubernetes.io/releases/version-skew-policy/"
_BLOCK_PAGE = "https://docs.aws.amazon.com/eks/latest/userguide/capacity-blocks-mng.html"
_PROXY_PAGE = "https://docs.aws.amazon.com/eks/latest/userguide/managing-kube-proxy.html"
_OLDEST_KUBELET = 3
"""Kubelet and kube-proxy may be three minors older than the API server, never newer."""

_MINOR = re.compile(r"^v?1\.(\d+)")


@dataclass(frozen=True, slots=True)
class _Fleet:
    """The clusters and what runs in them, of one target on one side."""

    clusters: dict[str, Subject]
    groups: dict[Identity, NodeGroup]
    proxies: dict[Identity, Subject]

    def server(self, cluster: str) -> int | None:
        """Return the minor of a control plane."""
        owner = self.clusters.get(cluster)
        return _minor(owner.for_provider.get("version")) if owner else None


def upgrade_findings(target: str, before: Iterable[Subject], after: Iterable[Subject]) -> Iterator[Finding]:
    """Yield what is out of order in one target; both sides must hold its clusters, node groups and add-ons."""
    old, new = _fleet(before), _fleet(after)
    for name, cluster in new.clusters.items():
        yield from _control_plane(target, old.clusters.get(name), cluster)
    for key, group in new.groups.items():
        was = old.groups.get(key)
        minors = (_nodes_minor(group), new.server(group.cluster))
        if minors != ((_nodes_minor(was) if was else None), old.server(group.cluster)):
            yield from _skew(target, name_text(key), "nodes", minors, group.cluster)
        yield from _together(target, was, group, old.server(group.cluster), new.server(group.cluster))
        yield from _capacity_block(target, was, group)
    for key, proxy in new.proxies.items():
        cluster_name = _cluster_of(proxy)
        minors = (_minor(proxy.for_provider.get("addonVersion")), new.server(cluster_name))
        earlier = old.proxies.get(key)
        was_minor = _minor(earlier.for_provider.get("addonVersion")) if earlier else None
        if minors != (was_minor, old.server(cluster_name)):
            yield from _skew(target, name_text(key), "kube-proxy", minors, cluster_name)


def _fleet(subjects: Iterable[Subject]) -> _Fleet:
    every = tuple(subjects)
    return _Fleet(
        {one.identity.name: one for one in every if one.aws_kind == "Cluster"},
        {group.subject.identity: group for group in node_groups(every)},
        {
            one.identity: one
            for one in every
            if one.aws_kind == "Addon" and one.for_provider.get("addonName") == "kube-proxy"
        },
    )


def _cluster_of(one: Subject) -> str:
    return str(one.for_provider.get("clusterName") or mapping(one.for_provider.get("clusterNameRef")).get("name", ""))


def _control_plane(target: str, old: Subject | None, new: Subject) -> Iterator[Finding]:
    was, becomes = _minor(old.for_provider.get("version") if old else None), _minor(new.for_provider.get("version"))
    if was is None or becomes is None or becomes in (was, was + 1):
        return
    what = name_text(new.identity)
    path, found = f"{what}:spec.forProvider.version", f"1.{was} → 1.{becomes}"
    if becomes < was:
        text = f"{what} would go back from 1.{was} to 1.{becomes}; EKS refuses"
        remedy = f"keep 1.{was}; only a new cluster has an older version"
        yield _error("plan/eks-downgrade", text, target, path, found, f"1.{was} or 1.{was + 1}", remedy, _CLUSTER_PAGE)
        return
    steps = " → ".join(f"1.{minor}" for minor in range(was, becomes + 1))
    text = f"{what} would skip from 1.{was} to 1.{becomes}; EKS upgrades one minor at a time"
    remedy = f"commit one step at a time and let each finish: {steps}; node groups and add-ons follow at every step"
    yield _error("plan/eks-minor-skipped", text, target, path, found, f"1.{was + 1}", remedy, _CLUSTER_PAGE)


def _skew(target: str, name: str, what: str, minors: tuple[int | None, int | None], cluster: str) -> Iterator[Finding]:
    minor, server = minors
    if minor is None or server is None or server - _OLDEST_KUBELET <= minor <= server:
        return
    allowed = f"1.{server - _OLDEST_KUBELET} to 1.{server}"
    if minor > server:
        rule, side = "plan/ahead-of-control-plane", "ahead of"
        remedy = f"upgrade Cluster/{cluster} to 1.{minor} first, then {name}"
    else:
        rule, side = "plan/behind-control-plane", f"more than {_OLDEST_KUBELET} minors behind"
        remedy = f"upgrade {name} before Cluster/{cluster}"
    text = f"{name}: {what} 1.{minor} {side} the control plane 1.{server}"
    page = _PROXY_PAGE if what == "kube-proxy" else _SKEW_PAGE
    yield _error(rule, text, target, name, f"1.{minor}", allowed, remedy, page)


def _together(
    target: str, old: NodeGroup | None, new: NodeGroup, server: int | None, new_server: int | None
) -> Iterator[Finding]:
    if old is None or server is None or server == new_server or old.version == new.version or not new.version:
        return
    name = name_text(new.subject.identity)
    text = (
        f"{name} and its control plane change version together; EKS refuses the nodes' update until the other is done"
    )
    remedy = (
        "commit the control plane first, then add-ons, then node groups; in one commit the nodes' update is retried"
    )
    yield Finding("plan/upgrade-together", Severity.WARNING, text, target, name, remedy=remedy, source=_CLUSTER_PAGE)


def _capacity_block(target: str, old: NodeGroup | None, new: NodeGroup) -> Iterator[Finding]:
    if old is None or new.capacity_type != "CAPACITY_BLOCK":
        return
    rolled = [field for field in ("version", "releaseVersion", "launchTemplate.version") if _differs(old, new, field)]
    sizes = [group.desired for group in (old, new) if group.sized]
    if not rolled or sizes == [0, 0]:
        return
    what = name_text(new.subject.identity)
    would = f"{what} in a capacity block would be updated ({', '.join(rolled)})"
    remedy = (
        f"1. set scalingConfig.minSize and desiredSize of {what} to 0 under forProvider and let the nodes go, "
        "2. commit this update, 3. set the sizes back; EKS updates such a group at size 0 only"
    )
    if any(sizes):
        text, found = f"{would} while it has nodes", f"desiredSize {max(sizes)}"
        yield _error("plan/capacity-block-not-empty", text, target, what, found, "desiredSize 0", remedy, _BLOCK_PAGE)
        return
    text = f"{would}, and git does not say how many nodes it has: desiredSize stands under initProvider"
    yield Finding(
        "plan/capacity-block-size-unknown", Severity.WARNING, text, target, what, remedy=remedy, source=_BLOCK_PAGE
    )


def _differs(old: NodeGroup, new: NodeGroup, field: str) -> bool:
    values = []
    for group in (old, new):
        value: object = group.subject.effective
        for key in field.split("."):
            value = mapping(value).get(key)
        values.append(value)
    return values[0] != values[1] and not any(HOLE.search(str(value)) for value in values)


def _nodes_minor(group: NodeGroup) -> int | None:
    stated = [_minor(group.version), _minor(group.subject.effective.get("releaseVersion"))]
    return max((minor for minor in stated if minor is not None), default=None)


def _minor(version: object) -> int | None:
    match = _MINOR.match(str(version)) if version is not None else None
    return int(match[1]) if match else None


def _error(
    rule: str, message: str, target: str, path: str, found: str, allowed: str, remedy: str, source: str
) -> Finding:
    return Finding(rule, Severity.ERROR, message, target, path, found, allowed, remedy, source)
