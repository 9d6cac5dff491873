"""Rules on the repositories that Argo CD reads: this one, and those of the charts."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from slipway.model import Environment, Hub
from slipway.resources.applications.kinds import charts
from slipway.rules.fleet import FleetModels
from slipway.rules.places import SECTIONS
from slipway.rules.rule import Fault, Rule, rule

PASSWORD = re.compile(r"^[a-z][a-z0-9+.-]*://[^/@]*:[^/@]*@")
NAMED = re.compile(r"^[^\s*?\[\]{}]+$")
FOLDER = re.compile(r"^([\w-][\w.-]*/)*compiled$")


@rule(
    "ARGOCD-005",
    "A repository is named in full, and without a password",
    reason="A wildcard would let a project read anything, and a password would be committed with every Application.",
    remedy="Name one repository; give Argo CD its credentials in a Secret of its own.",
    source="https://argo-cd.readthedocs.io/en/stable/operator-manual/declarative-setup/#repositories",
)
def named(environment: Environment) -> Iterator[Fault]:
    """Yield repositories with wildcards or passwords."""
    yield from _repository("fleet.repoURL", environment.fleet.repo_url)
    for name, chart in charts(environment).items():
        yield from _repository(f"applications.{SECTIONS[name]}.source.repoURL", chart.source.repo_url)


@rule(
    "ARGOCD-006",
    "Argo CD reads the folder that is compiled into",
    reason="Any other folder is empty, or of another time, and Argo CD would prune what it does not find there.",
    remedy="Write the project's place in the repository and compiled: `compiled` or `platform/compiled`.",
    source="https://argo-cd.readthedocs.io/en/stable/user-guide/directory/",
)
def folder(environment: Environment) -> Iterator[Fault]:
    """Yield folders that no compile writes to."""
    yield from _folder(environment.fleet.compiled_path)


def _repository(path: str, url: str) -> Iterator[Fault]:
    if PASSWORD.match(url):
        yield Fault(path, "the repository's URL holds a password", "(not shown)", "a URL without user and password")
    elif not NAMED.match(url):
        yield Fault(path, "the URL names no single repository", url, "one repository, without wildcards")


def _folder(path: str) -> Iterator[Fault]:
    if not FOLDER.match(path):
        message = "no compile writes to the folder that Argo CD reads"
        yield Fault("fleet.compiledPath", message, path, "compiled, <folder>/compiled")


def _of_hubs(fleet: FleetModels) -> Iterator[tuple[str, Hub]]:
    return iter(fleet.hubs.items())


def _named_on_hub(fleet: FleetModels) -> Iterator[Fault]:
    for target, hub in _of_hubs(fleet):
        for fault in _repository("fleet.repoURL", hub.fleet.repo_url):
            yield replace(fault, target=target)


def _folder_on_hub(fleet: FleetModels) -> Iterator[Fault]:
    for target, hub in _of_hubs(fleet):
        for fault in _folder(hub.fleet.compiled_path):
            yield replace(fault, target=target)


RULES: tuple[Rule[Environment], ...] = (named, folder)
FLEET_RULES: tuple[Rule[FleetModels], ...] = (Rule(named.facts, _named_on_hub), Rule(folder.facts, _folder_on_hub))
"""The same rules on the hub, which has no rules of its own."""
