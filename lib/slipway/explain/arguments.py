"""The arguments of a call that a component made: which of them are models, and others in their place."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from slipway.explain.trace import Call
from slipway.model import Environment, Hub

Models = Mapping[str, Environment | Hub]
"""Models by target."""


def derived(call: Call, models: Models) -> bool:
    """Whether a call was given something that was made from models: no model, and more than a plain value."""
    known = list(models.values())
    plain = str | int | float | bool | None
    return any(
        not isinstance(value, plain) and not any(value is one for one in known) and not _is_models(value, known)
        for value in call.arguments.values()
    )


def used(call: Call, models: Models) -> list[str]:
    """Return the targets whose models a call was given, by themselves or in a list."""
    held = [
        each for value in call.arguments.values() for each in (value if isinstance(value, list | tuple) else (value,))
    ]
    return [target for target, model in models.items() if any(model is one for one in held)]


def _is_models(value: Any, known: list[Environment | Hub]) -> bool:  # noqa: ANN401
    return isinstance(value, list | tuple) and all(any(one is model for model in known) for one in value)


def replaced(value: Any, before: Models, after: Mapping[str, Any]) -> Any:  # noqa: ANN401
    """Return an argument with the models in it exchanged."""
    for target, model in before.items():
        if value is model:
            return after[target]
    known = list(before.values())
    if isinstance(value, list | tuple) and value and _is_models(value, known):
        return type(value)(replaced(one, before, after) for one in value)
    return value
