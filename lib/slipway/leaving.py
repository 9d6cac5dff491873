"""How a process of Slipway ends: at once."""

from __future__ import annotations

import os
import sys


def leave(code: int) -> None:
    """End the process with an exit code, once all that was said is written.

    To take every module apart, as Python does otherwise, is a tenth of a check of one target. Nothing is lost by it:
    what must happen at the end of a command happens in it. Returns, for Python to end as usual, where a reader of the
    output has left already.
    """
    try:
        sys.stdout.flush()
        sys.stderr.flush()
    except OSError:
        return
    os._exit(code)
