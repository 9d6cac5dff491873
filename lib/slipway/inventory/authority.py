"""reclass-rs itself, which kapitan renders with: the last word on what a target's parameters are.

A target is rendered from a copy of its own files: other files cannot fail it, and its cost does not grow with the
fleet.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from slipway.inventory.document import Document
from slipway.inventory.layout import Layout

_PREFIX = re.compile(r"^(Error while rendering [^:]+: |Error while discovering \w+: )")


_UNWRAPPED = "called `Result::unwrap()` on an `Err` value: "


class NotRenderedError(Exception):
    """reclass-rs refuses a target."""

    def __init__(self, message: str) -> None:
        """Keep reclass-rs's words without the part that repeats the target and without its backtrace."""
        self.message = _PREFIX.sub("", message).replace(_UNWRAPPED, "").partition("\n")[0].strip()
        super().__init__(self.message)


@dataclass(frozen=True, slots=True)
class _Settings:
    """What kapitan 0.36 hands to reclass-rs (`kapitan.inventory.backends.reclass.get_reclass_config`)."""

    folder: str

    def as_dict(self) -> dict[str, Any]:
        return {
            "storage_type": "yaml_fs",
            "inventory_base_uri": self.folder,
            "nodes_uri": "targets",
            "classes_uri": "classes",
            "compose_node_name": False,
            "allow_none_override": True,
            "ignore_class_notfound": False,
        }


def render(layout: Layout, target: str, documents: Iterable[Document]) -> dict[str, Any]:
    """Return the parameters of a target whose classes and own file are ``documents``.

    Raises:
        NotRenderedError: with reclass-rs's message.

    """
    import tempfile  # noqa: PLC0415 - what few inventories need, no other waits for

    with tempfile.TemporaryDirectory(prefix="slipway-") as folder:
        Path(folder, "classes").mkdir()
        Path(folder, "targets").mkdir()
        base = layout.inventory.as_posix()
        for document in documents:
            copy = Path(folder, os.path.relpath(document.file, base))
            copy.parent.mkdir(parents=True, exist_ok=True)
            copy.write_text(document.text, encoding="utf-8", newline="")
        return _node(folder, target)


def _node(folder: str, target: str) -> dict[str, Any]:
    import reclass_rs  # noqa: PLC0415

    try:
        with _quiet():
            config = reclass_rs.Config.from_dict(folder, _Settings(folder).as_dict(), False)  # noqa: FBT003 - theirs
            parameters: dict[str, Any] = reclass_rs.Reclass.from_config(config).nodeinfo(target).parameters
    except (ValueError, TypeError) as error:
        raise NotRenderedError(str(error).replace(folder, "inventory")) from error
    except BaseException as error:
        # pyo3 raises a Rust panic as a BaseException of a class that cannot be imported.
        if type(error).__name__ != "PanicException":
            raise
        raise NotRenderedError(f"reclass-rs crashed: {error}") from error
    return parameters


@contextmanager
def _quiet() -> Iterator[None]:
    """Drop what reclass-rs writes to file descriptor 2: its backtraces say nothing that the exception does not say."""
    saved = os.dup(2)
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, 2)
    try:
        yield
    finally:
        os.dup2(saved, 2)
        os.close(nowhere)
        os.close(saved)
