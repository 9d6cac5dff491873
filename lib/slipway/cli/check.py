"""``slipway check``: every mistake of the inventory at its file and line, before anything is rendered."""

from __future__ import annotations

import os
import sys
import time
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from slipway.inventory.check import check
from slipway.inventory.layout import InventoryUnreadableError, UnknownTargetError, discover
from slipway.inventory.report import Report
from slipway.writers import Options, write
from slipway.writers.wording import totals


class Format(StrEnum):
    """The formats of `slipway.writers.FORMATS`, for the command line."""

    TERMINAL = "terminal"
    PLAIN = "plain"
    JSON = "json"
    SARIF = "sarif"
    GITHUB = "github"
    JUNIT = "junit"
    MARKDOWN = "markdown"


def _target_names(incomplete: str) -> list[str]:
    """Return the targets that a half-typed name may become, for completion in the shell."""
    try:
        return [name for name in discover(Path.cwd()).targets if name.startswith(incomplete)]
    except (InventoryUnreadableError, OSError):
        return []


Targets = Annotated[
    list[str] | None,
    typer.Argument(
        metavar="TARGET",
        help="Targets to check; without any, all of them, and what they must not share.",
        autocompletion=_target_names,
    ),
]
Output = Annotated[
    Path | None,
    typer.Option("--output", "-o", metavar="FILE", dir_okay=False, help="Write the findings to a file; print totals."),
]
Inventory = Annotated[Path, typer.Option("--inventory", metavar="PATH", help="The folder with classes/ and targets/.")]
FormatOption = Annotated[Format, typer.Option("--format", "-f", help="How to write the findings.")]
Verbose = Annotated[bool, typer.Option("--verbose", "-v", help="Add who set a value before, and each rule's source.")]


def check_command(
    targets: Targets = None,
    *,
    format_: FormatOption = Format.TERMINAL,
    output: Output = None,
    inventory: Inventory = Path("inventory"),
    verbose: Verbose = False,
) -> None:
    """Check the inventory: every mistake at once, each at its file and line. Nothing is written or compiled.

    Exit code 0: no errors. 1: at least one finding of severity error. 2: the call is wrong, or there is no inventory.

    Rules across environments need all of them: they run when no TARGET is named.

    \b
    Examples:
      slipway check
      slipway check prod-us-east-1 --verbose
      slipway check --format github
      slipway check --format sarif --output slipway.sarif
    """
    start = time.perf_counter()
    try:
        report = check(Path.cwd(), tuple(dict.fromkeys(targets or ())), inventory=_relative(inventory))
    except (InventoryUnreadableError, UnknownTargetError) as error:
        raise _failed(str(error)) from None
    except OSError as error:
        raise _failed(f"{error.filename}: {error.strerror}") from None
    options = Options(time.perf_counter() - start, verbose, colour=output is None and _colours())
    _deliver(report, format_, output, options)
    if report.stops:
        raise typer.Exit(1)


def _deliver(report: Report, format_: Format, output: Path | None, options: Options) -> None:
    text = write(report, format_.value, options)
    if output is None:
        typer.echo(text, nl=False, color=True)
        return
    try:
        output.write_text(text, encoding="utf-8")
    except OSError as error:
        raise _failed(f"{output}: {error.strerror}") from None
    typer.echo(f"{totals(report, options)}; written to {output}")


def _failed(message: str) -> typer.Exit:
    from rich.console import Console  # noqa: PLC0415 - a tenth of a second that a check in a pipe need not wait
    from rich.markup import escape  # noqa: PLC0415

    Console(stderr=True, highlight=False, soft_wrap=True, emoji=False).print(
        f"[bold red]error:[/bold red] {escape(message)}"
    )
    return typer.Exit(2)


def _relative(inventory: Path) -> Path:
    """Return the folder as findings show it: relative to the current one where it lies below that."""
    path = Path(os.path.normpath(inventory))
    return path.relative_to(Path.cwd()) if path.is_absolute() and path.is_relative_to(Path.cwd()) else path


def _colours() -> bool:
    """Whether to colour: on a terminal, unless NO_COLOR says otherwise (https://no-color.org)."""
    return sys.stdout.isatty() and not os.environ.get("NO_COLOR")
