"""Put a new folder where an old one is, so that a reader never sees half of either."""

from __future__ import annotations

import ctypes
import ctypes.util
import os
import sys
from functools import cache
from pathlib import Path

_AT_FDCWD = -100
_RENAME_EXCHANGE = 2  # Linux, https://man7.org/linux/man-pages/man2/rename.2.html
_RENAME_SWAP = 2  # macOS, renamex_np(2)


def put(new: Path, place: Path, aside: Path) -> None:
    """Move the folder ``new`` to ``place``; what was there, if anything, ends up in ``new`` or ``aside``.

    One system call where the system can exchange two folders. Elsewhere the old folder is moved aside first; a kill
    between the two moves leaves nothing at ``place``, which :func:`recover` mends.
    """
    if not os.path.lexists(place):
        place.parent.mkdir(parents=True, exist_ok=True)
        new.rename(place)
    elif not exchanged(new, place):
        aside.parent.mkdir(parents=True, exist_ok=True)
        place.rename(aside)
        new.rename(place)


def recover(place: Path, aside: Path) -> bool:
    """Put an old folder back that a killed :func:`put` left aside; return whether there was one."""
    if os.path.lexists(place) or not aside.exists():
        return False
    place.parent.mkdir(parents=True, exist_ok=True)
    aside.rename(place)
    return True


def exchanged(one: Path, other: Path) -> bool:
    """Exchange two folders in one step; return False, with nothing done, where the system cannot."""
    library = _library()
    first, second = os.fsencode(one), os.fsencode(other)
    if hasattr(library, "renameat2"):
        return bool(library.renameat2(_AT_FDCWD, first, _AT_FDCWD, second, _RENAME_EXCHANGE) == 0)
    if sys.platform == "darwin" and hasattr(library, "renamex_np"):
        return bool(library.renamex_np(first, second, _RENAME_SWAP) == 0)
    return False


@cache
def _library() -> ctypes.CDLL:
    return ctypes.CDLL(None, use_errno=True)
