"""The dated price table, ``slipway/data/prices.yaml``."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from types import MappingProxyType
from typing import Literal

import yaml

HOURS_A_MONTH = 730
"""AWS counts a month as 730 hours. https://aws.amazon.com/calculator/calculator-assumptions/"""

Table = Literal["onDemand", "capacityBlock", "hourly", "monthly"]


@dataclass(frozen=True, slots=True)
class Price:
    """USD per hour, and the day the price was read (ISO date)."""

    hourly: float
    as_of: str


def price(table: Table, item: str, region: str) -> Price | None:
    """Return a price, None if the table does not know it in that region."""
    return _prices().get((table, item, region))


@cache
def _prices() -> Mapping[tuple[str, str, str], Price]:
    document = yaml.load(files("slipway.data").joinpath("prices.yaml").read_bytes(), Loader=yaml.CSafeLoader)
    found: dict[tuple[str, str, str], Price] = {}
    for table, hours in (("onDemand", 1), ("capacityBlock", 1), ("hourly", 1), ("monthly", HOURS_A_MONTH)):
        for row in document[table]:
            for region in row["regions"]:
                found[table, row["item"], region] = Price(row["price"] / hours, row["asOf"])
    return MappingProxyType(found)
