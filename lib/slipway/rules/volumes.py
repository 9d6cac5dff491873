"""Rules on the volumes of nodes: large enough for what servers stage, and of a performance that EBS sells."""

from __future__ import annotations

from collections.abc import Iterator

from slipway.model import Environment
from slipway.model.nodes import Volume
from slipway.rules.rule import Fault, Rule, rule

TEMPLATES = "https://docs.aws.amazon.com/eks/latest/userguide/launch-templates.html"
REFERENCE_VOLUME = 300
IMAGE_SPACE = 60
"""GiB left for the operating system, the inference image and what containers write."""

MOST_IOPS = {"gp3": 80_000, "io2": 256_000}
IOPS_PER_GIB = {"gp3": 500, "io2": 1_000}
BASELINE_IOPS = 3_000
IOPS_PER_MIB = 4
MOST_THROUGHPUT = 2_000
"""https://docs.aws.amazon.com/ebs/latest/userguide/ebs-volume-types.html"""


@rule(
    "NODES-002",
    "The GPU nodes' volume has the reference size",
    reason="Each server stages a whole checkpoint beside the image at start; a small volume runs full first.",
    remedy="Raise volume.volumeSize to 300, or say in volume.belowReferenceReason why less is enough.",
    source=TEMPLATES,
)
def volume(environment: Environment) -> Iterator[Fault]:
    """Yield volumes below 300 GiB that nobody gave a reason for."""
    for name, group in environment.nodes.gpu.items():
        size = group.volume.volume_size
        if size < REFERENCE_VOLUME and not group.volume.below_reference_reason:
            path = f"nodes.gpu.{name}.volume.volumeSize"
            message = f"the volume of GPU group `{name}` is below the reference size"
            yield Fault(path, message, f"{size} GiB", f"at least {REFERENCE_VOLUME} GiB")


@rule(
    "NODES-003",
    "The volume holds the checkpoints that may land on a node",
    reason="Every model that is scheduled on a node stages its checkpoint there, and a full disk evicts all of them.",
    remedy="Raise volume.volumeSize, or spread the models over more nodes.",
    source=TEMPLATES,
)
def checkpoints(environment: Environment) -> Iterator[Fault]:
    """Yield volumes smaller than the largest set of checkpoints that fits on the GPUs of one node."""
    inference = environment.applications.inference
    sizes = {key: size for key, size in inference.checkpoint_size.items() if key in inference.models}
    worst = _worst_case(sizes, {key: inference.models[key].gpus for key in sizes})
    for name, group in environment.nodes.gpu.items():
        if sizes and group.volume.volume_size < worst + IMAGE_SPACE:
            needed = f"{worst} GiB of checkpoints, which may all land there, and {IMAGE_SPACE} GiB of images"
            message = f"the volume of GPU group `{name}` does not hold {needed}"
            path = f"nodes.gpu.{name}.volume.volumeSize"
            yield Fault(path, message, f"{group.volume.volume_size} GiB", f"at least {worst + IMAGE_SPACE} GiB")


def _worst_case(sizes: dict[str, int], gpus: dict[str, int]) -> int:
    """The most that eight GPUs can draw onto one disk (a knapsack over eight places)."""
    best = [0] * 9
    for key, size in sizes.items():
        for used in range(8, gpus[key] - 1, -1):
            best[used] = max(best[used], best[used - gpus[key]] + size)
    return max(best)


@rule(
    "NODES-015",
    "A volume's performance is one that EBS sells for its type",
    reason="EC2 refuses the instance at launch, long after the template was accepted.",
    remedy="Give io2 its iops, gp3 at most 500 a GiB, and throughput to gp3 only, a quarter of its iops.",
    source="https://docs.aws.amazon.com/ebs/latest/userguide/ebs-volume-types.html",
)
def performance(environment: Environment) -> Iterator[Fault]:
    """Yield volumes with too much of iops or throughput, or without the iops that their type needs."""
    nodes = environment.nodes
    volumes = {"nodes.cpu.volume": nodes.cpu.volume}
    volumes |= {f"nodes.gpu.{name}.volume": group.volume for name, group in nodes.gpu.items()}
    for path, disk in volumes.items():
        yield from _iops(path, disk)
        yield from _throughput(path, disk)


def _iops(path: str, disk: Volume) -> Iterator[Fault]:
    kind, size = disk.volume_type, disk.volume_size
    most = min(MOST_IOPS[kind], IOPS_PER_GIB[kind] * size)
    if disk.iops is None:
        if kind == "io2":
            yield Fault(
                f"{path}.volumeType", "a volume of type io2 needs iops", "io2 without iops", "gp3, io2 with iops"
            )
    elif disk.iops > most:
        message = f"a {kind} volume of {size} GiB cannot have as many iops"
        yield Fault(f"{path}.iops", message, str(disk.iops), f"at most {most}")


def _throughput(path: str, disk: Volume) -> Iterator[Fault]:
    if disk.throughput is None:
        return
    iops = disk.iops or BASELINE_IOPS
    most = min(MOST_THROUGHPUT, iops // IOPS_PER_MIB)
    if disk.volume_type != "gp3":
        message = f"a volume of type {disk.volume_type} takes no throughput"
        yield Fault(f"{path}.throughput", message, str(disk.throughput), "none")
    elif disk.throughput > most:
        message = f"the volume's throughput is more than its {iops} iops carry"
        yield Fault(f"{path}.throughput", message, str(disk.throughput), f"at most {most}")


RULES: tuple[Rule[Environment], ...] = (volume, checkpoints, performance)
