"""``slipway new environment`` and ``slipway set``: write and edit targets, and say what the check makes of them."""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console
from rich.markup import escape
from rich.text import Text

from slipway.authoring import prepare
from slipway.authoring.changes import Change
from slipway.authoring.errors import EditError
from slipway.inventory.layout import InventoryUnreadableError, UnknownTargetError
from slipway.root import NotInProjectError, find_root
from slipway.writers import Options, write

Name = Annotated[str, typer.Argument(metavar="NAME", help="The new target, such as dev-eu-central-1.")]
Like = Annotated[str, typer.Option("--like", metavar="TARGET", help="The environment that it is to be like.")]
Region = Annotated[str, typer.Option("--region", metavar="REGION", help="Its AWS region, such as eu-central-1.")]
Account = Annotated[str, typer.Option("--account", metavar="ID", help="Its AWS account, twelve digits.")]
Domain = Annotated[
    str, typer.Option("--domain", metavar="NAME", help="The domain of the models' hosts; default: made from the names.")
]
Target = Annotated[str, typer.Argument(metavar="TARGET", help="The target to edit.")]
Key = Annotated[str, typer.Argument(metavar="KEY", help="The key, with dots; a part with a dot in double quotes.")]
Value = Annotated[str, typer.Argument(metavar="VALUE", help="The value, as YAML.")]

_DIFF_STYLES = {"+": "green", "-": "red", "@": "cyan"}


def new_environment_command(name: Name, *, like: Like, region: Region, account: Account, domain: Domain = "") -> None:
    """Write the target of a new environment like an existing one, and check it.

    Comments are kept. It gets a free network range, hosts of its own, a
    placeholder for its certificate and no reservation: the check names what is
    left for you to say. A region that no environment is in yet gets its class.

    Exit code 0: written, without errors. 1: written, and the check finds
    errors, such as the placeholder. 2: nothing is written, because the call or
    the inventory is at fault.

    \b
    Examples:
      slipway new environment dev-eu-central-1 --like dev-us-east-2
          --region eu-central-1 --account 222233334444
      slipway new environment prod-eu --like prod-us-east-1
          --region eu-west-1 --account 222233334444 --domain eu.example.com
    """
    _apply(lambda root: prepare.environment(root, name, like, region, account, domain))


def set_command(target: Target, key: Key, value: Value) -> None:
    """Set one key of a target in its file, and check the target. Nothing else changes.

    The value is YAML. What the inventory takes for text is quoted where it has
    to be: 1.30, 012345678901, no. A map or a list takes the place of the one in
    the file, and is merged with what classes say; mark the last part of the key
    with ~ to replace that as well.

    Exit code 0: written, without errors. 1: written, and the check finds
    errors. 2: nothing is written, because the call or the file is at fault.

    \b
    Examples:
      slipway set dev-us-east-2 cluster.version 1.36
      slipway set dev-us-east-2 nodes.gpu.gpu.scalingConfig '{maxSize: 2}'
      slipway set dev-us-east-2 cluster.~enabledClusterLogTypes '\\[audit]'
      slipway set dev-us-east-2 'environment.tags."example.com/team"' platform
    """
    _apply(lambda root: prepare.key(root, target, key, value))


def _apply(prepared: Callable[[Path], Change]) -> None:
    """Make a change, show it and what the check finds, and end with the exit code."""
    out = Console(highlight=False, soft_wrap=True, emoji=False)
    start = time.perf_counter()
    try:
        root = find_root()
        change = prepared(root)
        before = change.before(root)
        report = change.write(root)
    except (EditError, InventoryUnreadableError, NotInProjectError, UnknownTargetError) as error:
        Console(stderr=True, highlight=False, soft_wrap=True, emoji=False).print(
            f"[bold red]error:[/bold red] {escape(str(error))}"
        )
        raise typer.Exit(2) from None
    _show(out, change, before)
    if joined := change.joined(report):
        out.print(f"  > {escape(joined)}")
    terminal = sys.stdout.isatty()
    seconds = Options(time.perf_counter() - start, colour=terminal and not os.environ.get("NO_COLOR"))
    typer.echo(write(report, "terminal" if terminal else "plain", seconds), nl=False, color=True)
    if report.stops:
        raise typer.Exit(1)


def _show(out: Console, change: Change, before: dict[str, str]) -> None:
    for file in change.texts:
        if file not in before:
            out.print(f"  > wrote {escape(file)}")
        elif not (lines := list(change.difference(file, before[file]))):
            out.print(f"  > {escape(file)} says so already")
        else:
            for line in lines:
                out.print(Text(line, style=_DIFF_STYLES.get(line[:1], "")))
