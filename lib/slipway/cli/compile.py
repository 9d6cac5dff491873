"""``slipway compile``: what ``make compile`` calls."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console
from rich.markup import escape

from slipway.cli.compile_report import drift, plural, progress, say_drift, say_findings, say_published
from slipway.project import FailedError, Outcome, Project, ProjectError, compile_project, default_limit
from slipway.project.interrupts import stoppable
from slipway.project.inventory import inventory_report
from slipway.project.tracked import untracked

Targets = Annotated[
    list[str] | None,
    typer.Option("-t", "--target", help="Compile this target only; may be given several times.", metavar="TARGET"),
]
Check = Annotated[
    bool, typer.Option("--check", help="Change nothing; fail if compiled/ is not what the inventory compiles to.")
]
TimeLimit = Annotated[
    float | None,
    typer.Option(
        envvar="SLIPWAY_TIME_LIMIT",
        min=1,
        metavar="SECONDS",
        help="Stop kapitan after so many seconds; default: five minutes and two seconds a target.",
    ),
]


def compile_command(*, targets: Targets = None, check: Check = False, time_limit: TimeLimit = None) -> None:
    """Compile the inventory into compiled/: all of it or nothing.

    Exit code 0: done. 1: the inventory or the compile is at fault, or --check found a difference. 2: the call or the
    surroundings are at fault. In all cases but the first, compiled/ is as it was.

    \b
    Examples:
      slipway compile
      slipway compile --target prod-us-east-1
      slipway compile --check
    """
    out, err = (
        Console(highlight=False, soft_wrap=True, emoji=False),
        Console(stderr=True, highlight=False, soft_wrap=True, emoji=False),
    )
    try:
        with stoppable() as obey:
            project = Project.around(Path.cwd())
            outcome = _compile(out, project, targets or (), time_limit, obey, publishes=not check)
    except ProjectError as error:
        err.print(f"[bold red]error:[/bold red] {escape(str(error))}")
        raise typer.Exit(error.exit_code) from None
    if not check:
        say_published(out, outcome)
        if len(outcome.targets) < len(project.targets()):
            out.print("Other targets may follow from the same change, the hub always does: run make compile.")
        return
    difference = outcome.difference
    faults = drift(outcome, untracked(project.compiled, (*difference.unchanged, *difference.changed)))
    say_drift(out, outcome, faults)
    raise typer.Exit(1 if faults else 0)


def _compile(
    out: Console,
    project: Project,
    names: Sequence[str],
    limit: float | None,
    obey: Callable[[], None],
    *,
    publishes: bool,
) -> Outcome:
    count = len(project.chosen(names))
    seconds = default_limit(count) if limit is None else limit

    def check_inventory() -> None:
        report = inventory_report(project, names, seconds)
        say_findings(out, report)
        if report.stops:
            raise FailedError("the inventory is at fault: nothing was compiled")
        obey()

    out.print(f"[bold]{'Compiling' if publishes else 'Checking'} {plural(count, 'target')}[/bold]")
    with progress(out, count) as show:

        def listen(line: str) -> None:
            show(line)
            obey()

        return compile_project(
            project, names, limit=seconds, publishes=publishes, listen=listen, meanwhile=check_inventory
        )
