"""Compiled files with their LateBindings bound: what ``slipway bind`` shows."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from slipway.latebinding.bind import BindingError, is_late_binding
from slipway.latebinding.render import bound, sample_values
from slipway.manifest import Manifest, identity


class PreviewError(Exception):
    """A file cannot be read, or is not what it should be; the message says which and what is allowed."""


class Values:
    """The values of holes, by name, for all LateBindings or for one.

    The file is YAML: a hole's name and its value, or a LateBinding's name and a map of such::

        issuerHost: https://oidc.eks.us-east-2.amazonaws.com/id/EXAMPLE
        dev-us-east-2-cpu:
          launchTemplateVersion: "3"
    """

    def __init__(self, given: Mapping[str, Any]) -> None:
        """Sort values for all from values for one.

        Raises:
            PreviewError: a value is neither text nor number.

        """
        self.everywhere = _texts({key: value for key, value in given.items() if not isinstance(value, dict)})
        self.of = {key: _texts(value) for key, value in given.items() if isinstance(value, dict)}

    @classmethod
    def read(cls, file: Path) -> Values:
        """Read a file of values.

        Raises:
            PreviewError: the file cannot be read, or is no map of values.

        """
        documents = _documents(file)
        if len(documents) != 1 or not isinstance(documents[0], dict):
            raise PreviewError(f"{file}: expected one map of hole names and values")
        return cls(documents[0])

    def for_binding(self, name: str) -> Mapping[str, str]:
        """Return the values for the holes of one LateBinding."""
        return {**self.everywhere, **self.of.get(name, {})}


@dataclass(frozen=True)
class Preview:
    """An object, and where it comes from."""

    file: Path
    origin: str
    manifest: Manifest


def preview(files: Iterable[Path], values: Values | None, *, others: bool = False) -> list[Preview]:
    """Return the objects that the LateBindings of compiled files compose, with sample values where none are given.

    ``others`` adds the objects that are not LateBindings, as they are.

    Raises:
        PreviewError: a file cannot be read.
        BindingError: holes have no value, or one that the cluster would refuse; the message names all of them.

    """
    shown: list[Preview] = []
    faults: list[str] = []
    for file, manifest in _manifests(files):
        if not is_late_binding(manifest):
            shown += [Preview(file, "", manifest)] if others else []
            continue
        given = sample_values(manifest) if values is None else values.for_binding(manifest["metadata"]["name"])
        try:
            shown.append(Preview(file, str(identity(manifest)), bound(manifest, given)))
        except BindingError as error:
            faults.append(f"{file}: {error}")
    if faults:
        raise BindingError("\n".join(faults))
    return shown


def _manifests(files: Iterable[Path]) -> Iterator[tuple[Path, Manifest]]:
    for file in files:
        for document in _documents(file):
            if not isinstance(document, dict) or "kind" not in document:
                raise PreviewError(f"{file}: expected Kubernetes objects, found {type(document).__name__}")
            yield file, document


def _documents(file: Path) -> list[Any]:
    try:
        return [each for each in yaml.load_all(file.read_text("utf-8"), Loader=yaml.CSafeLoader) if each is not None]
    except (OSError, UnicodeDecodeError) as error:
        raise PreviewError(f"{file}: cannot be read: {getattr(error, 'strerror', '') or error}") from None
    except yaml.YAMLError as error:
        raise PreviewError(f"{file}: is not YAML: {' '.join(str(error).split())}") from None


def _texts(given: Mapping[Any, Any]) -> dict[str, str]:
    for key, value in given.items():
        if not isinstance(value, str | int) or isinstance(value, bool):
            raise PreviewError(f"value {key}: expected text or a whole number, found {value!r}")
    return {str(key): str(value) for key, value in given.items()}
