"""Node groups together with the launch templates they are built on."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from slipway.plan.references import HOLE
from slipway.plan.subject import Subject, mapping


@dataclass(frozen=True, slots=True)
class NodeGroup:
    """One managed node group.

    ``sized`` says that forProvider holds the desired size; under initProvider it only counts when the group is made.
    ``template`` is the name of its launch template, ``follows`` says that it takes every new version of it by itself,
    ``disks`` are (volume type, GB) of one node.
    """

    subject: Subject
    region: str
    cluster: str
    version: str
    capacity_type: str
    instance_type: str
    desired: int
    sized: bool
    template: str
    follows: bool
    disks: tuple[tuple[str, float], ...]


def node_groups(subjects: Iterable[Subject]) -> tuple[NodeGroup, ...]:
    """Return the node groups among the subjects; templates are looked for among them as well."""
    every = tuple(subjects)
    templates = {template_name(one): one for one in every if one.aws_kind == "LaunchTemplate"}
    return tuple(_group(one, templates) for one in every if one.aws_kind == "NodeGroup")


def template_name(template: Subject) -> str:
    """Return the name by which node groups name the template."""
    return str(template.for_provider.get("name", template.identity.name))


def _group(one: Subject, templates: dict[str, Subject]) -> NodeGroup:
    made = one.effective
    named = mapping(made.get("launchTemplate"))
    template = templates.get(str(named.get("name", "")))
    built = template.effective if template else {}
    types = made.get("instanceTypes") or [built.get("instanceType", "")]
    return NodeGroup(
        one,
        str(made.get("region", "")),
        str(made.get("clusterName") or mapping(made.get("clusterNameRef")).get("name", "")),
        str(made.get("version", "")),
        str(made.get("capacityType", "ON_DEMAND")),
        str(types[0] or ""),
        int(mapping(made.get("scalingConfig")).get("desiredSize", 0)),
        "desiredSize" in mapping(one.for_provider.get("scalingConfig")),
        str(named.get("name", "")),
        HOLE.search(str(named.get("version", ""))) is not None,
        _disks(built.get("blockDeviceMappings"), made.get("diskSize")),
    )


def _disks(mappings: Any, disk_size: Any) -> tuple[tuple[str, float], ...]:  # noqa: ANN401 - whatever YAML holds
    if isinstance(disk_size, int | float):
        return (("gp3", float(disk_size)),)
    if not isinstance(mappings, list):
        return ()
    volumes = [mapping(mapping(one).get("ebs")) for one in mappings]
    return tuple(
        (str(one.get("volumeType", "gp3")), float(one["volumeSize"])) for one in volumes if "volumeSize" in one
    )
