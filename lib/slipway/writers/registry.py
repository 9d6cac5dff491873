"""The formats by name."""

from __future__ import annotations

from collections.abc import Mapping
from importlib import import_module
from types import MappingProxyType

from slipway.inventory.report import Report
from slipway.writers.writer import Options, Writer

FORMATS: Mapping[str, str] = MappingProxyType(
    {
        "terminal": "terminal",
        "plain": "plain",
        "json": "json_document",
        "sarif": "sarif",
        "github": "github",
        "junit": "junit",
        "markdown": "markdown",
    }
)
"""The module of each format, loaded when it is wanted: all of them take a tenth of a check of one target."""


def write(report: Report, format_: str, options: Options | None = None) -> str:
    """Return a report in one of `FORMATS`.

    Raises:
        KeyError: there is no such format.

    """
    writer: Writer = import_module(f"slipway.writers.{FORMATS[format_]}").write
    return writer(report, options or Options())
