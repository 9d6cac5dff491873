"""Rules of section ``nodes``: groups and their sizes. Reservations and volumes have rules of their own."""

from __future__ import annotations

import re
from collections.abc import Iterator

from slipway.findings import Severity
from slipway.model import Environment
from slipway.model.nodes import NodeGroup
from slipway.rules.rule import Fault, Rule, rule

LABEL_KEY = re.compile(r"^([a-z0-9]([a-z0-9.-]{0,251}[a-z0-9])?/)?[A-Za-z0-9]([\w.-]{0,61}[A-Za-z0-9])?$", re.ASCII)
LABEL_VALUE = re.compile(r"^([A-Za-z0-9]([\w.-]{0,61}[A-Za-z0-9])?)?$", re.ASCII)
LABEL_FORM = "at most 63 letters, digits and - _ . between letters or digits"
RESERVED_LABELS = re.compile(r"^([a-z0-9.-]+\.)?(kubernetes\.io|k8s\.io|amazonaws\.com)/|^slipway\.dev/|^nvidia\.com/")


RELEASE_FORM = "<kubernetes version>-<date>; for example 1.35.2-20260714"


def _groups(environment: Environment) -> Iterator[tuple[str, str, NodeGroup]]:
    """Yield each group with its path and what it is called."""
    yield "nodes.cpu", "the CPU group", environment.nodes.cpu
    for name, group in environment.nodes.gpu.items():
        yield f"nodes.gpu.{name}", f"GPU group `{name}`", group


@rule(
    "NODES-001",
    "GPU nodes have the memory of the supported profile",
    severity=Severity.WARNING,
    reason="p5.48xlarge has 80 GB a GPU where p5e has 141: large models leave little memory for their cache.",
    remedy="Take p5e.48xlarge, or acknowledge that your models fit.",
    source="https://aws.amazon.com/ec2/instance-types/p5/",
)
def memory(environment: Environment) -> Iterator[Fault]:
    """Yield groups below the smallest supported profile."""
    for name, group in environment.nodes.gpu.items():
        if group.instance_type == "p5.48xlarge":
            message = f"GPU group `{name}` has less memory than the p5e profile"
            path = f"nodes.gpu.{name}.instanceType"
            yield Fault(path, message, group.instance_type, "p5e.48xlarge, p5en.48xlarge")


@rule(
    "NODES-004",
    "Sizes are in order",
    reason="AWS refuses a desired size outside minimum and maximum.",
    remedy="Keep minSize <= desiredSize <= maxSize.",
    source="https://docs.aws.amazon.com/eks/latest/APIReference/API_NodegroupScalingConfig.html",
)
def sizes_in_order(environment: Environment) -> Iterator[Fault]:
    """Yield groups whose sizes contradict each other."""
    for path, which, group in _groups(environment):
        size = group.scaling_config
        if not size.min_size <= size.desired_size <= size.max_size:
            message = f"the desired size of {which} is outside its minimum and maximum"
            found = f"min {size.min_size}, desired {size.desired_size}, max {size.max_size}"
            yield Fault(f"{path}.scalingConfig.desiredSize", message, found, "min <= desired <= max")


@rule(
    "NODES-005",
    "The CPU group is always there",
    reason="The GPU taint leaves controllers nowhere else to run: at size 0 nothing comes up.",
    remedy="Set nodes.cpu.scalingConfig.minSize to 1 or more.",
    source="docs/inventory.md",
)
def cpu_group(environment: Environment) -> Iterator[Fault]:
    """Yield a CPU group that may shrink to nothing."""
    if environment.nodes.cpu.scaling_config.min_size < 1:
        message = "the CPU group may shrink to nothing, and controllers run nowhere else"
        yield Fault("nodes.cpu.scalingConfig.minSize", message, "0", "at least 1")


@rule(
    "NODES-006",
    "The CPU group's instances fit its AMI",
    reason="The AMI is for x86_64; a Graviton instance does not boot it, and a GPU instance is bought for nothing.",
    remedy="Take an x86_64 instance without GPUs, such as m7i.2xlarge.",
    source="https://docs.aws.amazon.com/ec2/latest/instancetypes/instance-type-names.html",
)
def cpu_types(environment: Environment) -> Iterator[Fault]:
    """Yield instance types that do not belong in the CPU group."""
    for index, name in enumerate(environment.nodes.cpu.instance_types):
        family = name.partition(".")[0]
        match = re.match(r"^([a-z]+)\d+([a-z-]*)$", family)
        path = f"nodes.cpu.instanceTypes.{index}"
        if not match or "." not in name:
            yield Fault(path, f"{name} is not an instance type", name, "<family>.<size>; for example m7i.2xlarge")
        elif match[1] in ("p", "g", "gr", "inf", "trn", "dl", "vt", "f"):
            message = f"{name} has an accelerator, which the CPU group does not use"
            yield Fault(path, message, name, "an instance without accelerators; for example m7i.2xlarge")
        elif "g" in match[2]:
            message = f"{name} is a Graviton instance, and the CPU group's AMI is for x86_64"
            yield Fault(path, message, name, "an x86_64 instance; for example m7i.2xlarge")


