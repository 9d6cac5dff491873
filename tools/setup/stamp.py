"""Stamps: a step is done if its stamp holds the fingerprint of all it was made from."""

from __future__ import annotations

import fcntl
import hashlib
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path


def fingerprint(files: Iterable[Path], *words: str) -> str:
    """Return a fingerprint of files' contents and words; times do not count, git changes them at will."""
    digest = hashlib.sha256()
    for file in files:
        digest.update(hashlib.sha256(file.read_bytes()).digest())
    digest.update("\0".join(words).encode())
    return digest.hexdigest()


def done(stamp: Path, expected: str) -> bool:
    """Whether the stamp holds the fingerprint."""
    return stamp.is_file() and stamp.read_text() == expected


@contextmanager
def step(stamp: Path, expected: str) -> Iterator[None]:
    """Take the stamp away during a step and set it after, so that an interrupted step is done again."""
    stamp.unlink(missing_ok=True)
    yield
    stamp.write_text(expected)


@contextmanager
def alone(file: Path) -> Iterator[None]:
    """Wait until no other set-up of this checkout runs."""
    file.parent.mkdir(parents=True, exist_ok=True)
    with file.open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield
