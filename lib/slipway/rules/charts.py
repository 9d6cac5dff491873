"""Rules on the charts' values after everything was laid over them: what free values must not undo."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from slipway.model import Environment
from slipway.rules.compiled import Compiled, dig, leaves, mappings, shown
from slipway.rules.rule import Fault, Rule, rule

OPERATOR = "https://docs.nvidia.com/datacenter/cloud-native/gpu-operator/latest/amazon-eks.html"
OPERATOR_VALUES = "applications.gpuOperator.values"
CONTROLLER_VALUES = "applications.loadBalancerController.values"
TAINT_KEY = "nvidia.com/gpu"
TOLERATION = f'{{"key": "{TAINT_KEY}", "operator": "Exists", "effect": "NoSchedule"}}'

SECRET_KEY = re.compile(
    r"(passw(or)?d|passphrase|secret_?key|api_?key|private_?key|credentials|"
    r"(^|(access|api|auth|bearer|face|hf|hub|refresh|secret)[_-]?)token)$",
    re.I,
)


def _tolerates(tolerations: Any) -> bool:  # noqa: ANN401 - Helm values are free
    """Whether a list of tolerations accepts the GPU taint nvidia.com/gpu=true:NoSchedule."""
    for entry in mappings(tolerations):
        key = entry.get("key") in (TAINT_KEY, None) and (entry.get("key") or entry.get("operator") == "Exists")
        value = entry.get("operator") == "Exists" or entry.get("value") == "true"
        if key and value and entry.get("effect") in ("NoSchedule", None, ""):
            return True
    return False


@rule(
    "OPERATOR-004",
    "Driver, toolkit and device plugin follow from the AMI",
    reason="The AMI brings driver and toolkit; a second copy fights it, and a missing device plugin means no GPUs.",
    remedy="Take driver, toolkit and devicePlugin out of the chart's values.",
    source=OPERATOR,
)
def follows_ami(compiled: Compiled) -> Iterator[Fault]:
    """Yield switches that contradict the AMI."""
    values = compiled.values("gpu-operator")
    if values is None:
        return
    bottlerocket = any(group.ami_type.startswith("BOTTLEROCKET") for group in compiled.environment.nodes.gpu.values())
    expected = {"driver": False, "toolkit": False, "devicePlugin": not bottlerocket}
    for name, wanted in expected.items():
        found = dig(values, f"{name}.enabled")
        if found is not wanted:
            path = f"{OPERATOR_VALUES}.{name}.enabled"
            yield Fault(path, f"the GPU Operator's {name} contradicts the AMI", shown(found), shown(wanted))


@rule(
    "OPERATOR-005",
    "Every node agent tolerates the GPU taint",
    reason="If the NFD worker or an operand stays off the GPU nodes, none of them ever advertises nvidia.com/gpu.",
    remedy="Keep the entry for nvidia.com/gpu in both lists: Helm replaces lists, it never merges them.",
    source=OPERATOR,
)
def agents_tolerate(compiled: Compiled) -> Iterator[Fault]:
    """Yield lists of tolerations without the GPU taint."""
    values = compiled.values("gpu-operator")
    if values is None:
        return
    agents = {
        "daemonsets.tolerations": "the GPU Operator's node agents do not tolerate the GPU taint",
        "node-feature-discovery.worker.tolerations": "the NFD worker does not tolerate the GPU taint",
    }
    for path, message in agents.items():
        if not _tolerates(dig(values, path)):
            yield Fault(f"{OPERATOR_VALUES}.{path}", message, shown(dig(values, path)), f"a list with {TOLERATION}")


@rule(
    "OPERATOR-006",
    "Controllers stay off the GPU nodes",
    reason="A controller that tolerates the taint may land on a GPU node and block its scale-down.",
    remedy="Take the toleration out of the chart's values.",
    source=OPERATOR,
)
def controllers_stay_off(compiled: Compiled) -> Iterator[Fault]:
    """Yield controllers that tolerate the GPU taint."""
    lists = {
        "gpu-operator": (
            "operator.tolerations",
            "node-feature-discovery.master.tolerations",
            "node-feature-discovery.gc.tolerations",
        ),
        "aws-load-balancer-controller": ("tolerations",),
    }
    section = {"gpu-operator": OPERATOR_VALUES, "aws-load-balancer-controller": CONTROLLER_VALUES}
    for application, paths in lists.items():
        values = compiled.values(application)
        for path in paths if values is not None else ():
            if _tolerates(dig(values, path)):
                yield Fault(
                    f"{section[application]}.{path}",
                    "a controller tolerates the GPU taint",
                    shown(dig(values, path)),
                    allowed=f"no toleration of {TAINT_KEY}",
                )


@rule(
    "OPERATOR-007",
    "The operator brings no hooks of its own",
    reason="Argo CD runs an upgrade hook before every sync, and a clean-up hook when the cluster may be gone.",
    remedy="Take operator.upgradeCRD and node-feature-discovery.postDeleteCleanup out of the chart's values.",
    source="https://argo-cd.readthedocs.io/en/stable/user-guide/helm/#helm-hooks",
)
def no_hook(compiled: Compiled) -> Iterator[Fault]:
    """Yield the hooks that upgrade definitions and clean up."""
    values = compiled.values("gpu-operator")
    hooks = {
        "operator.upgradeCRD": "the GPU Operator brings a hook that runs before every sync",
        "node-feature-discovery.postDeleteCleanup": "the GPU Operator brings a hook that runs after its deletion",
    }
    for path, message in hooks.items() if values is not None else ():
        if dig(values, path) is not False:
            yield Fault(f"{OPERATOR_VALUES}.{path}", message, shown(dig(values, path)), "false")


@rule(
    "OPERATOR-008",
    "The operator's switches do not exclude each other",
    reason="The NRI plugin needs the toolkit, and the chart does not render without; DRA takes the device plugin away.",
    remedy="Take cdi.nriPluginEnabled and gpuCluster.deployCR out of the chart's values.",
    source="https://github.com/NVIDIA/gpu-operator/tree/main/deployments/gpu-operator",
)
def no_contradiction(compiled: Compiled) -> Iterator[Fault]:
    """Yield switches that the chart refuses, or that leave the nodes without nvidia.com/gpu."""
    values = compiled.values("gpu-operator")
    switches = {
        "cdi.nriPluginEnabled": "the NRI plugin needs the GPU Operator's own toolkit, and the AMI brings another",
        "gpuCluster.deployCR": "gpuCluster.deployCR excludes the device plugin",
    }
    for path, message in switches.items() if values is not None else ():
        if dig(values, path) is True:
            yield Fault(f"{OPERATOR_VALUES}.{path}", message, "true", "false")


@rule(
    "SECRETS-001",
    "Values hold no secrets",
    reason="What is compiled is committed, and everybody who reads the repository reads it for ever.",
    remedy="Put the value in a Secret of the cluster and give the Secret's name.",
    source="https://argo-cd.readthedocs.io/en/stable/operator-manual/secret-management/",
)
def no_secrets(compiled: Compiled) -> Iterator[Fault]:
    """Yield texts under keys that name a secret."""
    for path, key, value in _free_values(compiled.environment):
        if SECRET_KEY.search(key) and isinstance(value, str) and value:
            yield Fault(path, f"the value of `{key}` looks like a secret", "(not shown)", "the name of a Secret")


def _free_values(environment: Environment) -> Iterator[tuple[str, str, Any]]:
    """Yield path, key and value of everything that the model hands on as it is."""
    applications, addons = environment.applications, environment.cluster.addons
    free = {
        "applications.gpuOperator.values": applications.gpu_operator.values,
        "applications.loadBalancerController.values": applications.load_balancer_controller.values,
        "applications.inference.values": applications.inference.values,
        "applications.documentation.values": applications.documentation.values if applications.documentation else {},
        **{
            f"applications.inference.models.{key}": one.model_extra
            for key, one in applications.inference.models.items()
        },
        **{f"cluster.addons.{name}.configurationValues": addon.configuration_values for name, addon in addons.items()},
    }
    for start, values in free.items():
        for path, key, value in leaves(values or {}):
            yield f"{start}.{path}", key, value


RULES: tuple[Rule[Compiled], ...] = (
    follows_ami,
    agents_tolerate,
    controllers_stay_off,
    no_hook,
    no_contradiction,
    no_secrets,
)
