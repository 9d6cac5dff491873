"""One measured run of a command: processor time of its whole process tree, wall time, and its largest process."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from dataclasses import dataclass

from tools.bench.job import Job
from tools.bench.layout import HERE, WORK

_DROPPED = (
    "PYTHONDONTWRITEBYTECODE",
    "PYTHONPATH",
    "PYTHONHASHSEED",
    "RAYON_NUM_THREADS",
    "RUST_BACKTRACE",
    "RUST_LIB_BACKTRACE",
    "SLIPWAY_PART_OF_FLEET",
)
"""Variables of the caller that would change what is measured.

Without byte code Python compiles itself every time; with backtraces reclass-rs takes four times as long.
"""


class RunFailedError(Exception):
    """A measured command failed; the message holds the end of what it said."""


@dataclass(frozen=True, slots=True)
class Sample:
    """One run: seconds of processor time, user and system, seconds on the clock, MiB of the largest process."""

    user: float
    system: float
    wall: float
    peak: float

    @property
    def cpu(self) -> float:
        """Seconds of processor time."""
        return self.user + self.system


def measure(job: Job) -> Sample:
    """Run a job to its end.

    Processor time is that of the process and of all descendants that were waited for, as the kernel adds it up.

    Raises:
        RunFailedError: it did not end with exit code 0.

    """
    environment = {key: value for key, value in os.environ.items() if key not in _DROPPED}
    temporary = WORK / "tmp"
    temporary.mkdir(parents=True, exist_ok=True)
    result, said = job.folder / "measured", job.folder / "said"
    stopwatch = (sys.executable, "-I", "-S", str(HERE / "stopwatch.py"), str(result))
    with said.open("w") as output:
        done = subprocess.run(
            (*stopwatch, *job.command),
            cwd=job.folder,
            env={**environment, "TMPDIR": str(temporary), **job.variables},
            stdout=output,
            stderr=subprocess.STDOUT,
            check=False,
        )
    if done.returncode:
        end = said.read_text(errors="replace")[-2000:]
        raise RunFailedError(f"{' '.join(job.command[:4])} ended with exit code {done.returncode}\n{end}")
    figures = json.loads(result.read_text())
    # Linux counts ru_maxrss in KiB, https://man7.org/linux/man-pages/man2/getrusage.2.html
    return Sample(figures["user"], figures["system"], figures["wall"], figures["peak"] / 1024)
