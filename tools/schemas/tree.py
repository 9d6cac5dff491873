"""Writes the generated files, or compares them with what is there."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path


def write(folder: Path, files: Mapping[str, str]) -> None:
    """Make a folder hold exactly these files, beside the inventory's own schemas (``*.schema.json`` on top)."""
    for path, text in files.items():
        target = folder / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(text, encoding="utf-8", newline="\n")
    for path in sorted(_present(folder) - set(files)):
        (folder / path).unlink()
    for directory in sorted((each for each in folder.rglob("*") if each.is_dir()), reverse=True):
        if not any(directory.iterdir()):
            directory.rmdir()


def differences(folder: Path, files: Mapping[str, str]) -> list[str]:
    """Return one line for each file that is missing, foreign or different in the folder."""
    present = _present(folder)
    lines = [f"missing: {path}" for path in files if path not in present]
    lines += [f"not generated: {path}" for path in present if path not in files]
    lines += [
        f"different: {path}"
        for path, text in files.items()
        if path in present and (folder / path).read_bytes() != text.encode()
    ]
    return sorted(lines)


def _present(folder: Path) -> set[str]:
    others = set(folder.glob("*.schema.json"))
    return {path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file() and path not in others}
