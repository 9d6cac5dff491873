"""The command line: one module for each command; only here are words written to the console."""

from __future__ import annotations

import gc
import os
import sys
from collections.abc import Callable, Mapping
from importlib import import_module
from typing import Annotated, Any

import typer

from slipway import __version__
from slipway.leaving import leave

COMMANDS: Mapping[str, str] = {
    "compile": "compile:compile_command",
    "check": "check:check_command",
    "plan": "plan:plan_command",
    "compare": "compare:compare_command",
    "explain": "explain:explain_command",
    "bind": "bind:bind_command",
    "new environment": "author:new_environment_command",
    "set": "author:set_command",
}
"""Commands in the order of --help, and where each is. The words of a command are separated by a space."""


def application(word: str = "") -> typer.Typer:
    """Return the command line with the commands that start with a word, or with all of them if none does.

    A check must not wait until the code of every other command is loaded, nor the version for that of any.
    """
    app = typer.Typer(
        name="slipway",
        epilog="Each command has --help with examples. Documentation: docs/ in the repository.",
        no_args_is_help=True,
        rich_markup_mode="rich",
        pretty_exceptions_enable=False,
    )
    app.callback()(_root)
    groups: dict[str, typer.Typer] = {}
    chosen = [name for name in COMMANDS if name.partition(" ")[0] == word] or list(COMMANDS)
    if word == "--version":
        chosen = []
    for name in chosen:
        group, _, last = name.rpartition(" ")
        if group and group not in groups:
            groups[group] = typer.Typer(help="Write a new part of the inventory.", no_args_is_help=True)
            # Without a callback typer takes the only command of a group for the group itself.
            groups[group].callback()(_nothing)
            app.add_typer(groups[group], name=group)
        (groups[group] if group else app).command(last)(_load(COMMANDS[name]))
    return app


def _load(place: str) -> Callable[..., Any]:
    module, _, function = place.partition(":")
    command: Callable[..., Any] = getattr(import_module(f"slipway.cli.{module}"), function)
    return command


def _version(wanted: bool) -> None:  # noqa: FBT001 - typer passes the option's value
    if wanted:
        typer.echo(f"slipway {__version__}")
        raise typer.Exit


Version = Annotated[bool, typer.Option("--version", callback=_version, is_eager=True, help="Show the version.")]


def _nothing() -> None:
    """Write a new part of the inventory."""


def _root(*, version: Version = False) -> None:
    """Compile inventories into Crossplane AWS resources and Argo CD Applications."""


def main() -> None:
    """Run the command line."""
    # What is imported lives until the end: looking through it for garbage takes a tenth of the start.
    gc.disable()
    # pydantic looks through the metadata of every installed package for plugins: 20 ms, and Slipway has none.
    os.environ.setdefault("PYDANTIC_DISABLE_PLUGINS", "__all__")
    run = application(sys.argv[1] if len(sys.argv) > 1 else "")
    gc.freeze()
    gc.set_threshold(100_000)
    gc.enable()
    try:
        run()
    except SystemExit as leaving:
        if isinstance(leaving.code, int | None):
            leave(leaving.code or 0)
        raise
