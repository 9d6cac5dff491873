"""Which Argo CD Application applies a compiled file, and which files an Application applies."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import Any

from slipway.explain.emitted import Emitted
from slipway.manifest import Manifest

_GLOB = re.compile(r"\*+|\?|\{|\}|,|[^*?{},]+")
_MEANS = {"?": ".", "{": "(?:", "}": ")", ",": "|"}


@dataclass(frozen=True, slots=True)
class Folder:
    """A folder of this repository that an Application reads; ``field`` is where the Application says so."""

    field: str
    path: PurePosixPath
    deep: bool
    include: str
    exclude: str

    def holds(self, file: PurePosixPath) -> bool:
        """Whether the Application reads a file."""
        inside = self.path in file.parents if self.deep else file.parent == self.path
        if not inside:
            return False
        below = file.relative_to(self.path).as_posix()
        return (not self.include or _matches(self.include, below)) and not _matches(self.exclude, below)


def folders(application: Manifest) -> Iterator[Folder]:
    """Yield the folders that an Application reads, charts left aside."""
    spec: dict[str, Any] = application["spec"]
    many = [(f"spec.sources[{index}].path", one) for index, one in enumerate(spec.get("sources", []))]
    for field, source in many or [("spec.source.path", spec.get("source", {}))]:
        if source.get("path") and not source.get("chart"):
            directory = source.get("directory", {})
            path = PurePosixPath(source["path"])
            include, exclude = str(directory.get("include", "")), str(directory.get("exclude", ""))
            yield Folder(field, path, bool(directory.get("recurse")), include, exclude)


def applied_by(file: str, objects: Iterable[Emitted]) -> str:
    """Return the name of the Application that applies a file of the repository, "" if there is none."""
    found = [
        (len(folder.path.parts), one.identity.name)
        for one in objects
        if one.identity.kind == "Application"
        for folder in folders(one.resource)
        if folder.holds(PurePosixPath(file))
    ]
    return max(found, default=(0, ""), key=lambda entry: entry[0])[1]


def _matches(pattern: str, path: str) -> bool:
    """Whether a path is of a pattern as Argo CD reads it: ``*`` crosses folders.

    https://argo-cd.readthedocs.io/en/stable/user-guide/directory/#includingexcluding-files
    """
    if not pattern:
        return False
    parts = (".*" if part[0] == "*" else _MEANS.get(part, re.escape(part)) for part in _GLOB.findall(pattern))
    return re.fullmatch("".join(parts), path) is not None
