"""Writing a file of the inventory whole or not at all."""

from __future__ import annotations

import os
from pathlib import Path

PART = ".part"
"""The end of a name that no reader of an inventory takes for a class or a target."""


def read(file: Path) -> str:
    """Return the text of a file, line breaks as they are.

    Raises:
        OSError: it cannot be read.
        UnicodeDecodeError: it is not UTF-8.

    """
    return file.read_bytes().decode("utf-8")


def write(file: Path, text: str) -> None:
    """Write a file with its folders, in one step: readers see the old text or the new one, a kill leaves the old one.

    Raises:
        OSError: it cannot be written.

    """
    target = file.resolve()  # A link stays a link.
    target.parent.mkdir(parents=True, exist_ok=True)
    part = target.with_name(f".{target.name}.{os.getpid()}{PART}")
    try:
        part.write_bytes(text.encode("utf-8"))
        if target.exists():
            part.chmod(target.stat().st_mode)
        part.replace(target)
    finally:
        part.unlink(missing_ok=True)
