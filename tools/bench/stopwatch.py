"""Runs one command and writes what it cost: ``stopwatch.py RESULT COMMAND...``, standard library only.

A process of its own, and a small one: Linux counts the size of the process that starts a command as the command's.
"""

import json
import os
import subprocess
import sys
import time


def main() -> int:
    """Run the command and return its exit code."""
    started = time.perf_counter()
    process = subprocess.Popen(sys.argv[2:], stdin=subprocess.DEVNULL)
    _, status, usage = os.wait4(process.pid, 0)
    wall = time.perf_counter() - started
    process.returncode = os.waitstatus_to_exitcode(status)
    with open(sys.argv[1], "w") as result:  # noqa: PTH123 - pathlib would double the size of this process
        json.dump({"user": usage.ru_utime, "system": usage.ru_stime, "wall": wall, "peak": usage.ru_maxrss}, result)
    return process.returncode


if __name__ == "__main__":
    sys.exit(main())
