"""The rules on the LateBindings of a compile: each with one world that breaks it, and all of its findings."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import pytest

from slipway.findings import Finding, Severity
from slipway.latebinding.check import RULES, check_bindings
from slipway.manifest import Manifest
from slipway.schema import check, field_exists
from tests.latebinding.world import HOLES, binding, manifest, merged, source

PLAIN = [{key: source(name)[key] for key in ("apiVersion", "kind", "metadata")} for name in ("key", "launchTemplate")]
CLUSTER = {key: source("cluster")[key] for key in ("apiVersion", "kind", "metadata")}


def compiled(*changes: tuple[str, Any], plain: Iterable[Manifest] = ()) -> list[Manifest]:
    """Return all objects of a compile, with merge patches on some LateBindings."""
    names = [name for name in HOLES if name != "cluster"]
    patches = dict(changes)
    return [CLUSTER, *PLAIN, *plain, *(merged(binding(name), patches.get(name, {})) for name in names)]


def found(objects: list[Manifest]) -> list[tuple[str, str, str, str, str]]:
    """Return rule, path, message, found and allowed of all findings."""
    findings = check_bindings(objects, check, field_exists, "dev")
    assert {finding.target for finding in findings} <= {"dev"}
    return [(each.rule, each.path, each.message, each.found, each.allowed) for each in findings]


def test_an_environment_in_order_has_no_findings() -> None:
    assert found(compiled()) == []


def test_a_cluster_that_is_itself_late_bound_is_a_source_like_any_other() -> None:
    assert found([*PLAIN, *(binding(name) for name in HOLES)]) == []


ROLE = "LateBinding.slipway.dev dev/dev-inference"
WORLDS: dict[str, tuple[list[Manifest], list[tuple[str, str, str, str, str]]]] = {
    "BINDING-001": (
        compiled(("role", {"spec": {"template": {"spec": {"forProvider": {"description": "${other}"}}}}})),
        [("BINDING-001", "spec", f"{ROLE}: hole other is not declared in values", "", "")],
    ),
    "BINDING-002": (
        compiled(("role", {"spec": {"values": {"issuerHost": {"fieldPath": "status.atProvider.identity.oidc"}}}})),
        [
            (
                "BINDING-002",
                "spec.values.issuerHost.fieldPath",
                f"{ROLE}: Cluster reports no such field",
                "status.atProvider.identity.oidc",
                "",
            )
        ],
    ),
    "BINDING-003": (
        compiled(("role", {"spec": {"sources": {"cluster": {"name": "other"}}}})),
        [
            (
                "BINDING-003",
                "spec.sources.cluster",
                f"{ROLE}: the source is not compiled",
                "Cluster.eks.aws.m.upbound.io dev/other",
                "Cluster.eks.aws.m.upbound.io dev/dev",
            )
        ],
    ),
    "BINDING-004": (
        compiled(("role", {"spec": {"template": {"spec": {"forProvider": {"descripton": "x"}}}}})),
        [
            (
                "BINDING-004",
                "spec.template",
                f'{ROLE}: spec.forProvider.descripton: unknown field; found "x"; did you mean description?',
                "",
                "",
            )
        ],
    ),
    "BINDING-005": (
        compiled(("secret", {"spec": {"template": {"stringData": {"config": '{"caData": ${authority}}'}}}})),
        [
            (
                "BINDING-005",
                "spec.template.stringData.config",
                "LateBinding.slipway.dev argocd/dev-cluster: not JSON once filled: "
                "Expecting value: line 1 column 12 (char 11)",
                "",
                "",
            )
        ],
    ),
    "BINDING-006": (
        compiled(
            ("role", {"metadata": {"name": "x" * 64}}),
            ("policy", {"metadata": {"name": "dev-storage"}}),
        ),
        [
            (
                "BINDING-006",
                "metadata.name",
                f"LateBinding.slipway.dev dev/{'x' * 64}: 64 characters",
                "x" * 64,
                "at most 63",
            ),
            (
                "BINDING-006",
                "metadata.name",
                "LateBinding.slipway.dev dev/dev-storage: two LateBindings have this name, "
                "one for Role.iam.aws.m.upbound.io dev/dev-storage",
                "",
                "",
            ),
            (
                "BINDING-006",
                "metadata.name",
                "LateBinding.slipway.dev dev/dev-storage: two LateBindings have this name, "
                "one for Policy.iam.aws.m.upbound.io dev/dev-inference",
                "",
                "",
            ),
        ],
    ),
    "BINDING-007": (
        compiled(plain=[manifest("role")]),
        [
            (
                "BINDING-007",
                "spec.template",
                f"{ROLE}: the object is made twice",
                "Role.iam.aws.m.upbound.io dev/dev-inference",
                "not by Role.iam.aws.m.upbound.io dev/dev-inference",
            )
        ],
    ),
    "BINDING-008": (
        compiled(
            (
                "oidc",
                {
                    "spec": {
                        "sources": {
                            "cluster": {
                                "apiVersion": "iam.aws.m.upbound.io/v1beta1",
                                "kind": "Role",
                                "name": "dev-storage",
                            }
                        },
                        "values": {"issuer": {"fieldPath": "status.atProvider.arn"}},
                    }
                },
            )
        ),
        [
            (
                "BINDING-008",
                "spec.sources",
                "LateBinding.slipway.dev dev/dev: waits for itself",
                "OpenIDConnectProvider.iam.aws.m.upbound.io dev/dev <- Role.iam.aws.m.upbound.io dev/dev-storage <- "
                "OpenIDConnectProvider.iam.aws.m.upbound.io dev/dev",
                "",
            )
        ],
    ),
}


@pytest.mark.parametrize("objects, findings", WORLDS.values(), ids=WORLDS)
def test_a_broken_rule_is_found(objects: list[Manifest], findings: list[tuple[str, str, str, str, str]]) -> None:
    assert found(objects) == findings


def test_every_rule_has_a_broken_world_and_its_own_words() -> None:
    assert [rule.facts.id for rule in RULES] == list(WORLDS)
    assert all(rule.facts.reason and rule.facts.remedy and rule.facts.source for rule in RULES)


def test_findings_are_errors_that_say_what_to_do() -> None:
    (finding,) = check_bindings(WORLDS["BINDING-003"][0], check, field_exists, "dev")
    assert finding == Finding(
        rule="BINDING-003",
        severity=Severity.ERROR,
        message=f"{ROLE}: the source is not compiled",
        target="dev",
        path="spec.sources.cluster",
        found="Cluster.eks.aws.m.upbound.io dev/other",
        allowed="Cluster.eks.aws.m.upbound.io dev/dev",
        remedy="Name an object of this environment, or pin the value in the inventory.",
        source="https://docs.crossplane.io/latest/composition/compositions/",
    )


def test_a_source_of_an_unknown_kind_is_left_to_its_own_findings() -> None:
    group = {"apiVersion": "eks.aws.m.upbound.io/v1beta1", "kind": "Unheard"}
    objects = compiled(("role", {"spec": {"sources": {"cluster": group}}}))
    assert [rule for rule, *_ in found(objects)] == ["BINDING-003"]
