"""Every object that is committed, held against kubeconform, the in-process check and the upstream definitions."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml

from slipway.latebinding.render import bound, sample_values
from slipway.schema import check
from tests.compiled.test_golden import GOLDEN
from tests.support.crds import NO_CRD, needs_crds, upstream
from tests.support.kubeconform import BINARY, run
from tests.support.sample import ROOT

TREES = (ROOT / "compiled", GOLDEN)
CORE = {"ConfigMap", "Namespace", "Secret", "ServiceAccount"}


def objects(folder: Path) -> Iterator[tuple[str, dict[str, Any]]]:
    """Yield every object below a folder with its file."""
    for path in sorted(folder.rglob("*.yaml")):
        for document in yaml.load_all(path.read_text(encoding="utf-8"), Loader=yaml.CSafeLoader):
            yield path.relative_to(folder).as_posix(), document


def as_in_the_cluster(manifest: dict[str, Any]) -> Iterator[dict[str, Any]]:
    """Yield the object itself and, of a LateBinding, what it composes once its values are known."""
    yield manifest
    if manifest["kind"] == "LateBinding":
        yield bound(manifest, sample_values(manifest))


@pytest.mark.parametrize("folder", TREES, ids=["compiled", "golden"])
def test_kubeconform_accepts_every_object(folder: Path) -> None:
    count = len(list(objects(folder)))
    report = run(BINARY, folder)
    assert report.faults == ()
    # An empty folder would pass as well, so the objects are counted.
    assert (report.valid, report.total) == (count, count)
    assert count > 100


@pytest.mark.parametrize("folder", TREES, ids=["compiled", "golden"])
def test_in_process_check_accepts_every_object(folder: Path) -> None:
    faults = {
        f"{file} {one['kind']} {one['metadata']['name']}": [str(violation) for violation in found]
        for file, manifest in objects(folder)
        for one in as_in_the_cluster(manifest)
        if (found := check(one))
    }
    assert faults == {}


@needs_crds
@pytest.mark.parametrize("folder", TREES, ids=["compiled", "golden"])
def test_upstream_definitions_accept_every_object(folder: Path) -> None:
    crds, faults, without = upstream(), {}, set()
    for file, manifest in objects(folder):
        for one in as_in_the_cluster(manifest):
            found = crds.violations(one)
            if found and found[0].startswith(NO_CRD):
                without.add(one["kind"])
            elif found:
                faults[f"{file} {one['kind']} {one['metadata']['name']}"] = found
    assert faults == {}
    assert without <= CORE


@pytest.mark.parametrize("folder", TREES, ids=["compiled", "golden"])
def test_nothing_that_is_compiled_looks_like_a_secret(folder: Path) -> None:
    for _, manifest in objects(folder):
        if manifest["kind"] == "Secret":
            # The only Secrets are registrations, which hold an address and the name of a role.
            assert manifest["metadata"]["labels"] == {"argocd.argoproj.io/secret-type": "cluster"}
