"""Rules on where the inference chart's values hold the models, and on what stands there after all was laid over it."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import permutations

from slipway.model import Environment
from slipway.rules.compiled import Compiled, dig, shown
from slipway.rules.rule import Fault, Rule, rule

INFERENCE = "applications.inference"
PAGE = "docs/inventory.md"


@rule(
    "MODELS-009",
    "The paths into the chart's values lie apart",
    reason="What is written at one of them would replace what another one holds, models included.",
    remedy="Give each of modelsPath, serviceAccountPath, ingressPath and apiKeysSecretPath a place of its own.",
    source=PAGE,
)
def apart(environment: Environment) -> Iterator[Fault]:
    """Yield paths that are, or lead into, another one."""
    inference = environment.applications.inference
    paths = {"modelsPath": inference.models_path, "serviceAccountPath": inference.service_account_path}
    if inference.ingress_path:
        paths["ingressPath"] = inference.ingress_path
    if inference.api_keys_secret_name:
        paths["apiKeysSecretPath"] = inference.api_keys_secret_path
    for (outer, above), (inner, below) in permutations(paths.items(), 2):
        if below.startswith(f"{above}.") or (above == below and list(paths).index(outer) < list(paths).index(inner)):
            message = f"{inner} lies in {outer}, which is {above}"
            yield Fault(f"{INFERENCE}.{inner}", message, below, "a place of its own")


@rule(
    "MODELS-010",
    "Models stand in applications.inference.models",
    reason="A model, or a change of one, in the chart's free values goes past every check of GPUs, hosts and buckets.",
    remedy="Move it to applications.inference.models.",
    source=PAGE,
)
def typed(compiled: Compiled) -> Iterator[Fault]:
    """Yield models that free values add or change."""
    inference, values = compiled.environment.applications.inference, compiled.values("inference")
    if values is None:
        return
    found = dig(values, inference.models_path)
    place = f"{INFERENCE}.values.{inference.models_path}"
    if not isinstance(found, dict):
        message = "the chart's free values overwrite the models"
        yield Fault(place, message, shown(found), "no models in the free values")
        return
    for key, model in found.items():
        if key not in inference.models:
            message = f"the chart's free values add model `{key}`, which nobody checks"
            yield Fault(f"{place}.{key}", message, str(key), "no models in the free values", at_key=True)
        elif model != inference.models[key].chart_values():
            message = f"the chart's free values change model `{key}`"
            yield Fault(f"{place}.{key}", message, str(key), "no models in the free values", at_key=True)


MODEL_RULES: tuple[Rule[Environment], ...] = (apart,)
COMPILED_RULES: tuple[Rule[Compiled], ...] = (typed,)
