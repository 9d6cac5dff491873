"""The formats by name."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from slipway.inventory.report import Report
from slipway.writers import github, json_document, junit, markdown, plain, sarif, terminal
from slipway.writers.writer import Options, Writer

FORMATS: Mapping[str, Writer] = MappingProxyType(
    {
        "terminal": terminal.write,
        "plain": plain.write,
        "json": json_document.write,
        "sarif": sarif.write,
        "github": github.write,
        "junit": junit.write,
        "markdown": markdown.write,
    }
)


def write(report: Report, format_: str, options: Options | None = None) -> str:
    """Return a report in one of `FORMATS`.

    Raises:
        KeyError: there is no such format.

    """
    return FORMATS[format_](report, options or Options())
