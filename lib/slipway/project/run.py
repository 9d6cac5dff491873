"""Run kapitan so that it always comes to an end."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

from slipway.project.errors import UsageError

Listener = Callable[[str], None]
"""Is called with each line of kapitan's output as it comes."""


Meanwhile = Callable[[], None]
"""What is done while kapitan starts."""


def unheard(_line: str) -> None:
    """Listen to nothing."""


def idle() -> None:
    """Do nothing meanwhile."""


_GRACE = 2.0
"""Seconds that a stopped kapitan has to remove its own files."""


@dataclass(frozen=True, slots=True)
class Run:
    """How a run of kapitan ended: its exit code, all it said, seconds taken, and whether the time limit ended it."""

    code: int
    output: str
    seconds: float
    timed_out: bool = False


def kapitan(
    arguments: Sequence[str],
    root: Path,
    variables: Mapping[str, str],
    limit: float,
    listen: Listener,
    meanwhile: Meanwhile = idle,
) -> Run:
    """Run kapitan in a project and stop it, with all its workers, at the time limit or when this process is stopped.

    kapitan waits for ever for a worker that was killed or that called ``sys.exit``. ``meanwhile`` is called while it
    starts; what that raises stops kapitan too.

    Raises:
        UsageError: kapitan cannot be started.

    """
    started = time.monotonic()
    command = [sys.executable, "-m", "slipway.project.launch", *arguments]
    try:
        process = subprocess.Popen(  # noqa: S603 - the command is our own
            command,
            cwd=root,
            env={**os.environ, "PYTHONUNBUFFERED": "1", **variables},
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            errors="replace",
            start_new_session=True,
        )
    except OSError as error:
        raise UsageError(f"kapitan cannot be started: {error}; run make setup") from None
    over = threading.Event()
    lines: list[str] = []
    with _limited(process, limit, over):
        meanwhile()
        for line in process.stdout or ():
            lines.append(line)
            listen(line.rstrip("\n"))
        code = process.wait()
    return Run(code, "".join(lines), time.monotonic() - started, over.is_set())


@contextmanager
def _limited(process: subprocess.Popen[str], limit: float, over: threading.Event) -> Iterator[None]:
    """Set ``over`` and stop the process group at the limit; leave nothing of it behind unless it ended by itself."""

    def stop() -> None:
        over.set()
        _signal(process, signal.SIGTERM)

    timers = [threading.Timer(limit, stop), threading.Timer(limit + _GRACE, _signal, [process, signal.SIGKILL])]
    try:
        for timer in timers:
            timer.start()
        yield
    finally:
        for timer in timers:
            timer.cancel()
        if process.returncode is None or process.returncode < 0 or over.is_set():
            _end(process)
        if process.stdout:
            process.stdout.close()


def _end(process: subprocess.Popen[str]) -> None:
    _signal(process, signal.SIGTERM)
    with suppress(subprocess.TimeoutExpired):
        process.wait(_GRACE)
    _signal(process, signal.SIGKILL)
    process.wait()


def _signal(process: subprocess.Popen[str], number: signal.Signals) -> None:
    with suppress(ProcessLookupError, PermissionError):
        os.killpg(process.pid, number)
