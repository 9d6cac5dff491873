"""Why there is no explanation, said so that nobody needs a traceback."""

from __future__ import annotations

from collections.abc import Iterable


class ExplainError(Exception):
    """There is no explanation."""


class NotFoundError(ExplainError):
    """What was asked for does not exist, or is not the only one of the name. ``tried`` is what was looked for."""

    def __init__(self, message: str, *, hint: str = "", tried: Iterable[str] = ()) -> None:
        """Compose the message from the fault, a question or choice, and what was tried."""
        self.hint = hint
        looked = ", ".join(tried)
        super().__init__("\n".join(part for part in (message, hint, f"tried: {looked}" if looked else "") if part))


class UnbuildableError(ExplainError):
    """The inventory or a component is at fault, so there is nothing to explain."""
