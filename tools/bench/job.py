"""What a competitor is asked to do: one command that renders a whole fleet."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path


@dataclass(frozen=True)
class Job:
    """A command, the folder it runs in, and where its output is.

    An environment's objects are in ``output/<name>/**/*.yaml`` or in one file whose name starts with the
    environment's, ``output/<name>.yaml``.
    """

    command: tuple[str, ...]
    folder: Path
    output: Path
    variables: Mapping[str, str] = field(default_factory=dict)

    def files(self, environment: str) -> list[Path]:
        """Return the files that hold an environment's objects."""
        folder = self.output / environment
        return sorted(folder.rglob("*.yaml") if folder.is_dir() else self.output.glob(f"{environment}.*yaml"))
