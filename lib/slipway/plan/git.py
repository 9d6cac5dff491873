"""Reads the older tree straight from git's objects: nothing is checked out, nothing in the repository changes."""

from __future__ import annotations

import hashlib
import os
import shutil
import subprocess
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from slipway.plan.documents import UnreadableError

_SHALLOW = "the clone is shallow; fetch the history with `git fetch --unshallow` (actions/checkout: `fetch-depth: 0`)"
_MAIN = ("refs/remotes/origin/HEAD", "refs/remotes/origin/main", "refs/remotes/origin/master")
"""Where the remote's main branch is looked for; the first is a reference to it."""

_REGULAR = ("100644", "100755")
"""Modes of plain files; links and submodules are nothing that Argo CD applies."""


class GitError(Exception):
    """Git cannot give what the plan compares with; the message says what was tried and what to do."""


@dataclass(frozen=True, slots=True)
class Base:
    """The revision that the work tree is compared with: its commit and how it was found, for the reader."""

    commit: str
    name: str


@dataclass(frozen=True, slots=True)
class Repository:
    """The git repository that a folder lies in; ``prefix`` leads from its root to the folder, "" or ``a/b/``."""

    root: Path
    prefix: str

    @classmethod
    def at(cls, root: Path) -> Repository:
        """Return the repository of a folder.

        Raises:
            GitError: git is not installed, or the folder is in no work tree.

        """
        answer = _git(root, "rev-parse", "--show-prefix")
        if answer.returncode:
            raise GitError(f"{root} is not in a git work tree: {_said(answer)}")
        return cls(root, answer.stdout.decode().strip())

    def base(self, ref: str = "") -> Base:
        """Return the merge base of the checked-out commit with ``ref``, or with the remote's main branch.

        Without a remote it is the checked-out commit itself, so that the plan shows what is not committed yet.

        Raises:
            GitError: the revision does not exist, or has no common history with the checked-out commit.

        """
        head = self._commit("HEAD")
        if head is None:
            raise GitError("there is no commit yet to compare with; commit compiled/ once, then plan the next change")
        name = ref or self._default()
        if name == "HEAD":
            return Base(head, f"HEAD ({head[:9]})")
        commit = self._commit(name)
        if commit is None:
            hint = _SHALLOW if self._shallow() else "see `git branch --all`, or fetch it first"
            raise GitError(f"revision {name!r} does not exist here; {hint}")
        found = _git(self.root, "merge-base", commit, "HEAD")
        common = found.stdout.decode().strip()
        if found.returncode or not common:
            hint = _SHALLOW if self._shallow() else "name a revision of this history with --base"
            raise GitError(f"{name} and the checked-out commit have no common commit here; {hint}")
        same = common == commit
        return Base(common, f"{name} ({common[:9]})" if same else f"the merge base with {name} ({common[:9]})")

    def tree(self, commit: str, folder: str, known: Mapping[str, bytes]) -> dict[str, bytes]:
        """Return the files of a folder in a commit by their path below it; none if the commit has no such folder.

        ``known`` are files that are at hand already: one of equal content is not read again.

        Raises:
            GitError: the objects are not in this clone.

        """
        place = f"{commit}:{self.prefix}{folder}"
        listed = _git(self.root, "ls-tree", "-r", "-z", "--full-tree", place)
        if listed.returncode:
            if _git(self.root, "rev-parse", "--verify", "--quiet", place).returncode:
                return {}
            raise GitError(f"{place} cannot be listed: {_said(listed)}")
        entries = [entry.split(b"\t", 1) for entry in listed.stdout.split(b"\0") if entry]
        blobs = {
            os.fsdecode(path): about.split()[2].decode()
            for about, path in entries
            if about.split()[0].decode() in _REGULAR
        }
        found = {path: known[path] for path, oid in blobs.items() if path in known and _oid(known[path], oid) == oid}
        return {**found, **self._blobs({path: oid for path, oid in blobs.items() if path not in found})}

    def _blobs(self, wanted: Mapping[str, str]) -> dict[str, bytes]:
        if not wanted:
            return {}
        answer = _git(self.root, "cat-file", "--batch", given="".join(f"{oid}\n" for oid in wanted.values()).encode())
        found: dict[str, bytes] = {}
        at = 0
        for path in wanted:
            end = answer.stdout.find(b"\n", at)
            head = answer.stdout[at:end].split()
            if end < 0 or len(head) != len(("oid", "type", "size")):
                raise GitError(f"{path} of the base is not in this clone: {_said(answer)}")
            size = int(head[2])
            found[path] = answer.stdout[end + 1 : end + 1 + size]
            at = end + size + 2
        return found

    def _default(self) -> str:
        listed = _git(self.root, "for-each-ref", "--format=%(refname) %(symref:lstrip=2)", *_MAIN)
        there = dict(line.split(" ", 1) for line in listed.stdout.decode().splitlines())
        first = next((name for name in _MAIN if name in there), "HEAD")
        return there.get(first) or first.removeprefix("refs/remotes/")

    def _commit(self, name: str) -> str | None:
        found = _git(self.root, "rev-parse", "--verify", "--quiet", "--end-of-options", f"{name}^{{commit}}")
        return found.stdout.decode().strip() if not found.returncode else None

    def _shallow(self) -> bool:
        return _git(self.root, "rev-parse", "--is-shallow-repository").stdout.strip() == b"true"


def work_tree(folder: Path) -> dict[str, bytes]:
    """Return the files of a folder on disk by their path below it; links are not followed.

    Raises:
        UnreadableError: a file or a folder may not be read: what is missing would look as if it had been deleted.

    """
    found: dict[str, bytes] = {}
    try:
        for path, place in _manifests(os.fspath(folder), "") if folder.is_dir() else ():
            with open(place, "rb") as file:  # noqa: PTH123 - half the time of pathlib, and a large fleet has many files
                found[path] = file.read()
    except OSError as error:
        raise UnreadableError(os.fsdecode(error.filename), 1, f"it cannot be read: {error.strerror}") from error
    return found


def _manifests(folder: str, below: str) -> Iterator[tuple[str, str]]:
    """Yield each YAML file of a folder, and of those below it, by its path below the first one and its place."""
    with os.scandir(folder) as entries:
        for entry in entries:
            if entry.is_dir(follow_symlinks=False):
                yield from _manifests(entry.path, f"{below}{entry.name}/")
            elif entry.name.endswith((".yaml", ".yml")) and entry.is_file(follow_symlinks=False):
                yield f"{below}{entry.name}", entry.path


def _oid(content: bytes, like: str) -> str:
    digest = hashlib.sha256 if len(like) == len(hashlib.sha256().hexdigest()) else hashlib.sha1
    return digest(b"blob %d\0" % len(content) + content, usedforsecurity=False).hexdigest()


def _git(root: Path, *arguments: str, given: bytes | None = None) -> subprocess.CompletedProcess[bytes]:
    git = shutil.which("git")
    if git is None:
        raise GitError("git is not installed; the plan reads the base revision with it")
    # Reading must not refresh the index of somebody who works here at the same time.
    environment = {**os.environ, "GIT_OPTIONAL_LOCKS": "0", "LC_ALL": "C"}
    return subprocess.run(  # noqa: S603 - the command is our own
        [git, *arguments], cwd=root, env=environment, input=given, capture_output=True, check=False
    )


def _said(answer: subprocess.CompletedProcess[bytes]) -> str:
    return answer.stderr.decode(errors="replace").strip().removeprefix("fatal: ") or "git gave no reason"
