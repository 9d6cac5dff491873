"""Rules on models: what must fit on which GPU, under which name, from which bucket."""

from __future__ import annotations

from collections.abc import Iterator

from slipway.data import instance_type
from slipway.findings import Severity
from slipway.model import Environment
from slipway.resources.storage.buckets import checkpoint_bucket_name
from slipway.rules.packing import first_fit, fits
from slipway.rules.rule import Fault, Rule, rule

MODELS = "applications.inference.models"
MOST_GPUS = 8
"""GPUs of a node of any supported instance type."""

PLACING = "docs/inventory.md"
KNOWN_TO_THE_CHART = frozenset({"malibu", "point", "laguna", "laguna-m", "laguna-xs"})
"""Keys for which Poolside's older customizing guide says the chart brings name and type itself."""


def _capacities(environment: Environment) -> list[int]:
    """The GPUs of each node; a group never needs more nodes than there are models."""
    most = len(environment.applications.inference.models)
    return [
        shape.gpus
        for group in environment.nodes.gpu.values()
        if (shape := instance_type(group.instance_type))
        for _ in range(min(group.scaling_config.max_size, most))
    ]


@rule(
    "MODELS-001",
    "The models fit on the GPU nodes",
    reason="A model runs on one node. One that finds no node with enough free GPUs stays Pending at p5e prices.",
    remedy="Lower gpus, drop a model, or reserve another node.",
    source=PLACING,
)
def packing(environment: Environment) -> Iterator[Fault]:
    """Yield model sets that no placement holds, with the proof."""
    gpus = {key: model.gpus for key, model in environment.applications.inference.models.items()}
    capacities = _capacities(environment)
    if fits(gpus, capacities):
        return
    placement = first_fit(gpus, capacities)
    held = f"{len(capacities)} node{'s' * (len(capacities) != 1)} with {sum(capacities)} GPUs"
    found = f"{sum(gpus.values())} GPUs for {held}; {placement.describe(gpus)}"
    message = "the models do not fit on the GPU nodes"
    yield Fault(f"{MODELS}.{placement.left_over[0]}.gpus", message, found, "no model across two nodes")


@rule(
    "MODELS-002",
    "A model has the memory it needs",
    reason="A server whose weights do not fit in its GPUs dies at start, after the checkpoint was downloaded.",
    remedy="Give the model more GPUs, or a node type with more memory.",
    source="https://aws.amazon.com/ec2/instance-types/p5/",
)
def gpu_memory(environment: Environment) -> Iterator[Fault]:
    """Yield models whose minimum is above what their GPUs hold on every group."""
    inference = environment.applications.inference
    shapes = [shape for group in environment.nodes.gpu.values() if (shape := instance_type(group.instance_type))]
    best = max((shape.gpu_memory for shape in shapes), default=0)
    for key, least in inference.minimum_gpu_memory.items():
        model = inference.models.get(key)
        if model and model.gpus * best < least:
            message = f"model `{key}` needs {least} GB of GPU memory"
            found = f"{model.gpus} GPU{'s' if model.gpus > 1 else ''} of {best} GB, {model.gpus * best} GB in all"
            yield Fault(f"{MODELS}.{key}.gpus", message, found, _enough(least, best))


