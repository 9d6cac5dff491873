"""``slipway compare``: two environments side by side, and which of them is behind."""

from __future__ import annotations

import shutil
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from slipway.cli.output import write_file
from slipway.compare import Comparison, compare
from slipway.compare.writers import as_json, as_markdown, as_text
from slipway.plan import FOLDER, UnreadableError
from slipway.plan.git import work_tree
from slipway.plan.outcome import USAGE
from slipway.root import NotInProjectError, find_root


class Format(StrEnum):
    """How a comparison is written."""

    TERMINAL = "terminal"
    MARKDOWN = "markdown"
    JSON = "json"


class Only(StrEnum):
    """What a comparison is limited to."""

    VERSIONS = "versions"


class UsageError(Exception):
    """The call is at fault; the message says what was given and what is allowed."""


def compare_command(
    left: Annotated[str, typer.Argument(metavar="TARGET", help="The environment on the left.")],
    right: Annotated[str, typer.Argument(metavar="TARGET", help="The environment on the right.")],
    *,
    only: Annotated[Only | None, typer.Option("--only", help="Only say which versions run, and who is behind.")] = None,
    format_: Annotated[Format, typer.Option("--format", "-f", help="How to write it.")] = Format.TERMINAL,
    output: Annotated[
        Path | None, typer.Option("--output", "-o", metavar="FILE", help="Write to FILE, not to the terminal.")
    ] = None,
) -> None:
    """Compare two environments, apart from their names, accounts, regions and address ranges.

    Exit code 0: compared. 2: the call or the compiled tree is at fault.

    \b
    Examples:
      slipway compare staging-us-west-2 prod-us-east-1
      slipway compare staging-us-west-2 prod-us-east-1 --only versions
    """
    try:
        result = _compared(left, right)
    except (UnreadableError, UsageError, NotInProjectError) as error:
        typer.echo(f"error: {error}", err=True)
        raise typer.Exit(USAGE) from None
    text = _written(result, format_, only_versions=only is Only.VERSIONS, to_terminal=output is None)
    if output is None:
        typer.echo(text, nl=False)
    else:
        write_file(output, text)


def _compared(left: str, right: str) -> Comparison:
    compiled = find_root() / FOLDER
    known = sorted(path.name for path in compiled.iterdir() if path.is_dir()) if compiled.is_dir() else []
    for target in (left, right):
        if target not in known:
            raise UsageError(f"no compiled target {target!r}; there are {', '.join(known) or 'none'}")
    trees = [
        {f"{target}/{path}": content for path, content in work_tree(compiled / target).items()}
        for target in (left, right)
    ]
    return compare(left, trees[0], right, trees[1])


def _written(result: Comparison, format_: Format, *, only_versions: bool, to_terminal: bool) -> str:
    if format_ is Format.JSON:
        return as_json(result, only_versions=only_versions)
    if format_ is Format.MARKDOWN:
        return as_markdown(result, only_versions=only_versions)
    width = min(shutil.get_terminal_size((80, 24)).columns, 120) if to_terminal else 80
    return as_text(result, only_versions=only_versions, width=width)
