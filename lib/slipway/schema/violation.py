"""What a check reports."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, order=True)
class Violation:
    """One fault of one object.

    ``path`` is the place in the object (``spec.forProvider.subnetIds[0]``), ``found`` the value at fault as JSON,
    ``allowed`` what may stand there instead; the last two are empty where the message says it all.
    """

    path: str
    message: str
    found: str = ""
    allowed: str = ""

    def __str__(self) -> str:
        """Return one line: ``spec.forProvider.regin: unknown field; found "us-east-2"; did you mean region?``."""
        parts = [f"{self.path}: {self.message}" if self.path else self.message]
        parts += [f"found {self.found}"] if self.found else []
        if self.allowed:
            parts.append(self.allowed if self.allowed.startswith("did you mean") else f"allowed: {self.allowed}")
        return "; ".join(parts)
