"""Who takes part: a name, a line on what exactly is run, and what prepares it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

from tools.bench.fleet import Fleet
from tools.bench.job import Job
from tools.bench.patterns import Patterns
from tools.bench.peers.cdk8s_app import cdk8s
from tools.bench.peers.helm import helm
from tools.bench.peers.kapitan import ours, stock
from tools.bench.peers.kcl import kcl
from tools.bench.peers.library import library
from tools.bench.setup import install_cdk8s, install_kcl

OURS = "Slipway"
LIBRARY = "Slipway, library"


def _nothing() -> None:
    """Install nothing: it is in the test lock."""


@dataclass(frozen=True)
class Competitor:
    """One way to render the fleet; ``note`` says what is run and what it does."""

    note: str
    prepare: Callable[[Fleet, Patterns, Path], Job]
    install: Callable[[], None] = _nothing


COMPETITORS: Mapping[str, Competitor] = {
    OURS: Competitor(
        "`kapitan compile` of the real components: typed model, builders, schema check of every object, own text", ours
    ),
    LIBRARY: Competitor(
        "the same without kapitan, through the path that `check` and `plan` take: inventory, models, builders, schema"
        " check and text",
        library,
    ),
    "kapitan": Competitor(
        "the same inventory, models and builders; components return dicts and kapitan writes the YAML; no schema check",
        stock,
    ),
    "helm": Competitor("`helm template`, a release for each environment; no schema check", helm),
    "cdk8s": Competitor("cdk8s in JavaScript, a chart for each environment; no schema check", cdk8s, install_cdk8s),
    "KCL": Competitor("the KCL library, all environments in one run; no schema check", kcl, install_kcl),
}
"""In the order of the tables; Slipway first, as the ratios are to it."""

PEERS = tuple(name for name in COMPETITORS if name not in (OURS, LIBRARY))
