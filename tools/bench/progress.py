"""How far the bench is: a bar on a terminal, a line for each step in a pipe."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

from tools.bench.contest import Step


@contextmanager
def progress(steps: int) -> Iterator[Step]:
    """Yield what is to be called at the start of each of so many steps."""
    console = Console(highlight=False, soft_wrap=True)
    if not console.is_terminal:
        done = iter(range(1, steps + 2))

        def say(what: str) -> None:
            console.print(f"  > {next(done, steps)}/{steps} {what}")

        yield say
        return
    columns = (BarColumn(), MofNCompleteColumn(), TimeElapsedColumn(), TextColumn("{task.description}"))
    with Progress(*columns, console=console) as bar:
        task = bar.add_task("", total=steps)

        def show(what: str) -> None:
            bar.update(task, advance=1, description=what)

        yield show
