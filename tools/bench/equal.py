"""The proof that a competitor rendered the same objects, one by one and whatever their order."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

import yaml

from slipway.manifest import Identity, Manifest, identity
from tools.bench.job import Job
from tools.bench.truth import Built


class NotEqualError(Exception):
    """A competitor rendered something else: what it is measured at would be another task."""


def demand_equal(competitor: str, job: Job, built: Mapping[str, Built], names: Iterable[str]) -> int:
    """Compare what a job rendered for the named environments; return the number of equal objects.

    Raises:
        NotEqualError: an object is missing, is too many, or differs.

    """
    count = 0
    for name in names:
        expected = _by_identity(manifest for manifests in built[name].files.values() for manifest in manifests)
        found = _by_identity(_read(job.files(name)))
        for key in sorted(expected.keys() | found.keys()):
            if expected.get(key) != found.get(key):
                raise NotEqualError(f"{competitor}: {name}: {key}: {_difference(expected.get(key), found.get(key))}")
        count += len(expected)
    return count


def _read(files: Iterable[Path]) -> Iterator[Manifest]:
    for file in files:
        for document in yaml.load_all(file.read_bytes(), Loader=yaml.CSafeLoader):
            if document is not None:
                yield document


def _by_identity(manifests: Iterable[Manifest]) -> dict[Identity, Manifest]:
    found: dict[Identity, Manifest] = {}
    for manifest in manifests:
        key = identity(manifest)
        if key in found:
            raise NotEqualError(f"{key} is there twice")
        found[key] = manifest
    return found


def _difference(expected: Any, found: Any, path: str = "") -> str:  # noqa: ANN401 - any YAML value
    if isinstance(expected, dict) and isinstance(found, dict):
        for key in sorted(expected.keys() | found.keys()):
            if expected.get(key) != found.get(key):
                return _difference(expected.get(key), found.get(key), f"{path}.{key}")
    if isinstance(expected, list) and isinstance(found, list) and len(expected) == len(found):
        for index, pair in enumerate(zip(expected, found, strict=True)):
            if pair[0] != pair[1]:
                return _difference(*pair, path=f"{path}.{index}")
    return f"{path.lstrip('.') or 'the object'} is {found!r:.200} instead of {expected!r:.200}"
