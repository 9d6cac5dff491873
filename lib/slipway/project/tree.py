"""What is in a compiled tree, and whose it is."""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath

from slipway.emit import MARK
from slipway.project.errors import FailedError

_MARK = f"# {MARK}".encode()


@dataclass(frozen=True, slots=True)
class Difference:
    """How a compiled tree differs from what the inventory compiles to; every path is relative to the tree.

    ``foreign`` are files and links that Slipway did not write: they stay. ``in_the_way`` are those of them that stand
    where a generated file must be: they go.
    """

    added: tuple[str, ...] = ()
    changed: tuple[str, ...] = ()
    unchanged: tuple[str, ...] = ()
    stale: tuple[str, ...] = ()
    foreign: tuple[str, ...] = ()
    in_the_way: tuple[str, ...] = ()
    targets: frozenset[str] = field(default=frozenset())

    @property
    def touched(self) -> tuple[str, ...]:
        """What a compile would write or remove."""
        return (*self.added, *self.changed, *self.stale, *self.in_the_way)

    @property
    def any(self) -> bool:
        """Whether a compile would change the tree."""
        return bool(self.touched)

    @property
    def intruders(self) -> tuple[str, ...]:
        """Foreign files inside a target's folder, which Argo CD would apply."""
        return tuple(path for path in self.foreign if path.partition("/")[0] in self.targets)


def built(folder: Path, targets: Sequence[str]) -> dict[str, Path]:
    """Return the files that kapitan wrote, by their path in the folder.

    Raises:
        FailedError: a target wrote nothing or into another's folder, or a file is empty, a link, or without the first
            line by which a later compile knows it for its own.

    """
    files = dict(_entries(folder))
    folders = {path.partition("/")[0] for path in files}
    faults = [f"target {name} wrote nothing" for name in sorted(set(targets) - folders)]
    faults += [f"{name}/ belongs to no target that was compiled" for name in sorted(folders - set(targets))]
    faults += [f"{path} {fault}" for path, file in sorted(files.items()) if (fault := _fault(path, file))]
    if faults:
        raise FailedError("kapitan wrote what cannot be published:" + "".join(f"\n  {fault}" for fault in faults))
    return files


def compare(new: Mapping[str, Path], tree: Path, targets: Sequence[str], *, whole: bool) -> Difference:
    """Compare built files with a compiled tree; only the named targets' folders count, unless it is the whole fleet."""
    old = {path: file for path, file in _entries(tree) if whole or path.partition("/")[0] in targets}
    same = {path for path in new.keys() & old.keys() if _equal(new[path], old[path])}
    generated = {path for path, file in old.items() if path not in new and _is_generated(file)}
    foreign = set(old.keys() - new.keys() - generated)
    foreign |= {path for path in new.keys() & old.keys() if old[path].is_symlink()}
    occupied = {path for path in foreign if path in new or _collides(path, new)}
    return Difference(
        added=tuple(sorted(new.keys() - old.keys())),
        changed=tuple(sorted((new.keys() & old.keys()) - same)),
        unchanged=tuple(sorted(same)),
        stale=tuple(sorted(generated)),
        foreign=tuple(sorted(foreign - occupied)),
        in_the_way=tuple(sorted(occupied)),
        targets=frozenset(targets),
    )


def _entries(folder: Path) -> Iterator[tuple[str, Path]]:
    """Yield files and links with their paths below the folder; links are not followed."""
    top = len(str(folder)) + 1
    for parent, folders, names in os.walk(folder):
        for name in [*names, *(name for name in folders if Path(parent, name).is_symlink())]:
            file = Path(parent, name)
            yield str(file)[top:].replace(os.sep, "/"), file


def _fault(path: str, file: Path) -> str:
    if file.is_symlink():
        return "is a symbolic link"
    with file.open("rb") as stream:
        start = stream.readline()
    if not start:
        return "is empty"
    expected = _MARK + f"{path.partition('/')[0]},".encode()
    return "" if start.startswith(expected) else "does not start as slipway.component starts the files of its target"


def _is_generated(file: Path) -> bool:
    if file.is_symlink() or not file.is_file():
        return False
    with file.open("rb") as stream:
        return stream.read(len(_MARK)) == _MARK


def _equal(new: Path, old: Path) -> bool:
    return not old.is_symlink() and old.is_file() and new.read_bytes() == old.read_bytes()


def _collides(path: str, new: Mapping[str, Path]) -> bool:
    """Whether a foreign file stands where generated files need a folder, or in a folder where one needs a file."""
    above = {parent.as_posix() for parent in PurePosixPath(path).parents}
    return not above.isdisjoint(new) or any(name.startswith(f"{path}/") for name in new)
