"""Compiled files taken apart into documents, each read only when somebody asks for it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import yaml

from slipway.manifest import Manifest

_BOUNDARY = re.compile(r"^---[ \t]*(?:#.*)?$", re.MULTILINE)
_KIND = re.compile(r"^(?:kind|\"kind\"): *\"?([A-Za-z]+)", re.MULTILINE)
_COMMENT = re.compile(r"\A(?:[ \t]*(?:#.*)?\n)+")


class UnreadableError(Exception):
    """A compiled file is not what the compiler writes; the message says where and why."""

    def __init__(self, file: str, line: int, fault: str) -> None:
        """Name the place and the fault."""
        super().__init__(f"{file}:{line}: {fault}; compile again, or correct the base revision")
        self.file = file
        self.line = line


class _Loader(yaml.CSafeLoader):
    """Reads YAML as Kubernetes does: a date is a text."""


_Loader.yaml_implicit_resolvers = {
    first: [(tag, pattern) for tag, pattern in resolvers if tag != "tag:yaml.org,2002:timestamp"]
    for first, resolvers in yaml.CSafeLoader.yaml_implicit_resolvers.items()
}


class Reader:
    """Reads YAML; texts of several targets that only differ in the name of the target are read once.

    Environments of one fleet differ in little more, and reading YAML is what a plan spends its time on.
    """

    __slots__ = ("_shapes",)

    def __init__(self) -> None:
        """Know no shape yet."""
        self._shapes: dict[str, Any] = {}

    def read(self, target: str, text: str) -> Any:  # noqa: ANN401 - whatever YAML holds
        """Return what the text holds, for the caller to keep and not to change.

        Raises:
            yaml.YAMLError: the text is not YAML.

        """
        if not _REPLACEABLE.fullmatch(target) or _STAND_IN in text:
            return _load(text)
        shape = text.replace(target, _STAND_IN)
        if shape not in self._shapes:
            self._shapes[shape] = _load(shape)
        return _replaced(self._shapes[shape], target)


_STAND_IN = "xTARGETx"
_REPLACEABLE = re.compile(r"[a-z][a-z0-9]*(-[a-z0-9]+)+")
"""Names that YAML takes for text wherever they stand, as it does the stand-in: no number, date or truth value."""


def _load(text: str) -> Any:  # noqa: ANN401
    return yaml.load(text, Loader=_Loader)  # noqa: S506 - a safe loader but for dates


def _replaced(value: Any, target: str) -> Any:  # noqa: ANN401
    if isinstance(value, str):
        return value.replace(_STAND_IN, target)
    if isinstance(value, dict):
        return {_replaced(key, target): _replaced(one, target) for key, one in value.items()}
    return [_replaced(one, target) for one in value] if isinstance(value, list) else value


class Document:
    """One document of a compiled file, read at the first use of ``manifest``."""

    __slots__ = ("_manifest", "_reader", "file", "line", "target", "text")

    def __init__(self, reader: Reader, target: str, file: str, line: int, text: str) -> None:
        """Keep the text; nothing is read yet."""
        self._reader = reader
        self.target = target
        self.file = file
        self.line = line
        self.text = text
        self._manifest: Manifest | None = None

    @property
    def kind(self) -> str:
        """The kind on the first line that names one, without reading the document."""
        match = _KIND.search(self.text)
        return match[1] if match else ""

    @property
    def manifest(self) -> Manifest:
        """The object.

        Raises:
            UnreadableError: the text is not YAML, or not an object with apiVersion, kind and metadata.name.

        """
        if self._manifest is None:
            self._manifest = self._read()
        return self._manifest

    def _read(self) -> Manifest:
        try:
            loaded = self._reader.read(self.target, self.text)
        except yaml.MarkedYAMLError as error:
            line = self.line + (error.problem_mark.line if error.problem_mark else 0)
            raise UnreadableError(self.file, line, f"not YAML: {error.problem}") from error
        except yaml.YAMLError as error:
            raise UnreadableError(self.file, self.line, f"not YAML: {error}") from error
        if not isinstance(loaded, dict):
            raise UnreadableError(self.file, self.line, f"a {type(loaded).__name__} stands where an object is expected")
        name = loaded["metadata"].get("name") if isinstance(loaded.get("metadata"), dict) else None
        for key, value in (
            ("apiVersion", loaded.get("apiVersion")),
            ("kind", loaded.get("kind")),
            ("metadata.name", name),
        ):
            if not isinstance(value, str) or not value:
                raise UnreadableError(self.file, self.line, f"an object without {key}")
        return loaded


def text_of(file: str, content: bytes) -> str:
    """Return the text of a compiled file, whatever line ends it was checked out with.

    Raises:
        UnreadableError: it is not UTF-8.

    """
    try:
        return content.decode("utf-8").replace("\r\n", "\n")
    except UnicodeDecodeError as error:
        raise UnreadableError(file, content.count(b"\n", 0, error.start) + 1, "not UTF-8 text") from error


def documents(reader: Reader, target: str, file: str, text: str) -> Iterator[Document]:
    """Yield the documents of a file; an empty one, or one of comments only, is left out."""
    start, line = 0, 1
    ends = [*((match.start(), match.end()) for match in _BOUNDARY.finditer(text)), (len(text), len(text))]
    for end, following in ends:
        body = text[start:end]
        comment = _COMMENT.match(body)
        if comment:
            body = body[comment.end() :]
        if body.strip():
            yield Document(
                reader, target, file, line + (comment[0].count("\n") if comment else 0), body.strip("\n") + "\n"
            )
        line += text.count("\n", start, following)
        start = following
