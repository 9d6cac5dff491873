"""What every format is: a function from a report to text."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol

from slipway.inventory.report import Report


@dataclass(frozen=True, slots=True)
class Options:
    """How to write: ``seconds`` is what the check took, ``verbose`` adds who set a value before, and sources."""

    seconds: float | None = None
    verbose: bool = False
    colour: bool = False


class Writer(Protocol):
    """One format."""

    def __call__(self, report: Report, options: Options) -> str:
        """Return the report as text that ends with a line break."""
        ...
