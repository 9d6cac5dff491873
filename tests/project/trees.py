"""Compiled trees as plain values, and a process that can be killed at any step."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

from slipway.emit import HEADER


def generated(path: str, text: str = "kind: A\n") -> str:
    """Return the text of a generated file, with the first line that its path calls for."""
    target, layer, *_ = path.split("/")
    return f"# {HEADER.format(target=target, layer=layer)}\n{text}"


def files(*paths: str, text: str = "kind: A\n") -> dict[str, str]:
    """Return generated files by path."""
    return {path: generated(path, text) for path in paths}


def write(folder: Path, tree: Mapping[str, str]) -> Path:
    """Write files; a text ``-> x`` makes a symbolic link to x."""
    for path, text in tree.items():
        file = folder / path
        file.parent.mkdir(parents=True, exist_ok=True)
        if text.startswith("-> "):
            file.symlink_to(text.removeprefix("-> "))
        else:
            file.write_text(text)
    return folder


def read(folder: Path) -> dict[str, str]:
    """Return what :func:`write` would be given to write this folder."""
    entries = [path for path in sorted(folder.rglob("*")) if path.is_symlink() or path.is_file()]
    return {
        entry.relative_to(folder).as_posix(): f"-> {entry.readlink()}" if entry.is_symlink() else entry.read_text()
        for entry in entries
    }


class Killed(BaseException):
    """Stands for a kill: no handler of the code under test runs after it."""


@contextmanager
def killed_after(steps: int) -> Iterator[Callable[[], bool]]:
    """Let a number of changes to the file system happen and none after; yield whether the kill came."""
    left = [steps]
    came = [False]

    def counted(function: Callable[..., Any]) -> Callable[..., Any]:
        def call(*arguments: Any, **options: Any) -> Any:
            if left[0] <= 0:
                came[0] = True
                raise Killed
            left[0] -= 1
            return function(*arguments, **options)

        return call

    with pytest.MonkeyPatch.context() as patch:
        for owner, name in ((Path, "rename"), (Path, "mkdir"), (os, "link")):
            patch.setattr(owner, name, counted(getattr(owner, name)))
        try:
            yield lambda: came[0]
        except Killed:
            return
