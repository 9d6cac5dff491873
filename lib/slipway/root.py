"""Where the project is: the folder that holds ``inventory/`` and ``components/``."""

from __future__ import annotations

from pathlib import Path


class NotInProjectError(Exception):
    """No folder above the current one holds an inventory and components."""

    def __init__(self, start: Path) -> None:
        """Say where the search began."""
        super().__init__(
            f"{start} is not inside a Slipway project: no folder above it holds inventory/ and components/"
        )


def find_root(start: Path | None = None) -> Path:
    """Return the nearest folder, from ``start`` upwards, that holds ``inventory/`` and ``components/``.

    Raises:
        NotInProjectError: there is none.

    """
    begin = (start or Path.cwd()).resolve()
    for folder in (begin, *begin.parents):
        if (folder / "inventory").is_dir() and (folder / "components").is_dir():
            return folder
    raise NotInProjectError(begin)
