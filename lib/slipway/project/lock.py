"""One compile at a time: two would delete each other's build folder."""

from __future__ import annotations

import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from slipway.project.errors import UsageError


@contextmanager
def only_one(build: Path) -> Iterator[None]:
    """Hold the lock of a build folder; the system lets go of it however the process ends.

    Raises:
        UsageError: another process holds it.

    """
    build.mkdir(parents=True, exist_ok=True)
    with (build / "lock").open("a+") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            file.seek(0)
            owner = file.read().strip() or "unknown"
            raise UsageError(f"another compile of this folder is running (process {owner}): wait for it") from None
        file.truncate(0)
        file.write(str(os.getpid()))
        file.flush()
        yield
