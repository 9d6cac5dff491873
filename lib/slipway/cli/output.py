"""Where a command's text goes if not to the terminal."""

from __future__ import annotations

from pathlib import Path

import typer

from slipway.plan.outcome import USAGE


def write_file(output: Path, text: str) -> None:
    """Write a command's text to a file, with the folders it needs.

    Raises:
        typer.Exit: the file cannot be written; the user has been told.

    """
    try:
        output.parent.mkdir(parents=True, exist_ok=True)
        output.write_text(text, encoding="utf-8")
    except OSError as error:
        typer.echo(f"error: {output} cannot be written: {error.strerror}", err=True)
        raise typer.Exit(USAGE) from None
