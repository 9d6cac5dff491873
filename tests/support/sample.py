"""The sample targets of the repository as typed models, with changes laid over them."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

import reclass_rs

from slipway.merge import merged
from slipway.model import Environment, Hub, parse

ROOT = Path(__file__).resolve().parents[2]


@cache
def parameters() -> Mapping[str, dict[str, Any]]:
    """Return the rendered parameters of every sample target."""
    config = reclass_rs.Config.from_dict(
        str(ROOT / "inventory"),
        {
            "storage_type": "yaml_fs",
            "nodes_uri": "targets",
            "classes_uri": "classes",
            "compose_node_name": False,
            "allow_none_override": True,
            "ignore_class_notfound": False,
        },
        False,  # noqa: FBT003 - reclass-rs takes no keyword for "say more"
    )
    nodes = reclass_rs.Reclass.from_config(config).inventory().nodes
    return {name: node.parameters for name, node in nodes.items()}


def sample_environment(target: str = "dev-us-east-2", **overrides: Any) -> Environment:
    """Return a sample environment with sections changed: ``sample_environment(network={"ecrEndpoints": True})``."""
    parsed = parse(merged(parameters()[target], overrides))
    assert isinstance(parsed, Environment)
    return parsed


def sample_hub(**overrides: Any) -> Hub:
    """Return the sample hub with sections changed."""
    parsed = parse(merged(parameters()["hub"], overrides))
    assert isinstance(parsed, Hub)
    return parsed
