"""The kinds to generate, as listed in ``kinds.yaml``."""

from __future__ import annotations

from dataclasses import dataclass

from tools.schemas.layout import Key, data


@dataclass(frozen=True, slots=True)
class Wanted:
    """One kind and where its schema comes from; ``origin`` is the package of types or the Kubernetes release."""

    key: Key
    source: str
    scope: str
    origin: str = ""
    status: bool = False


def wanted() -> tuple[Wanted, ...]:
    """Return every kind, ordered by apiVersion and kind.

    Raises:
        ValueError: a kind is listed twice. Names must be unique across groups: the field catalogue has kinds by name.

    """
    kinds = [
        Wanted(
            (api_version, kind),
            entry["source"],
            entry["scope"],
            entry.get("package") or entry.get("release", ""),
            entry.get("status", False),
        )
        for entry in data("kinds")
        for api_version, names in entry["kinds"].items()
        for kind in names
    ]
    names = [each.key[1] for each in kinds]
    if twice := sorted({name for name in names if names.count(name) > 1}):
        raise ValueError(f"kinds.yaml lists these kinds twice: {', '.join(twice)}; a kind's name must be unique")
    return tuple(sorted(kinds, key=lambda each: each.key))
