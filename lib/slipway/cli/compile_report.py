"""What ``slipway compile`` says at its end, and while it runs."""

from __future__ import annotations

import itertools
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from typing import TYPE_CHECKING

from rich.console import Console
from rich.markup import escape
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn
from rich.text import Text

from slipway.findings import Severity
from slipway.project import Outcome
from slipway.project.reason import finished
from slipway.project.run import Listener

if TYPE_CHECKING:
    from slipway.inventory.report import Report

_SHOWN = 40


def say_findings(out: Console, report: Report) -> None:
    """Print errors and open warnings; notes are for ``slipway check``."""
    from slipway.writers.terminal import write  # noqa: PLC0415 - kapitan starts while this is imported
    from slipway.writers.writer import Options  # noqa: PLC0415

    pressing = tuple(
        finding for finding in report.findings if finding.severity is not Severity.NOTE and not finding.acknowledged
    )
    if pressing:
        text = write(replace(report, findings=pressing), Options(colour=out.is_terminal))
        out.print(Text.from_ansi(text), end="")


def say_published(out: Console, outcome: Outcome) -> None:
    """Print what was left alone or replaced, and the tally."""
    difference = outcome.difference
    for path in difference.in_the_way:
        out.print(f"  > replaced {escape(path)}, which Slipway had not written")
    for path in difference.foreign:
        danger = "; Argo CD applies it" if path in difference.intruders else ""
        out.print(f"  > left alone {escape(path)}, which Slipway has not written{danger}")
    written = len(difference.added) + len(difference.changed)
    out.print(
        f"{plural(len(outcome.targets), 'target')}: {plural(written, 'file')} written,"
        f" {len(difference.unchanged)} unchanged, {len(difference.stale)} removed in {outcome.seconds:.1f} s"
    )


def drift(outcome: Outcome, untracked: tuple[str, ...]) -> list[str]:
    """Return a line for each way in which ``compiled/`` is not what the inventory compiles to."""
    difference = outcome.difference
    return [
        *(f"{path} is missing" for path in difference.added),
        *(f"{path} differs" for path in difference.changed),
        *(f"{path} is stale: nothing compiles to it any more" for path in difference.stale),
        *(f"{path} was not generated, and Argo CD would apply it" for path in difference.intruders),
        *(f"{path} is not in git" for path in untracked),
    ]


def say_drift(out: Console, outcome: Outcome, faults: list[str]) -> None:
    """Print the differences and their number."""
    for fault in faults[:_SHOWN]:
        out.print(f"  > compiled/{escape(fault)}")
    if len(faults) > _SHOWN:
        out.print(f"  > and {len(faults) - _SHOWN} more")
    difference = outcome.difference
    files = len(difference.added) + len(difference.changed) + len(difference.unchanged)
    scope = f"{plural(len(outcome.targets), 'target')}, {plural(files, 'file')}"
    out.print(f"{scope}: {plural(len(faults), 'difference')} in {outcome.seconds:.1f} s")
    if faults:
        out.print("Run make compile and commit compiled/.")


@contextmanager
def progress(out: Console, count: int) -> Iterator[Listener]:
    """Yield what shows the progress: a bar on a terminal, elsewhere a line a target, or a line for each of 20 parts."""
    if not out.is_terminal:
        yield _lines(out, count)
        return
    columns = (TextColumn("  >"), BarColumn(), MofNCompleteColumn(), TextColumn("{task.description}"))
    with Progress(*columns, console=out, transient=True) as bar:
        task = bar.add_task("", total=count)

        def listen(line: str) -> None:
            for name in finished(line):
                bar.update(task, advance=1, description=name)

        yield listen


def _lines(out: Console, count: int) -> Listener:
    step = max(1, count // 20)
    numbers = itertools.count(1)

    def listen(line: str) -> None:
        for name in finished(line):
            number = next(numbers)
            if number % step == 0:
                out.print(f"  > compiled {escape(name)} ({number} of {count})")

    return listen


def plural(count: int, noun: str) -> str:
    """Return ``1 file`` or ``2 files``."""
    return f"{count} {noun}{'' if count == 1 else 's'}"
