"""The one serialiser: a manifest as YAML text, byte for byte the same whatever the order of its keys."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from functools import lru_cache
from typing import Any

from slipway.manifest import Manifest
from slipway.serialize.faults import first_fault
from slipway.serialize.scalars import CACHED_LENGTH, UnwritableError, block, entry, key, number, text

_TOP = ("apiVersion", "kind", "metadata", "spec")
_CONSTANTS = {True: "true", False: "false", None: "null"}
_METADATA = ("name", "namespace", "labels", "annotations")

Write = Callable[[str], None]


class NotSerializableError(TypeError):
    """A manifest holds something that YAML cannot carry to Kubernetes; the message names object and path."""


def document(manifest: Manifest) -> str:
    """Return one manifest as a YAML document without a leading ``---``, ending in a newline.

    ``apiVersion``, ``kind``, ``metadata``, ``spec`` come first, inside ``metadata`` name, namespace, labels and
    annotations; all other keys are sorted. Lists are indented by two under their key. No anchors, no folding.

    Raises:
        NotSerializableError: a key is not a string, or a value no plain dict, list, string, finite number, boolean or
            None.

    """
    parts: list[str] = []
    try:
        _manifest(parts.append, manifest)
    except (TypeError, RecursionError) as error:
        path, fault = first_fault(manifest) or ("", str(error))
        raise NotSerializableError(f"{_name(manifest)}: {path or 'the object'} is {fault}") from None
    return "".join(parts)


def stream(header: str, manifests: Sequence[Manifest]) -> str:
    """Return a file of several documents: the header as a comment line, then the documents separated by ``---``.

    Raises:
        ValueError: there are no manifests, or the header is empty or has more than one line.
        NotSerializableError: as :func:`document`.

    """
    if not manifests:
        raise ValueError("a file needs at least one manifest: leave out the file instead")
    if not header or not header.isprintable():
        raise ValueError(f"the header must be one line of text, found {header!r}")
    return f"# {header}\n" + "---\n".join([document(manifest) for manifest in manifests])


def _manifest(write: Write, manifest: Manifest) -> None:
    if type(manifest) is not dict:
        raise UnwritableError("no plain dict")
    if not manifest:
        write("{}\n")
    for name in _ordered(tuple(manifest), _TOP):
        value = manifest[name]
        if name == "metadata" and type(value) is dict and value:
            write("metadata:\n")
            _mapping(write, value, _ordered(tuple(value), _METADATA), "  ", "  ")
        else:
            _mapping(write, manifest, (name,), "", "")


@lru_cache(maxsize=256)
def _ordered(names: tuple[str, ...], first: tuple[str, ...]) -> tuple[str, ...]:
    """Return the names in the order they are written in; most objects have the same few."""
    return (*[name for name in first if name in names], *sorted([name for name in names if name not in first]))


def _mapping(write: Write, node: dict[str, Any], names: Iterable[str], lead: str, pad: str) -> None:
    """Write the named entries; ``lead`` stands before the first line (a dash, in a list), ``pad`` before the others."""
    deeper = pad + "  "
    for name in names:
        value = node[name]
        kind = type(value)
        if kind is str:
            line = entry(name, value) if len(value) <= CACHED_LENGTH else ""
            write(lead + (line or f"{key(name)}: {text(value) or block(value, deeper)}\n"))
        elif kind is dict and value:
            write(f"{lead}{key(name)}:\n")
            _mapping(write, value, sorted(value), deeper, deeper)
        elif kind is list and value:
            write(f"{lead}{key(name)}:\n")
            _sequence(write, value, deeper, deeper)
        else:
            write(f"{lead}{key(name)}: {_other(value, deeper)}\n")
        lead = pad


def _sequence(write: Write, node: list[Any], lead: str, pad: str) -> None:
    deeper = pad + "  "
    for value in node:
        kind = type(value)
        if kind is str:
            write(f"{lead}- {text(value) or block(value, deeper)}\n")
        elif kind is dict and value:
            _mapping(write, value, sorted(value), lead + "- ", deeper)
        elif kind is list and value:
            _sequence(write, value, lead + "- ", deeper)
        else:
            write(f"{lead}- {_other(value, deeper)}\n")
        lead = pad


def _other(value: object, pad: str) -> str:
    """Return what is rarer than text: numbers, booleans, null, empty collections, members of enumerations."""
    if value is None or isinstance(value, bool):
        return _CONSTANTS[value]
    if isinstance(value, int | float):
        return number(value)
    if isinstance(value, str):
        plain = str.__str__(value)
        return text(plain) or block(plain, pad)
    if type(value) is dict or type(value) is list:
        return "[]" if type(value) is list else "{}"
    raise UnwritableError(type(value).__name__)


def _name(manifest: object) -> str:
    if not isinstance(manifest, dict):
        return type(manifest).__name__
    metadata = manifest.get("metadata")
    name = metadata.get("name") if isinstance(metadata, dict) else None
    return f"{manifest.get('kind') or 'object without kind'} {name or 'without name'}"
