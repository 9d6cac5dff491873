"""What CPU and GPU node groups share."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from slipway.latebinding import values
from slipway.latebinding.bind import bind
from slipway.manifest import Manifest
from slipway.model import Environment
from slipway.model.nodes import CpuNodes, GpuNodes
from slipway.resources.managed import managed, ref
from slipway.resources.nodes.labels import Pool, pool_label


def node_group(
    environment: Environment,
    group: str,
    nodes: CpuNodes | GpuNodes,
    pool: Pool,
    zones: Iterable[str],
    more: Mapping[str, Any],
) -> Manifest:
    """Return a managed node group in the private worker subnets of ``zones``; ``more`` holds what only its kind has.

    The Kubernetes version is written out, not referenced: a reviewer sees in the diff that nodes will roll, and a group
    may stay behind the control plane. The desired size counts at creation only, so that nobody fights an autoscaler, an
    operator at the console, or EKS when it empties a group at the end of its Capacity Block.
    """
    template = values.template_version(environment, group, nodes.template_version)
    for_provider = {
        **_shared(environment, group, nodes, zones, str(template)),
        # The pool label comes last: it is what controllers and models are placed by.
        "labels": {**nodes.labels, **pool_label(pool)},
        **more,
    }
    at_creation = {"scalingConfig": {"desiredSize": nodes.scaling_config.desired_size}}
    name = environment.names.object(group)
    manifest = managed(environment, "NodeGroup", name, for_provider, init_provider=at_creation)
    # A group may be called what a service is called, whose role is bound late as well.
    return bind(manifest, template, name=environment.names.object(group, "nodes"))


def _shared(
    environment: Environment, group: str, nodes: CpuNodes | GpuNodes, zones: Iterable[str], template_version: str
) -> dict[str, Any]:
    return {
        "clusterNameRef": ref(environment.names.cluster),
        "nodeRoleArnRef": ref(environment.names.node_role(group)),
        "subnetIdRefs": [ref(environment.names.subnet("worker", zone)) for zone in zones],
        "version": nodes.version or environment.cluster.version,
        **({"releaseVersion": nodes.release_version} if nodes.release_version else {}),
        "amiType": nodes.ami_type,
        "launchTemplate": {"name": environment.names.object(group), "version": template_version},
        "scalingConfig": {"minSize": nodes.scaling_config.min_size, "maxSize": nodes.scaling_config.max_size},
    }
