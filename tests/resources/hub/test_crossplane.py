"""Crossplane's packages and kinds on the hub are those that the fleet uses."""

from __future__ import annotations

import pytest

from slipway.catalogue import kind_facts
from slipway.resources.hub.crossplane import provider_name
from slipway.resources.hub.kinds import managed_kinds
from tests.resources.hub.world import everything, fleet_files, hub_files, members, of_kind
from tests.support.layers import objects
from tests.support.sample import sample_environment, sample_hub

LAYERS = ["network", "cluster", "nodes", "storage", "registry", "access"]


def activated(*targets: str) -> set[str]:
    files = hub_files(sample_hub(), [sample_environment(target) for target in targets])
    [policy] = of_kind(files, "ManagedResourceActivationPolicy").values()
    return set(policy["spec"]["activate"])


def test_exactly_the_kinds_in_use_are_activated_late_bound_ones_too() -> None:
    used = set()
    for environment in members():
        for layer in LAYERS:
            for one in objects(layer, environment):
                inner = one["spec"]["template"] if one["kind"] == "LateBinding" else one
                facts = kind_facts(inner["kind"])
                used.add(f"{facts.plural}.{facts.group}")
    [policy] = of_kind(fleet_files(), "ManagedResourceActivationPolicy").values()
    assert policy["spec"]["activate"] == sorted(used)
    # Only late binding ever composes it.
    assert "openidconnectproviders.iam.aws.m.upbound.io" in used


def test_an_environment_less_is_a_kind_less() -> None:
    assert activated("dev-us-east-2", "prod-us-east-1") - activated("dev-us-east-2") >= {
        "flowlogs.ec2.aws.m.upbound.io",
        "bucketloggings.s3.aws.m.upbound.io",
    }


def test_an_empty_fleet_needs_the_family_alone() -> None:
    files = hub_files(sample_hub(), [])
    assert list(of_kind(files, "Provider")) == ["upbound-provider-family-aws"]
    assert sorted({one["kind"] for one in everything(files)} & {"Namespace", "LateBinding", "ProviderConfig"}) == []


def test_providers_poll_as_often_as_the_hub_says() -> None:
    files = hub_files(sample_hub(hub={"crossplane": {"maxReconcileRate": 30, "pollInterval": "1h"}}), members())
    [runtime] = of_kind(files, "DeploymentRuntimeConfig").values()
    [container] = runtime["spec"]["deploymentTemplate"]["spec"]["template"]["spec"]["containers"]
    assert container["args"] == ["--max-reconcile-rate=30", "--poll=1h"]


def test_every_package_is_pinned_and_no_other_is_installed() -> None:
    packages = [one["spec"]["package"] for one in of_kind(fleet_files(), "Provider").values()]
    services = ["cloudwatchlogs", "ec2", "ecr", "eks", "iam", "kms", "s3"]
    names = ["provider-family-aws", *(f"provider-aws-{service}" for service in services)]
    assert packages == [f"xpkg.upbound.io/upbound/{name}:v2.6.0" for name in names]


@pytest.mark.parametrize(
    ("registry", "name"),
    [
        ("xpkg.upbound.io/upbound", "upbound-provider-aws-ec2"),
        ("xpkg.crossplane.io/crossplane-contrib", "crossplane-contrib-provider-aws-ec2"),
        ("123456789012.dkr.ecr.us-east-2.amazonaws.com/mirror/up_bound.v2", "mirror-upbound-v2-provider-aws-ec2"),
    ],
)
def test_providers_are_named_as_crossplane_names_dependencies(registry: str, name: str) -> None:
    assert provider_name(registry, "provider-aws-ec2") == name


def test_all_providers_run_under_one_service_account_that_none_of_them_makes() -> None:
    files = fleet_files()
    [(name, account)] = of_kind(files, "ServiceAccount").items()
    [runtime] = of_kind(files, "DeploymentRuntimeConfig").values()
    assert runtime["spec"]["deploymentTemplate"]["spec"]["template"]["spec"]["serviceAccountName"] == name
    assert "serviceAccountTemplate" not in runtime["spec"]
    assert account["metadata"]["namespace"] == "crossplane-system"
    configs = [one["spec"]["runtimeConfigRef"] for one in of_kind(files, "Provider").values()]
    assert configs == [{"name": runtime["metadata"]["name"]}] * 8


@pytest.mark.parametrize(
    ("credentials", "annotated"),
    [("IRSA", "arn:aws:iam::123456789012:role/crossplane-providers"), ("PodIdentity", None)],
)
def test_the_providers_identity(credentials: str, annotated: str | None) -> None:
    hub = sample_hub(hub={"crossplane": {"provider": {"credentials": credentials}}})
    files = hub_files(hub, [sample_environment()])
    [account] = of_kind(files, "ServiceAccount").values()
    assert account["metadata"]["annotations"].get("eks.amazonaws.com/role-arn") == annotated
    config = of_kind(files, "ProviderConfig")["dev-us-east-2"]
    assert config["metadata"]["namespace"] == "dev-us-east-2"
    assert config["spec"] == {
        "credentials": {"source": credentials},
        "assumeRoleChain": [{"roleARN": "arn:aws:iam::111122223333:role/crossplane"}],
    }


def test_an_environment_in_the_providers_own_account_needs_no_chain() -> None:
    files = hub_files(sample_hub(), [sample_environment(environment={"assumeRoleChain": []})])
    assert of_kind(files, "ProviderConfig")["dev-us-east-2"]["spec"] == {"credentials": {"source": "IRSA"}}


def test_what_takes_other_objects_with_it_asks_before_it_goes() -> None:
    files = fleet_files()
    guarded = {
        (one["kind"], one["metadata"]["annotations"]["argocd.argoproj.io/sync-options"])
        for one in everything(files)
        if "argocd.argoproj.io/sync-options" in one["metadata"].get("annotations", {})
    }
    confirm = "Prune=confirm,Delete=confirm"
    assert guarded == {
        ("CompositeResourceDefinition", confirm),
        ("Namespace", confirm),
        ("Provider", confirm),
        ("ConfigMap", "Prune=false,Delete=false"),
    }


def test_kinds_are_those_of_aws() -> None:
    secret = {"apiVersion": "v1", "kind": "Secret", "metadata": {"name": "x"}}
    assert [facts.kind for facts in managed_kinds([secret, *everything(fleet_files())])] == []
