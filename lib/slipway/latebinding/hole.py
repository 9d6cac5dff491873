"""A hole: a value that only AWS knows, named in a template and filled in the cluster."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Source:
    """The object that will hold the value: a namespaced AWS managed resource of the same compile."""

    api_version: str
    kind: str
    name: str
    namespace: str


@dataclass(frozen=True, slots=True)
class Hole:
    """A named hole, ``${name}`` in a template.

    ``field_path`` leads to the value in the source, always under ``status.atProvider``. ``trim_prefix`` is cut off the
    value before it is filled in (an issuer loses its ``https://``).
    """

    name: str
    source: Source
    field_path: str
    trim_prefix: str = ""

    def __str__(self) -> str:
        """Return the hole as it stands in a template: ``${name}``."""
        return f"${{{self.name}}}"


Late = str | Hole
"""A value known at compile time (pinned in the inventory), or the hole that the cluster fills."""
