"""Takes an environment's own words out of its objects, so that two environments can be held against each other."""

from __future__ import annotations

import ipaddress
import re
from collections import Counter
from collections.abc import Callable, Iterable
from typing import Any

from slipway.plan.subject import Subject

_ACCOUNT = re.compile(r"(?<!\d)\d{12}(?!\d)")
_NETWORK = re.compile(r"(?<![\d.])\d{1,3}(?:\.\d{1,3}){3}/\d{1,2}(?!\d)")

Normalise = Callable[[Any], Any]


def normaliser(environment: str, subjects: Iterable[Subject]) -> Normalise:
    """Return a function that replaces the environment's name, account, region and own address ranges in any value.

    The account is the twelve-digit number that its objects name most, the ranges are those inside its VPCs; a range
    outside stays, because whom an environment lets in is no matter of its own layout.
    """
    every = tuple(subjects)
    text = repr([one.manifest for one in every])
    regions = Counter(str(one.for_provider["region"]) for one in every if "region" in one.for_provider)
    accounts = Counter(_ACCOUNT.findall(text))
    words = [(environment, "<environment>")]
    words += [(_first(regions), "<region>")] if regions else []
    words += [(_first(accounts), "<account>")] if accounts else []
    # The name may hold the region, so the longest goes first.
    words.sort(key=lambda pair: -len(pair[0]))
    own = [ipaddress.ip_network(cidr, strict=False) for cidr in map(_vpc_range, every) if cidr]

    def ranged(match: re.Match[str]) -> str:
        try:
            network = ipaddress.ip_network(match[0], strict=False)
        except ValueError:
            return match[0]
        inside = any(network.version == vpc.version and network.subnet_of(vpc) for vpc in own)  # type: ignore[arg-type]
        return f"<range>/{network.prefixlen}" if inside else match[0]

    def normalise(value: Any) -> Any:  # noqa: ANN401 - whatever YAML holds
        if isinstance(value, str):
            for word, stand_in in words:
                value = value.replace(word, stand_in)
            return _NETWORK.sub(ranged, value)
        if isinstance(value, dict):
            return {normalise(key): normalise(one) for key, one in value.items()}
        return [normalise(one) for one in value] if isinstance(value, list) else value

    return normalise


def _first(counts: Counter[str]) -> str:
    return min(counts, key=lambda word: (-counts[word], word))


def _vpc_range(one: Subject) -> str:
    return str(one.for_provider.get("cidrBlock", "")) if one.aws_kind == "VPC" else ""
