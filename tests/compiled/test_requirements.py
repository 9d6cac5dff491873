"""Requirements of the reference architecture on an environment as a whole, and that none of them is forgotten."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
import yaml

from slipway.model import Environment
from slipway.rules.registry import Rulebook
from tests.compiled.worlds import ENVIRONMENTS, texts
from tests.support.sample import ROOT, sample_environment

REQUIREMENTS = range(1, 27)
MODELS = "s3://dev-us-east-2-checkpoints-111122223333/models/checkpoints"


def objects(environment: str, kind: str) -> list[dict[str, Any]]:
    found = [one for text in texts(environment).values() for one in yaml.load_all(text, Loader=yaml.CSafeLoader)]
    opened = [one["spec"]["template"] if one["kind"] == "LateBinding" else one for one in found]
    return [one for one in opened if one["kind"] == kind]


def test_requirement_01_one_tree_for_each_environment() -> None:
    folders = {path.name for path in (ROOT / "compiled").iterdir()} - {"hub"}
    assert folders == set(ENVIRONMENTS)
    for environment in ENVIRONMENTS:
        layers = {path.partition("/")[0] for path in texts(environment)}
        assert layers == {"access", "applications", "cluster", "network", "nodes", "registry", "storage"}


@pytest.mark.parametrize("environment", ENVIRONMENTS)
def test_requirement_01_the_four_opinions_are_on_by_default(environment: str) -> None:
    # IRSA for object storage: the chart's service account bears the role, and no Secret is mounted.
    (inference,) = (
        one for one in objects(environment, "Application") if one["metadata"]["name"].endswith("-inference")
    )
    account = inference["spec"]["source"]["helm"]["valuesObject"]["serviceAccount"]
    assert account["annotations"]["eks.amazonaws.com/role-arn"].endswith(f":role/{environment}-inference")
    # One shared ALB: one group for all models, in the class and not in the chart.
    (controller,) = (
        one
        for one in objects(environment, "Application")
        if one["metadata"]["name"].endswith("-load-balancer-controller")
    )
    parameters = controller["spec"]["source"]["helm"]["valuesObject"]["ingressClassParams"]["spec"]
    assert parameters["group"] == {"name": environment}
    # A customer-managed key on the checkpoint bucket.
    (encryption,) = (
        one
        for one in objects(environment, "BucketServerSideEncryptionConfiguration")
        if one["metadata"]["name"] == f"{environment}-checkpoints"
    )
    default = encryption["spec"]["forProvider"]["rule"][0]["applyServerSideEncryptionByDefault"]
    assert default == {"kmsMasterKeyIdRef": {"name": f"{environment}-checkpoints"}, "sseAlgorithm": "aws:kms"}
    # p5e.48xlarge is the smallest supported profile.
    (template,) = (
        one for one in objects(environment, "LaunchTemplate") if one["metadata"]["name"] == f"{environment}-gpu"
    )
    assert template["spec"]["forProvider"]["instanceType"] in {"p5e.48xlarge", "p5en.48xlarge"}


def found(environment: Environment) -> list[tuple[str, str, str]]:
    findings = Rulebook().on_target(environment.name, environment)
    return [(one.rule, one.path, one.found) for one in findings if one.rule.startswith("MODELS")]


def inference(**gpus: int) -> dict[str, Any]:
    keys = ("laguna-m", "laguna-xs", "point")
    models = {
        key: {"model": f"{MODELS}/{key}/", "gpus": gpus[key.replace("-", "_")], "host": f"{key}.dev.models.example.com"}
        for key in keys
    }
    return {"inference": {"models": models}}


def test_requirement_21_the_worked_example_fits_on_one_node() -> None:
    assert found(sample_environment("dev-us-east-2", applications=inference(laguna_m=4, laguna_xs=1, point=1))) == []


def test_requirement_21_models_that_do_not_fit_are_refused_with_the_proof() -> None:
    environment = sample_environment("dev-us-east-2", applications=inference(laguna_m=8, laguna_xs=1, point=1))
    assert found(environment) == [
        (
            "MODELS-001",
            "applications.inference.models.laguna-xs.gpus",
            "10 GPUs for 1 node with 8 GPUs; node 1: laguna-m 8; no place: laguna-xs 1, point 1",
        )
    ]


def test_requirement_21_a_model_needs_its_memory() -> None:
    environment = sample_environment("dev-us-east-2", applications=inference(laguna_m=1, laguna_xs=1, point=1))
    assert found(environment) == [
        ("MODELS-002", "applications.inference.models.laguna-m.gpus", "1 GPU of 141 GB, 141 GB in all")
    ]


def test_requirement_21_counts_are_powers_of_two() -> None:
    environment = sample_environment("dev-us-east-2", applications=inference(laguna_m=4, laguna_xs=3, point=1))
    assert [rule for rule, _, _ in found(environment)] == ["MODELS-006"]


def test_every_requirement_has_a_test_that_names_it() -> None:
    text = "".join(path.read_text(encoding="utf-8") for path in Path(ROOT / "tests").rglob("test_*.py"))
    named = {int(number) for number in re.findall(r"^def test_requirement_(\d\d)_", text, re.MULTILINE)}
    assert named == set(REQUIREMENTS)
