"""Reading and writing inventory files so that a diff shows what was changed, and nothing else."""

from __future__ import annotations

from io import StringIO
from typing import Any

from ruamel.yaml import YAML
from ruamel.yaml.comments import CommentedMap
from ruamel.yaml.error import YAMLError


class EditError(Exception):
    """A file cannot be edited as asked; the message says why and what to do."""


def _yaml() -> YAML:
    yaml = YAML()
    yaml.preserve_quotes = True
    yaml.width = 4096  # no folding: a folded line would be a change nobody asked for
    yaml.indent(mapping=2, sequence=4, offset=2)
    return yaml


def load(text: str, name: str) -> CommentedMap:
    """Return a file's content with comments.

    Raises:
        EditError: the text is not a YAML mapping; ``name`` is the file for the message.

    """
    try:
        found = _yaml().load(text)
    except YAMLError as error:
        raise EditError(f"{name} is not YAML that can be read: {error}; slipway check says where") from None
    if not isinstance(found, CommentedMap):
        raise EditError(f"{name} holds no mapping; a target has the keys classes and parameters")
    return found


def value(text: str) -> Any:  # noqa: ANN401 - any YAML value
    """Return a value given on the command line as YAML: ``3``, ``[a, b]``, ``{kind: none}``.

    Raises:
        EditError: it is not YAML.

    """
    try:
        return _yaml().load(text)
    except YAMLError as error:
        raise EditError(f"the value {text!r} is not YAML: {error}") from None


def dump(content: CommentedMap) -> str:
    """Return the text of a file."""
    out = StringIO()
    _yaml().dump(content, out)
    return out.getvalue()
