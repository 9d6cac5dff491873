"""What a worker of kapitan keeps: in a small fleet everything, in a large one no more than it needs at a time."""

from __future__ import annotations

import gc
from collections.abc import Callable
from contextlib import suppress
from functools import cache, lru_cache, wraps
from typing import TypeVar

LARGE = 300
"""Targets beyond which the memory of a worker counts: what is built of one target takes some 200 KiB."""

Key = TypeVar("Key")
Made = TypeVar("Made")


def large() -> bool:
    """Whether the fleet that kapitan was given is a large one."""
    from kapitan import cached  # type: ignore[import-untyped]

    return len(cached.global_inv) > LARGE


def remembered(make: Callable[[Key], Made]) -> Callable[[Key], Made]:
    """Return the function with a memory: of every target in a small fleet, of the last two in a large one.

    The worker that compiles the hub looks at every environment, and compiles some of them itself.
    """
    every, last = lru_cache(maxsize=LARGE)(make), lru_cache(maxsize=2)(make)

    @wraps(make)
    def made(key: Key) -> Made:
        return last(key) if large() else every(key)

    return made


@cache
def settle() -> None:
    """Keep the collector off the inventory that the worker was forked with: its marks would copy all of that.

    Of a large one a third is freed memory, which is given back; a small one's is worth less than asking for it anew.
    """
    gc.freeze()
    if large():
        import ctypes

        with suppress(OSError, AttributeError):  # glibc's own, https://man7.org/linux/man-pages/man3/malloc_trim.3.html
            ctypes.CDLL(None).malloc_trim(0)
