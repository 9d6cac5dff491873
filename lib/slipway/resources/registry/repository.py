"""The ECR repository of ``atlas``, the inference image. Nodes pull by their instance role, so no pull secret exists."""

from __future__ import annotations

from typing import Any

from slipway.manifest import Manifest
from slipway.model import Environment
from slipway.resources.keys import customer_key
from slipway.resources.managed import aws_name, managed, ref
from slipway.serialize.indented import indented

IMAGE = "atlas"


def repository_name(environment: Environment) -> str:
    """Return the name of the repository in ECR."""
    default = environment.registry.repository_name or environment.names.repository(IMAGE)
    return aws_name(environment, "Repository", environment.names.object(IMAGE), default)


def repository(environment: Environment) -> list[Manifest]:
    """Return the repository, its lifecycle policy, and its key if it is encrypted under one."""
    name = environment.names.object(IMAGE)
    encryption: dict[str, Any] = {"encryptionType": environment.registry.encryption}
    keys: list[Manifest] = []
    if environment.registry.encryption == "KMS":
        encryption["kmsKeyRef"] = ref(name)
        keys = customer_key(environment, IMAGE, f"Images of {environment.name}", needed_by="repository")
    for_provider = {
        # A tag that never moves makes a rollback what it says, and keeps a node that starts later on the same image.
        "imageTagMutability": "IMMUTABLE",
        "imageScanningConfiguration": {"scanOnPush": True},
        "encryptionConfiguration": [encryption],
    }
    policy = {"repositoryRef": ref(name), "policy": _lifecycle(environment)}
    return [
        managed(environment, "Repository", name, for_provider, external_name=repository_name(environment)),
        managed(environment, "LifecyclePolicy", name, policy),
        *keys,
    ]


def _lifecycle(environment: Environment) -> str:
    """Return the lifecycle policy: leftovers without a tag go by age, tagged images by number.

    https://docs.aws.amazon.com/AmazonECR/latest/userguide/lifecycle_policy_parameters.html
    """
    days, number = environment.registry.untagged_expiration_in_days, environment.registry.keep_images
    untagged = {"tagStatus": "untagged", "countType": "sinceImagePushed", "countUnit": "days", "countNumber": days}
    tagged = {
        "tagStatus": "tagged",
        "tagPatternList": ["*"],
        "countType": "imageCountMoreThan",
        "countNumber": number,
    }
    rules = [
        _rule(1, f"Images without a tag expire after {days} days", untagged),
        _rule(2, f"The newest {number} tagged images stay", tagged),
    ]
    return indented({"rules": rules}) + "\n"


def _rule(priority: int, description: str, selection: dict[str, Any]) -> dict[str, Any]:
    return {
        "rulePriority": priority,
        "description": description,
        "selection": selection,
        "action": {"type": "expire"},
    }
