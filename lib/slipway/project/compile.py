"""A compile from the inventory to a published ``compiled/``, as a recipe."""

from __future__ import annotations

import shutil
import sys
import tempfile
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from slipway.partial import CHECKED, NEEDS_FLEET, PART_OF_FLEET
from slipway.project.errors import FailedError
from slipway.project.layout import Project
from slipway.project.lock import only_one
from slipway.project.reason import reason
from slipway.project.run import Listener, Meanwhile, Run, idle, kapitan, unheard
from slipway.project.sync import mend, publish
from slipway.project.tree import Difference, built, compare

LOG = "kapitan.log"
"""All that kapitan said in the last run, in the build folder."""

_PREFIX = "compile-"


@dataclass(frozen=True, slots=True)
class Outcome:
    """A finished compile: the targets, what it changed or would change in ``compiled/``, and its seconds."""

    targets: tuple[str, ...]
    difference: Difference
    seconds: float


def compile_project(
    project: Project,
    names: Sequence[str] = (),
    *,
    limit: float | None = None,
    publishes: bool = True,
    listen: Listener = unheard,
    meanwhile: Meanwhile = idle,
) -> Outcome:
    """Compile targets, all of them where none is named, and publish them unless only the difference is asked for.

    ``limit`` is the time limit for kapitan in seconds; :func:`default_limit` where it is None. A kill at any moment
    leaves the old ``compiled/`` or the new one. ``meanwhile`` is called while kapitan starts, which takes more than a
    second; if it raises, nothing is published.

    Raises:
        UsageError: no such target, another compile is running, no project here.
        FailedError: the compile failed; ``compiled/`` is as it was.

    """
    started = time.monotonic()
    targets = project.chosen(names)
    limit = default_limit(len(targets)) if limit is None else limit
    with only_one(project.build), _scratch(project) as scratch:
        _run(_Call(project, targets, scratch, limit, listen), meanwhile, whole=not names)
        new = built(scratch / "out/compiled", tuple(targets))
        difference = compare(new, project.compiled, tuple(targets), whole=not names)
        if publishes:
            publish(new, difference, project.compiled, scratch, whole=not names)
    return Outcome(tuple(targets), difference, time.monotonic() - started)


def default_limit(targets: int) -> float:
    """Return the time limit for so many targets: a hundred times what they take, and never less than five minutes."""
    return 300.0 + 2.0 * targets


@contextmanager
def _scratch(project: Project) -> Iterator[Path]:
    """Yield an empty folder of this run, after clearing away what killed runs left behind."""
    for left in sorted(project.build.glob(f"{_PREFIX}*")):
        mend(project.compiled, left)
        shutil.rmtree(left)
    scratch = Path(tempfile.mkdtemp(prefix=_PREFIX, dir=project.build))
    (scratch / "tmp").mkdir()
    try:
        yield scratch
    finally:
        shutil.rmtree(scratch, ignore_errors=True)


@dataclass(frozen=True, slots=True)
class _Call:
    """One compile's calls of kapitan: they differ in a few arguments only."""

    project: Project
    targets: Mapping[str, Path]
    scratch: Path
    limit: float
    listen: Listener

    def __call__(self, *more: str, meanwhile: Meanwhile = idle, **variables: str) -> Run:
        arguments = [*_start_method(), "compile", "--output-path", str(self.scratch / "out"), *more]
        variables["TMPDIR"] = str(self.scratch / "tmp")
        variables[CHECKED] = "1"  # slipway compile does it, while kapitan starts
        run = kapitan(arguments, self.project.root, variables, self.limit, self.listen, meanwhile)
        (self.project.build / LOG).write_text(run.output)
        return run


def _run(call: _Call, meanwhile: Meanwhile, *, whole: bool) -> None:
    if whole:
        run = call(meanwhile=meanwhile)
    else:
        mirror = _mirror(call.project, call.targets, call.scratch)
        run = call("--inventory-path", str(mirror), meanwhile=meanwhile, **{PART_OF_FLEET: "1"})
        if run.code and NEEDS_FLEET in run.output:
            run = call("--targets", *call.targets)
    if run.code or run.timed_out:
        # Some faults kapitan tells only when it is told to tell all.
        names = tuple(call.targets)
        why = reason(run, names, call.limit) or reason(call("--verbose"), names, call.limit)
        why = why or f"kapitan ended with exit code {run.code} and said nothing"
        raise FailedError(f"{why}\nAll that kapitan said: {call.project.build.name}/{LOG}")


def _mirror(project: Project, targets: Mapping[str, Path], scratch: Path) -> Path:
    """Return an inventory of the chosen targets alone: kapitan renders all it finds, whatever it has to compile."""
    inventory = scratch / "inventory"
    (inventory / "targets").mkdir(parents=True)
    (inventory / "classes").symlink_to(project.classes)
    for file in targets.values():
        (inventory / "targets" / file.name).symlink_to(file)
    return inventory


def _start_method() -> list[str]:
    # A forked kapitan crashes on macOS: https://github.com/kapicorp/kapitan/issues/704
    return ["--mp-method", "spawn"] if sys.platform == "darwin" else []
