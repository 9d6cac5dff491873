"""Git without the settings of whoever runs the tests, and the corpus as branches of one repository."""

import os
from pathlib import Path

import pytest

from slipway.plan import Plan
from slipway.plan.git import Repository
from tests.plan import corpus

ISOLATED = {
    "GIT_AUTHOR_DATE": "2026-11-23T00:00:00Z",
    "GIT_AUTHOR_EMAIL": "a@example.com",
    "GIT_AUTHOR_NAME": "A",
    "GIT_COMMITTER_DATE": "2026-11-23T00:00:00Z",
    "GIT_COMMITTER_EMAIL": "a@example.com",
    "GIT_COMMITTER_NAME": "A",
    "GIT_CONFIG_GLOBAL": os.devnull,
    "GIT_CONFIG_NOSYSTEM": "1",
    "GIT_DEFAULT_HASH": "sha1",
}


@pytest.fixture(scope="session", autouse=True)
def isolated(tmp_path_factory):
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("HOME", str(tmp_path_factory.mktemp("home")))
        for name in [one for one in os.environ if one.startswith("GIT_")]:
            patch.delenv(name)
        for name, value in ISOLATED.items():
            patch.setenv(name, value)
        patch.setenv("GIT_CEILING_DIRECTORIES", str(tmp_path_factory.getbasetemp()))
        yield


@pytest.fixture(scope="session")
def branches(tmp_path_factory) -> Repository:
    """Every case of the corpus as a branch that holds its older tree."""
    return corpus.repository(Path(tmp_path_factory.mktemp("corpus")), corpus.cases())


@pytest.fixture(scope="session")
def plans(branches) -> dict[str, Plan]:
    """The plan of every case, by its name."""
    return {case.name: case.plan(branches) for case in corpus.cases()}
