"""JSON over several lines, for texts that a reviewer reads: policies and settings inside of manifests."""

from __future__ import annotations

from typing import Any

from pydantic_core import to_json


def indented(value: Any) -> str:  # noqa: ANN401 - any JSON value
    """Return a JSON value as text with two blanks a level, keys in their order, all of it ASCII; no newline at the end.

    With an indentation the standard library leaves its C encoder, and policies would then cost a third of all building.

    Raises:
        pydantic_core.PydanticSerializationError: a value has no form in JSON.

    """
    return to_json(value, indent=2, ensure_ascii=True).decode()
