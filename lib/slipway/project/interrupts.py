"""Ending in good order: on request, and when something takes too long."""

from __future__ import annotations

import signal
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from types import FrameType
from typing import NoReturn

from slipway.project.errors import FailedError

_REQUESTS = (signal.SIGTERM, signal.SIGHUP, signal.SIGINT)

_AGAIN = 1.0
"""Seconds until what takes too long is told so once more."""


class StoppedError(SystemExit):
    """Somebody asked this process to end; the exit code is the shell's, 128 and the signal."""


class _TooLong(BaseException):
    pass


@contextmanager
def stoppable() -> Iterator[Callable[[], None]]:
    """Turn a request to end into an exception, so that kapitan is stopped and the scratch folder removed.

    A signal that is ignored, as under nohup, stays ignored. What is yielded raises what was asked for before: Python
    drops an exception that meets a finaliser or a callback of a weak reference, of which an import runs many.
    """
    asked: list[int] = []

    def leave(number: int, _frame: FrameType | None) -> NoReturn:
        asked.append(number)
        raise StoppedError(128 + number)

    def obey() -> None:
        if asked:
            raise StoppedError(128 + asked[-1])

    before = {number: signal.getsignal(number) for number in _REQUESTS}
    heard = [number for number in _REQUESTS if before[number] is not signal.SIG_IGN]
    try:
        for number in heard:
            signal.signal(number, leave)
        yield obey
    finally:
        for number in heard:
            signal.signal(number, before[number])


@contextmanager
def within(seconds: float, message: str) -> Iterator[None]:
    """Break off what takes longer, also where it sleeps; only the main thread can be, others are let run.

    Raises:
        FailedError: with the message, after that time.

    """
    if threading.current_thread() is not threading.main_thread():
        yield
        return

    def over(_number: int, _frame: FrameType | None) -> NoReturn:
        raise _TooLong

    before = signal.signal(signal.SIGALRM, over)
    # Again and again: Python drops an exception that meets a finaliser.
    signal.setitimer(signal.ITIMER_REAL, seconds, _AGAIN)
    try:
        yield
    except _TooLong:
        raise FailedError(message) from None
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)