@rule(
    "NODES-007",
    "Labels are legal and leave the system's prefixes alone",
    reason="The kubelet refuses labels under Kubernetes' own prefixes; ours and NVIDIA's steer where pods land.",
    remedy="Use a prefix of your own, such as example.com/, and letters, digits and - _ . between letters or digits.",
    source="https://kubernetes.io/docs/reference/access-authn-authz/admission-controllers/#noderestriction",
)
def labels(environment: Environment) -> Iterator[Fault]:
    """Yield labels under reserved prefixes, and those that Kubernetes refuses."""
    for path, which, group in _groups(environment):
        for label, value in group.labels.items():
            place = f"{path}.labels.{label}"
            if RESERVED_LABELS.match(label):
                message = f"label `{label}` of {which} has a reserved prefix"
                yield Fault(place, message, label, "a prefix of your own", at_key=True)
            elif not LABEL_KEY.match(label):
                message = f"Kubernetes refuses the name of label `{label}` of {which}"
                yield Fault(place, message, label, f"{LABEL_FORM}, with a prefix of your own or none", at_key=True)
            elif not LABEL_VALUE.match(value):
                message = f"Kubernetes refuses the value of label `{label}` of {which}"
                yield Fault(place, message, value, LABEL_FORM)


@rule(
    "NODES-008",
    "Bottlerocket is experimental for GPUs",
    severity=Severity.WARNING,
    reason="The GPU Operator's exporter and validator have open problems on Bottlerocket.",
    remedy="Take AL2023_x86_64_NVIDIA, or acknowledge the experiment.",
    source="https://github.com/bottlerocket-os/bottlerocket/issues/3992",
)
def bottlerocket(environment: Environment) -> Iterator[Fault]:
    """Yield GPU groups on Bottlerocket."""
    for name, group in environment.nodes.gpu.items():
        if group.ami_type.startswith("BOTTLEROCKET"):
            message = f"GPU group `{name}` runs Bottlerocket, which is experimental for GPUs"
            yield Fault(f"nodes.gpu.{name}.amiType", message, group.ami_type, "AL2023_x86_64_NVIDIA")


@rule(
    "NODES-009",
    "GPU nodes run a pinned AMI release",
    severity=Severity.NOTE,
    reason="The release fixes driver and container toolkit; without a pin a new node may differ from its neighbours.",
    remedy="Set releaseVersion once the first nodes run well.",
    source="https://github.com/awslabs/amazon-eks-ami/releases",
)
def pinned_release(environment: Environment) -> Iterator[Fault]:
    """Yield GPU groups without a release."""
    for name, group in environment.nodes.gpu.items():
        if group.release_version is None:
            message = f"the AMI release of GPU group `{name}` is not pinned"
            yield Fault(f"nodes.gpu.{name}.releaseVersion", message, "none", RELEASE_FORM)


@rule(
    "NODES-010",
    "The AMI release fits the cluster and is not known to break",
    severity=Severity.WARNING,
    reason="Release 20260818 brought toolkit 1.20.0, whose hook fails where /etc/nvidia is read-only.",
    remedy="Stay on 20260714 until the issue is closed.",
    source="https://github.com/awslabs/amazon-eks-ami/issues/2790",
)
def broken_release(environment: Environment) -> Iterator[Fault]:
    """Yield releases with a known break, or of another minor than the cluster's."""
    for name, group in environment.nodes.gpu.items():
        release, path = group.release_version, f"nodes.gpu.{name}.releaseVersion"
        if release is None:
            continue
        if release.endswith("-20260818"):
            message = f"AMI release {release} is known to break the device plugin"
            yield Fault(path, message, release, "a release before 20260818")
        minor = group.version or environment.cluster.version
        if not release.startswith(f"{minor}."):
            message = f"the AMI release of GPU group `{name}` is not for its Kubernetes {minor}"
            yield Fault(path, message, release, f"{minor}.<patch>-<date>")


@rule(
    "NODES-013",
    "Nodes are not newer than the control plane, nor far behind",
    reason="EKS upgrades the control plane first, and a kubelet may be at most three minors older.",
    remedy="Upgrade in this order: control plane, then node groups, one minor at a time.",
    source="https://kubernetes.io/releases/version-skew-policy/",
)
def skew(environment: Environment) -> Iterator[Fault]:
    """Yield groups ahead of the control plane, or more than three minors behind."""
    newest = int(environment.cluster.version.partition(".")[2])
    for path, which, group in _groups(environment):
        minor = int((group.version or environment.cluster.version).partition(".")[2])
        if not newest - 3 <= minor <= newest:
            allowed = f"1.{newest - 3} to {environment.cluster.version}"
            message = f"the Kubernetes version of {which} does not fit the control plane"
            yield Fault(f"{path}.version", message, str(group.version), allowed)


RULES: tuple[Rule[Environment], ...] = (
    memory,
    sizes_in_order,
    cpu_group,
    cpu_types,
    labels,
    bottlerocket,
    pinned_release,
    broken_release,
    skew,
)
