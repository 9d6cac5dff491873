"""``slipway plan``: what the change in the work tree does to the fleet."""

from __future__ import annotations

import os
import shutil
import sys
from collections.abc import Callable
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from slipway.cli.output import write_file
from slipway.plan import FOLDER, Plan, UnreadableError, plan
from slipway.plan.git import GitError, Repository, work_tree
from slipway.plan.inventory import PermitsError, given
from slipway.plan.outcome import USAGE, exit_code
from slipway.plan.snapshot import Tree
from slipway.plan.writers import as_json, as_markdown, as_sarif, as_text
from slipway.root import NotInProjectError, find_root


class Format(StrEnum):
    """How a plan is written."""

    TERMINAL = "terminal"
    MARKDOWN = "markdown"
    JSON = "json"
    SARIF = "sarif"


_COLOURS = {
    "error": "red",
    "warning": "yellow",
    "permitted": "green",
    "!": "magenta",
    "-": "red",
    "+": "green",
    "~": "yellow",
    ">": "cyan",
}


class UsageError(Exception):
    """The call is at fault; the message says what was given and what is allowed."""


Base = Annotated[
    str,
    typer.Option(
        "--base", metavar="REF", help="Compare with the merge base of REF; default: the remote's main branch."
    ),
]
Targets = Annotated[
    list[str] | None,
    typer.Option("-t", "--target", metavar="TARGET", help="Plan this target only; may be given several times."),
]
Output = Annotated[
    Path | None, typer.Option("-o", "--output", metavar="FILE", help="Write to FILE, not to the terminal.")
]
Eye = Annotated[bool, typer.Option("--exit-code", help="Exit with 3 if a change needs a human's eye.")]


def plan_command(
    *,
    base: Base = "",
    targets: Targets = None,
    format_: Annotated[Format, typer.Option("--format", "-f", help="How to write the plan.")] = Format.TERMINAL,
    output: Output = None,
    eye: Eye = False,
) -> None:
    """Say what the compiled change does in AWS, and refuse silent loss.

    Exit code 0: nothing risky. 1: error findings, such as a deletion that the inventory does not permit. 2: the call,
    the repository or the inventory is at fault. 3, with --exit-code: changes that need a human's eye.

    \b
    Examples:
      slipway plan
      slipway plan --base v1.4.0 --target prod-us-east-1
      slipway plan --format markdown --output plan.md
    """
    try:
        result = _planned(base, targets or [])
    except (GitError, PermitsError, UnreadableError, UsageError, NotInProjectError) as error:
        typer.echo(f"error: {error}", err=True)
        raise typer.Exit(USAGE) from None
    text = _writer(format_, to_terminal=output is None)(result)
    if output is None:
        typer.echo(_coloured(text) if format_ is Format.TERMINAL and _in_colour() else text, nl=False)
    else:
        write_file(output, text)
    raise typer.Exit(exit_code(result, eye=eye))


def _in_colour() -> bool:
    """Whether somebody looks at a terminal and has nothing against colours (https://no-color.org)."""
    return sys.stdout.isatty() and not os.environ.get("NO_COLOR")


def _coloured(text: str) -> str:
    return "".join(_styled(line) for line in text.splitlines(keepends=True))


def _styled(line: str) -> str:
    mark = line.lstrip().partition(" ")[0].rstrip()
    colour = _COLOURS.get(mark)
    return typer.style(line, fg=colour, bold=mark == "error") if colour else line


def _planned(ref: str, targets: list[str]) -> Plan:
    root = find_root()
    if not Path.cwd().resolve().is_relative_to(root):
        raise NotInProjectError(Path.cwd())
    repository = Repository.at(root)
    base = repository.base(ref)
    after = work_tree(root / FOLDER)
    before = repository.tree(base.commit, FOLDER, after)
    _known(targets, before, after)
    inventory = given(
        root, {path.partition("/")[0] for path in {*before, *after} if before.get(path) != after.get(path)}
    )
    return plan(
        before,
        after,
        as_of=inventory.as_of,
        permits=inventory.permits,
        targets=targets,
        folder=f"{repository.prefix}{FOLDER}",
        base=base.name,
        head="the work tree",
    )


def _known(targets: list[str], before: Tree, after: Tree) -> None:
    known = sorted({path.partition("/")[0] for path in (*before, *after)})
    for target in targets:
        if target not in known:
            raise UsageError(f"no compiled target {target!r}; there are {', '.join(known) or 'none'}")


def _writer(format_: Format, *, to_terminal: bool) -> Callable[[Plan], str]:
    width = min(shutil.get_terminal_size((80, 24)).columns, 120) if to_terminal else 80
    writers: dict[Format, Callable[[Plan], str]] = {
        Format.TERMINAL: lambda one: as_text(one, width),
        Format.MARKDOWN: as_markdown,
        Format.JSON: as_json,
        Format.SARIF: as_sarif,
    }
    return writers[format_]
