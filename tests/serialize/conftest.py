"""Reference loaders: what the two generations of YAML readers make of a text."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
import yaml
from ruamel.yaml import YAML

Loader = Callable[[str], list[Any]]


def load_libyaml(text: str) -> list[Any]:
    """YAML 1.1 as libyaml reads it, the parser that the Go libraries of kubectl and Argo CD are ports of."""
    return list(yaml.load_all(text, Loader=yaml.CSafeLoader))


def load_pyyaml(text: str) -> list[Any]:
    """YAML 1.1 as the pure PyYAML reads it."""
    return list(yaml.load_all(text, Loader=yaml.SafeLoader))


def load_ruamel(text: str) -> list[Any]:
    """YAML 1.2."""
    return list(YAML(typ="safe", pure=True).load_all(text))


@pytest.fixture(params=[load_libyaml, load_pyyaml, load_ruamel], ids=["libyaml-1.1", "pyyaml-1.1", "ruamel-1.2"])
def load(request: pytest.FixtureRequest) -> Loader:
    """Each reference loader in turn."""
    loader: Loader = request.param
    return loader
