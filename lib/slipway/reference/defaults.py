"""The defaults of the inventory, read from the classes that state them: they are written nowhere else."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import yaml

Defaults = Mapping[str, Any]
"""Parameters as the default classes write them, references in them as text."""


def read(classes: Path) -> Defaults:
    """Return the parameters of ``defaults/*.yml`` and of ``hub.yml``, which hold a section each.

    Raises:
        OSError: a file cannot be read.

    """
    found: dict[str, Any] = {}
    for file in (*sorted((classes / "defaults").glob("*.yml")), classes / "hub.yml"):
        parameters = yaml.load(file.read_bytes(), Loader=yaml.CSafeLoader).get("parameters", {})
        found |= {section: value for section, value in parameters.items() if section != "kapitan"}
    return found
