"""How the bill of a target changes, as values."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class CostLine:
    """One thing on the bill that changes, ``Kind/name``, and how much of what it was and becomes.

    ``delta_hourly`` is USD per hour, None if the price table does not know it.
    """

    name: str
    old: str
    new: str
    delta_hourly: float | None


@dataclass(frozen=True, slots=True)
class CostChange:
    """How the bill of a target changes. ``as_of`` is the day (ISO date) of the oldest price that went in, or ""."""

    lines: tuple[CostLine, ...]
    as_of: str = ""

    @property
    def delta_hourly(self) -> float:
        """USD per hour that the price table knows of, positive when the bill grows."""
        return sum(line.delta_hourly for line in self.lines if line.delta_hourly is not None)

    @property
    def unknown(self) -> tuple[CostLine, ...]:
        """The lines without a price."""
        return tuple(line for line in self.lines if line.delta_hourly is None)
