"""Links as lines, one for each field and kind: a VPC is led to by dozens of objects."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from slipway.explain.values import Link
from slipway.explain.writers.text import Code, Line, listed_codes

_INDEX = re.compile(r"\[\d+\]$")
_SHOWN = 6


def link_lines(links: Iterable[Link]) -> Iterator[Line]:
    """Yield a line for each field and kind, with the names."""
    groups: dict[tuple[str, str], list[Link]] = {}
    for link in links:
        groups.setdefault((_INDEX.sub("", link.field), link.identity.kind), []).append(link)
    for (field, kind), members in groups.items():
        names = [f"{one.identity.name}{'' if one.file else ' (not compiled)'}" for one in members]
        yield Line(0, (kind or "object", " ", *listed_codes(names, _SHOWN), " by ", Code(field)))
