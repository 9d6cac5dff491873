"""Rules on the GPU software: what the AMI brings, the GPU Operator must not, and the other way round."""

from __future__ import annotations

from collections.abc import Iterator

from slipway.model import Environment
from slipway.rules.rule import Fault, Rule, rule

OPERATOR = "https://docs.nvidia.com/datacenter/cloud-native/gpu-operator/latest/amazon-eks.html"


@rule(
    "OPERATOR-001",
    "All GPU groups have AMIs of one family",
    reason="The operator's settings hold for the whole cluster; Bottlerocket has a device plugin, AL2023 has none.",
    remedy="Give every GPU group the same amiType.",
    source=OPERATOR,
)
def one_family(environment: Environment) -> Iterator[Fault]:
    """Yield groups whose AMI family differs from the first group's."""
    groups = list(environment.nodes.gpu.items())
    leader, first = groups[0][0], groups[0][1].ami_type
    for name, group in groups[1:]:
        if group.ami_type != first:
            message = f"the AMI of GPU group `{name}` is of another family than that of group `{leader}`"
            yield Fault(f"nodes.gpu.{name}.amiType", message, group.ami_type, first)


@rule(
    "OPERATOR-002",
    "GPU nodes have the GPU Operator",
    reason="Without it AL2023 nodes advertise no nvidia.com/gpu and every model stays Pending.",
    remedy="Set applications.gpuOperator.enabled to true.",
    source=OPERATOR,
)
def present(environment: Environment) -> Iterator[Fault]:
    """Yield clusters without the operator."""
    if not environment.applications.gpu_operator.enabled:
        message = "the GPU Operator is off, and without it GPU nodes advertise no GPUs"
        yield Fault("applications.gpuOperator.enabled", message, "false", "true")


@rule(
    "OPERATOR-003",
    "The GPU Operator's version is spelled as NVIDIA does",
    reason="NVIDIA's repository has versions with a leading v; without it Argo CD finds no chart.",
    remedy="Write v26.7.0.",
    source="https://github.com/NVIDIA/gpu-operator/releases",
)
def spelled(environment: Environment) -> Iterator[Fault]:
    """Yield versions without a leading v from NVIDIA's repository."""
    source = environment.applications.gpu_operator.source
    if "nvidia" in source.repo_url and source.chart and not source.target_revision.startswith("v"):
        path = "applications.gpuOperator.source.targetRevision"
        message = "NVIDIA's repository has no such version of the GPU Operator"
        yield Fault(path, message, source.target_revision, f"v{source.target_revision}")


RULES: tuple[Rule[Environment], ...] = (one_family, present, spelled)
