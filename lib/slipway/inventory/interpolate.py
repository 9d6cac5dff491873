"""``${section:key}`` replaced by what the merged parameters hold there, as reclass-rs does it."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from slipway.inventory.merge import ExoticError, Merged
from slipway.inventory.references import (
    DEEPEST,
    EscapedReferenceError,
    MalformedReferenceError,
    Reference,
    Token,
    UnresolvedError,
    refers,
    tokens,
)

_ATOMS = frozenset((int, float, bool, type(None)))


@dataclass(frozen=True, slots=True)
class Unresolved:
    """A text whose reference has no value."""

    path: tuple[str, ...]
    text: str
    error: UnresolvedError


@dataclass(slots=True)
class Interpolation:
    """One pass over merged parameters. ``unresolved`` collects the faults; their values are ``None``."""

    merged: Merged
    unresolved: list[Unresolved] = field(default_factory=list)

    def parameters(self) -> dict[Any, Any]:
        """Return the parameters with every reference resolved, sharing nothing with the merged ones.

        Raises:
            ExoticError: reclass-rs has to decide.

        """
        for text in self.merged.scalars:
            self._check_scalar(text)
        try:
            return self._copy(self.merged.parameters)
        except UnresolvedError:
            # Paths cost as much as the values: they are kept only on a second pass, which finds every fault.
            return {key: self._value(value, (str(key),)) for key, value in self.merged.parameters.items()}

    def _copy(self, value: dict[Any, Any]) -> dict[Any, Any]:
        return {
            key: item if type(item) in _ATOMS or (type(item) is str and "$" not in item) else self._copied(item)
            for key, item in value.items()
        }

    def _copied(self, value: Any) -> Any:  # noqa: ANN401 - any YAML value
        if isinstance(value, dict):
            return self._copy(value)
        if isinstance(value, list):
            return [self._copied(item) for item in value]
        return self._text(value, {}) if refers(value) else value

    def _check_scalar(self, text: str) -> None:
        try:
            value = self._text(text, {})
        except UnresolvedError:
            return
        if isinstance(value, dict | list):
            raise ExoticError(text)

    def _value(self, value: Any, path: tuple[str, ...]) -> Any:  # noqa: ANN401
        if isinstance(value, str):
            return self._resolved(value, path) if refers(value) else value
        if isinstance(value, dict):
            return {key: self._value(item, (*path, str(key))) for key, item in value.items()}
        if isinstance(value, list):
            return [self._value(item, (*path, str(index))) for index, item in enumerate(value)]
        return value

    def _resolved(self, text: str, path: tuple[str, ...]) -> Any:  # noqa: ANN401
        try:
            return self._text(text, {})
        except UnresolvedError as error:
            self.unresolved.append(Unresolved(path, text, error))
            return None

    def _text(self, text: str, seen: dict[str, None]) -> Any:  # noqa: ANN401
        """Return a text with its references resolved; ``seen``, the references followed to it in order, grows."""
        try:
            parts = tokens(text)
        except EscapedReferenceError as error:
            raise ExoticError(text) from error
        except MalformedReferenceError as error:
            raise UnresolvedError("malformed", text) from error
        if len(parts) == 1 and isinstance(parts[0], Reference):
            return self._deep(self._resolve(parts[0], seen), seen)
        return "".join(self._word(part, seen) for part in parts)

    def _word(self, part: Token, seen: dict[str, None]) -> str:
        return part if isinstance(part, str) else word(self._resolve(part, dict(seen)))

    def _resolve(self, reference: Reference, seen: dict[str, None]) -> Any:  # noqa: ANN401
        """Return the value at a reference; what lies inside a mapping or list is not resolved."""
        path = "".join(self._word(part, seen) for part in reference.parts)
        if path in seen or len(seen) >= DEEPEST:
            raise UnresolvedError("loop" if path in seen else "deep", path, chain=(*seen, path))
        seen[path] = None
        value: Any = self.merged.parameters
        for key in path.split(":"):
            if refers(value):
                value = self._text(value, seen)
            if not isinstance(value, dict):
                raise UnresolvedError("scalar", path, key=key, within=value)
            if key not in value:
                raise UnresolvedError("missing", path, key=key, within=value)
            value = value[key]
        return self._text(value, seen) if refers(value) else value

    def _deep(self, value: Any, seen: dict[str, None]) -> Any:  # noqa: ANN401
        if isinstance(value, str):
            return self._text(value, seen) if refers(value) else value
        if isinstance(value, dict):
            return {key: self._deep(item, dict(seen)) for key, item in value.items()}
        if isinstance(value, list):
            return [self._deep(item, dict(seen)) for item in value]
        return value


def word(value: Any) -> str:  # noqa: ANN401
    """Return a value as it stands within other text; reclass writes ``None`` and ``True`` as Python does."""
    if isinstance(value, str):
        return value
    text = str(value)
    if isinstance(value, dict | list) or (isinstance(value, float) and set(text) - set("-.0123456789")):
        raise ExoticError(text)
    return text