def _enough(least: int, each: int) -> str:
    """Return how many GPUs hold a model, or how large they must be if a node has not as many."""
    gpus = -(-least // each) if each else MOST_GPUS + 1
    return f"at least {gpus} GPUs" if gpus <= MOST_GPUS else f"{MOST_GPUS} GPUs of at least {-(-least // MOST_GPUS)} GB"


@rule(
    "MODELS-003",
    "Each model has a host of its own",
    reason="Two Ingresses of one group with one host shadow each other: requests reach the wrong model.",
    remedy="Give every model its own host.",
    source="https://kubernetes-sigs.github.io/aws-load-balancer-controller/latest/guide/ingress/annotations/",
)
def unique_hosts(environment: Environment) -> Iterator[Fault]:
    """Yield hosts that two models share."""
    seen: dict[str, str] = {}
    for key, model in environment.applications.inference.models.items():
        if model.host in seen:
            message = f"model `{seen[model.host]}` has host {model.host} already"
            yield Fault(f"{MODELS}.{key}.host", message, model.host, "another host")
        seen.setdefault(model.host, key)


@rule(
    "MODELS-004",
    "The certificate covers every host",
    reason="Clients refuse a host that the certificate does not name; a wildcard stands for exactly one label.",
    remedy="Choose a host under applications.ingress.certificateNames, or another certificate.",
    source="https://docs.aws.amazon.com/acm/latest/userguide/acm-certificate-characteristics.html",
)
def covered(environment: Environment) -> Iterator[Fault]:
    """Yield hosts that no name of the certificates covers."""
    names = environment.applications.ingress.certificate_names
    for key, model in environment.applications.inference.models.items():
        if not any(_covers(name, model.host) for name in names):
            message = f"no certificate covers the host of model `{key}`"
            yield Fault(f"{MODELS}.{key}.host", message, model.host, ", ".join(names))


def _covers(name: str, host: str) -> bool:
    if not name.startswith("*."):
        return name == host
    label, _, rest = host.partition(".")
    return bool(label) and rest == name[2:]


@rule(
    "MODELS-005",
    "Checkpoints lie in the environment's bucket",
    reason="The servers' role reads that bucket and nothing else: any other download ends in AccessDenied.",
    remedy="Copy the checkpoint to the environment's bucket.",
    source=PLACING,
)
def own_bucket(environment: Environment) -> Iterator[Fault]:
    """Yield checkpoints in other buckets."""
    bucket = checkpoint_bucket_name(environment)
    for key, model in environment.applications.inference.models.items():
        if model.model.removeprefix("s3://").partition("/")[0] != bucket:
            message = f"the checkpoint of model `{key}` is not in the environment's bucket"
            yield Fault(f"{MODELS}.{key}.model", message, model.model, f"s3://{bucket}/...")


@rule(
    "MODELS-006",
    "GPU counts are powers of two",
    severity=Severity.WARNING,
    reason="Tensor parallelism splits attention heads evenly: 1, 2, 4 and 8 work everywhere, others seldom.",
    remedy="Take 1, 2, 4 or 8 GPUs.",
    source="https://docs.vllm.ai/en/latest/serving/parallelism_scaling.html",
)
def power_of_two(environment: Environment) -> Iterator[Fault]:
    """Yield counts that are no power of two."""
    for key, model in environment.applications.inference.models.items():
        if model.gpus & (model.gpus - 1):
            message = f"the GPUs of model `{key}` are no power of two"
            yield Fault(f"{MODELS}.{key}.gpus", message, str(model.gpus), "1, 2, 4, 8")


@rule(
    "MODELS-007",
    "Tables name models that exist",
    reason="A figure for a key that is no model checks nothing.",
    remedy="Correct the key, or remove the figure.",
    source=PLACING,
)
def known_keys(environment: Environment) -> Iterator[Fault]:
    """Yield figures for unknown models."""
    inference = environment.applications.inference
    models = ", ".join(sorted(inference.models)) or "none"
    for table, figures in (
        ("minimumGpuMemory", inference.minimum_gpu_memory),
        ("checkpointSize", inference.checkpoint_size),
    ):
        for key in figures:
            if key not in inference.models:
                message = f"{table} names `{key}`, which is no model"
                yield Fault(f"applications.inference.{table}.{key}", message, key, models, at_key=True)


@rule(
    "MODELS-008",
    "A model unknown to the chart says its name and type",
    severity=Severity.WARNING,
    reason="The chart has defaults for a few keys; any other model must bring modelName and modelType.",
    remedy="Add modelName and modelType to the model, or acknowledge that your bundle knows the key.",
    source=PLACING,
)
def named(environment: Environment) -> Iterator[Fault]:
    """Yield models that the chart may not know."""
    for key, model in environment.applications.inference.models.items():
        extra = model.model_extra or {}
        missing = [name for name in ("modelName", "modelType") if name not in extra]
        if key not in KNOWN_TO_THE_CHART and missing:
            message = f"the chart may not know model `{key}`, which has no {' and no '.join(missing)}"
            allowed = ", ".join((*sorted(KNOWN_TO_THE_CHART), "any key with modelName and modelType"))
            yield Fault(f"{MODELS}.{key}", message, key, allowed, at_key=True)


RULES: tuple[Rule[Environment], ...] = (
    packing,
    gpu_memory,
    unique_hosts,
    covered,
    own_bucket,
    power_of_two,
    known_keys,
    named,
)
