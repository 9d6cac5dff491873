"""Which Argo CD Application syncs a compiled file."""

from __future__ import annotations

import re
from collections.abc import Iterable, Set
from dataclasses import dataclass

from slipway.plan.documents import Document
from slipway.plan.subject import mapping


@dataclass(frozen=True, slots=True)
class Application:
    """An Application that reads a folder of this repository; ``deep`` if it reads the folders below as well."""

    name: str
    folder: str
    deep: bool

    def syncs(self, folder: str) -> bool:
        """Whether it reads the files of a folder."""
        return folder == self.folder or (self.deep and folder.startswith(f"{self.folder}/"))


def applications(documents: Iterable[Document], compiled: str, targets: Set[str]) -> tuple[Application, ...]:
    """Return the Applications that may sync files of these targets, the deepest folder first, then by name.

    Only they are read: a large fleet has thousands of others.
    """
    # Starts with plain text, which the search skips to; what else it finds is told from the rest once it is read.
    reads = re.compile(rf"path: [\"']?/*{re.escape(compiled)}(?:/+([^/\s\"']*))?")
    read = {"", *targets}
    found: list[Application] = []
    for document in documents:
        if document.kind != "Application" or not any((one[1] or "") in read for one in reads.finditer(document.text)):
            continue
        manifest = document.manifest
        spec = mapping(manifest.get("spec"))
        many = spec.get("sources")
        for source in map(mapping, many if isinstance(many, list) else [spec.get("source")]):
            if source.get("path") and not source.get("chart"):
                deep = bool(mapping(source.get("directory")).get("recurse", False))
                folder = str(source["path"]).strip("/")
                found.append(Application(str(manifest["metadata"]["name"]), folder, deep))
    return tuple(sorted(found, key=lambda one: (-one.folder.count("/"), one.name)))


def application_of(file: str, known: Iterable[Application], folder: str) -> str:
    """Return the name of the Application that syncs the file below the compiled folder, "" if none does."""
    place = f"{folder}/{file}".rpartition("/")[0]
    return next((one.name for one in known if one.syncs(place)), "")
