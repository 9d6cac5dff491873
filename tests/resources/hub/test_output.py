"""The whole output of the hub for the sample fleet, in both flavours of Argo CD."""

from __future__ import annotations

import pytest
from syrupy.assertion import SnapshotAssertion

from slipway.resources.argocd.validate import annotation_faults, application_faults, project_faults
from tests.resources.hub.world import FLAVOURS, TARGETS, everything, fleet_files, members, of_kind, texts
from tests.support.crds import NO_CRD, needs_crds, upstream
from tests.support.layers import objects
from tests.support.yaml_snapshot import YamlSnapshot

ARGOCD = {
    "root": "hub/argocd/root.yaml",
    "fleet": "hub/fleet/dev-us-east-2.yaml",
    "foundation": "hub/environments/dev-us-east-2/foundation.yaml",
    "registration": "hub/environments/dev-us-east-2/registration.yaml",
    "applications": "hub/environments/dev-us-east-2/applications.yaml",
}
CROSSPLANE = {name: f"hub/crossplane/{name}.yaml" for name in ("providers", "functions", "activation")}


@pytest.mark.parametrize("name", [*CROSSPLANE, *ARGOCD])
def test_self_managed(name: str, snapshot: SnapshotAssertion) -> None:
    file = {**CROSSPLANE, **ARGOCD}[name]
    assert texts("self-managed")[file] == snapshot(extension_class=YamlSnapshot)


@pytest.mark.parametrize("name", ARGOCD)
def test_eks_capability(name: str, snapshot: SnapshotAssertion) -> None:
    assert texts("eks-capability")[ARGOCD[name]] == snapshot(extension_class=YamlSnapshot)


@pytest.mark.parametrize("flavour", FLAVOURS)
def test_files(flavour: str) -> None:
    shared = ["providers", "functions", "activation", "late-binding"]
    own = [
        path
        for target in TARGETS
        for path in (
            f"hub/fleet/{target}.yaml",
            *(f"hub/environments/{target}/{file}.yaml" for file in ("foundation", "registration", "applications")),
        )
    ]
    assert list(texts(flavour)) == [
        *(f"hub/crossplane/{file}.yaml" for file in shared),
        "hub/argocd/settings.yaml",
        "hub/argocd/root.yaml",
        *own,
    ]


@pytest.mark.parametrize("flavour", FLAVOURS)
def test_the_checks_that_no_schema_makes(flavour: str) -> None:
    files = fleet_files(flavour)
    projects = of_kind(files, "AppProject")
    charts = [one for each in members(fleet={"argocd": {"flavour": flavour}}) for one in objects("applications", each)]
    faults = [text for one in [*everything(files), *charts] for text in annotation_faults(one)]
    faults += [text for one in projects.values() for text in project_faults(one)]
    applications = [*of_kind(files, "Application").values(), *charts]
    faults += [text for one in applications for text in application_faults(one, projects)]
    assert (len(applications), faults) == (1 + 3 * 3 + 3 * 3, [])


@needs_crds
@pytest.mark.parametrize("flavour", FLAVOURS)
def test_the_newest_crds_accept_every_object(flavour: str) -> None:
    found = {one["kind"]: upstream().violations(one) for one in everything(fleet_files(flavour))}
    core = {kind for kind, faults in found.items() if faults and faults[0].startswith(NO_CRD)}
    assert core == {"ServiceAccount", "ConfigMap", "Namespace"} | ({"Secret"} if flavour == "eks-capability" else set())
    assert {kind: faults for kind, faults in found.items() if faults and kind not in core} == {}
