"""What the applications layer promises, by the requirement of the reference architecture that it meets."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

import pytest
from pydantic import ValidationError

from slipway.manifest import Manifest
from slipway.model import Environment
from slipway.resources.applications.gpu_operator import MixedImagesError
from tests.support.layers import layer_files, objects
from tests.support.sample import sample_environment

TARGETS = ["dev-us-east-2", "staging-us-west-2", "prod-us-east-1"]
GPU_TAINT = {"key": "nvidia.com/gpu", "value": "true", "effect": "NoSchedule"}
SYSTEM = {"slipway.dev/node-pool": "system"}

CLASS_PARAMETERS = {
    "certificateArn",
    "group",
    "inboundCIDRs",
    "ipAddressType",
    "loadBalancerAttributes",
    "namespaceSelector",
    "scheme",
    "sslPolicy",
    "sslRedirectPort",
    "subnets",
    "tags",
    "targetType",
    "wafv2AclArn",
}
"""https://github.com/kubernetes-sigs/aws-load-balancer-controller/blob/v3.5.0/helm/aws-load-balancer-controller/crds"""


def chart(environment: Environment, name: str) -> Manifest:
    [found] = layer_files("applications", environment)[f"applications/{name}.yaml"]
    return found


def values(environment: Environment, name: str) -> dict[str, Any]:
    found: dict[str, Any] = chart(environment, name)["spec"]["source"]["helm"]["valuesObject"]
    return found


def class_parameters(environment: Environment) -> dict[str, Any]:
    found = values(environment, "aws-load-balancer-controller")["ingressClassParams"]
    assert found["create"] is True
    spec: dict[str, Any] = found["spec"]
    return spec


def images(first: str, second: str) -> Environment:
    """Return the sample with two GPU groups on these images."""
    return sample_environment(nodes={"gpu": {"gpu": {"amiType": first}, "other": {"amiType": second}}})


def texts(node: Any) -> Iterator[str]:
    if isinstance(node, dict):
        for key, value in node.items():
            yield key
            yield from texts(value)
    elif isinstance(node, list):
        for value in node:
            yield from texts(value)
    elif isinstance(node, str):
        yield node


@pytest.mark.parametrize("target", TARGETS)
def test_requirement_16_three_applications_controllers_before_the_chart(target: str) -> None:
    found = objects("applications", sample_environment(target))
    waves = {
        one["metadata"]["name"]: int(one["metadata"]["annotations"]["argocd.argoproj.io/sync-wave"]) for one in found
    }
    assert waves == {
        f"{target}-gpu-operator": 0,
        f"{target}-aws-load-balancer-controller": 0,
        f"{target}-inference": 1,
    }
    for one in found:
        assert one["spec"]["destination"]["name"] == target
        assert one["spec"]["project"] == f"{target}-workloads"
        # Infrastructure takes longer than the five tries that Argo CD makes by itself.
        assert (one["spec"]["syncPolicy"]["retry"]["limit"], one["spec"]["syncPolicy"]["retry"]["refresh"]) == (
            -1,
            True,
        )


@pytest.mark.parametrize(
    ("ami", "enabled"),
    [
        ("AL2023_x86_64_NVIDIA", {"driver": False, "toolkit": False, "devicePlugin": True}),
        ("BOTTLEROCKET_x86_64_NVIDIA", {"driver": False, "toolkit": False, "devicePlugin": False}),
    ],
)
def test_requirement_17_the_operator_brings_what_the_image_lacks(ami: str, enabled: dict[str, bool]) -> None:
    found = values(images(ami, ami), "gpu-operator")
    assert {key: found[key]["enabled"] for key in enabled} == enabled
    assert found["migManager"] == {"enabled": False}


def test_requirement_17_images_that_need_different_operators_are_refused() -> None:
    mixed = images("AL2023_x86_64_NVIDIA", "BOTTLEROCKET_x86_64_NVIDIA")
    with pytest.raises(MixedImagesError) as refused:
        layer_files("applications", mixed)
    assert str(refused.value) == (
        "nodes.gpu: the groups' amiType differ (gpu: AL2023_x86_64_NVIDIA, other: BOTTLEROCKET_x86_64_NVIDIA), "
        "and one GPU Operator cannot serve both: give all GPU groups of the environment one amiType"
    )


def test_requirement_17_without_the_operator_images_may_differ() -> None:
    groups = {"gpu": {"other": {"amiType": "BOTTLEROCKET_x86_64_NVIDIA"}}}
    world = sample_environment(nodes=groups, applications={"gpuOperator": {"enabled": False}})
    assert layer_files("applications", world)["applications/gpu-operator.yaml"] == []


def tolerates(tolerations: list[dict[str, str]], taint: dict[str, str]) -> bool:
    """Whether a pod with these tolerations may run on a node with this taint, by Kubernetes' own rule.

    https://kubernetes.io/docs/concepts/scheduling-eviction/taint-and-toleration/
    """
    return any(
        toleration.get("key", taint["key"]) == taint["key"]
        and toleration.get("effect", taint["effect"]) == taint["effect"]
        and (toleration.get("operator") == "Exists" or toleration.get("value", "") == taint["value"])
        for toleration in tolerations
    )


@pytest.mark.parametrize("target", TARGETS)
def test_requirement_18_node_agents_tolerate_the_gpu_taint(target: str) -> None:
    operator = values(sample_environment(target), "gpu-operator")
    for agents in (operator["daemonsets"], operator["node-feature-discovery"]["worker"]):
        assert tolerates(agents["tolerations"], GPU_TAINT)


@pytest.mark.parametrize("target", TARGETS)
def test_requirement_18_controllers_run_on_the_cpu_group_and_never_tolerate(target: str) -> None:
    environment = sample_environment(target)
    operator = values(environment, "gpu-operator")
    discovery = operator["node-feature-discovery"]
    controllers = [
        operator["operator"],
        discovery["master"],
        discovery["gc"],
        values(environment, "aws-load-balancer-controller"),
    ]
    for controller in controllers:
        assert controller["nodeSelector"] == SYSTEM
        assert not tolerates(controller.get("tolerations", []), GPU_TAINT)


def test_requirement_18_the_selector_is_the_label_of_the_cpu_group_and_of_no_gpu_group() -> None:
    environment = sample_environment()
    labels = [
        one.get("spec", {}).get("template", one)["spec"]["forProvider"]["labels"]
        for one in objects("nodes", environment)
        if one.get("spec", {}).get("template", one)["kind"] == "NodeGroup"
    ]
    matching = [each for each in labels if SYSTEM.items() <= each.items()]
    assert (len(labels), len(matching)) == (2, 1)


def test_requirement_19_the_inference_chart_comes_from_where_the_inventory_says() -> None:
    source = {
        "repoURL": "999988887777.dkr.ecr.eu-west-1.amazonaws.com/mirror",
        "chart": "inference",
        "targetRevision": "2.0.0",
    }
    world = sample_environment(applications={"inference": {"source": source}})
    found = chart(world, "inference")["spec"]["source"]
    assert {key: found[key] for key in source} == source


def test_requirement_19_it_may_come_from_git_as_well() -> None:
    source = {
        "repoURL": "https://git.example.com/bundle.git",
        "chart": None,
        "path": "charts/inference",
        "targetRevision": "v2",
    }
    world = sample_environment(applications={"inference": {"source": source}})
    found = chart(world, "inference")["spec"]["source"]
    assert (found["path"], "chart" in found) == ("charts/inference", False)


def test_requirement_19_the_default_is_an_example_and_no_public_repository() -> None:
    found = chart(sample_environment(), "inference")["spec"]["source"]
    assert found["repoURL"] == "123456789012.dkr.ecr.us-east-2.amazonaws.com/poolside"


def test_requirement_20_models_reach_the_chart_with_every_key() -> None:
    extra = {"modelName": "laguna", "resources": {"limits": {"memory": "512Gi"}}, "args": ["--max-num-seqs", "64"]}
    world = sample_environment(applications={"inference": {"models": {"laguna-m": extra}}})
    models = values(world, "inference")["inference"]["models"]
    assert models["laguna-m"] == {
        "model": "s3://dev-us-east-2-checkpoints-111122223333/models/checkpoints/laguna-m-1/",
        "gpus": 4,
        "host": "laguna-m.dev.models.example.com",
        **extra,
    }
    assert list(models) == ["laguna-m", "laguna-xs", "point"]


@pytest.mark.parametrize(
    ("change", "place"),
    [
        ({"gpus": 9}, "applications.inference.models.laguna-m.gpus"),
        ({"gpus": "4"}, "applications.inference.models.laguna-m.gpus"),
        ({"model": "https://example.com/x"}, "applications.inference.models.laguna-m.model"),
        ({"host": "Laguna.example.com"}, "applications.inference.models.laguna-m.host"),
    ],
)
def test_requirement_20_the_core_of_a_model_is_typed(change: dict[str, Any], place: str) -> None:
    with pytest.raises(ValidationError, match=place):
        sample_environment(applications={"inference": {"models": {"laguna-m": change}}})


@pytest.mark.parametrize(
    ("setting", "path"),
    [
        ("modelsPath", ["servers"]),
        ("modelsPath", ["a", "b", "models"]),
    ],
)
def test_requirement_25_where_the_chart_keeps_its_models_is_one_setting(setting: str, path: list[str]) -> None:
    found: Any = values(sample_environment(applications={"inference": {setting: ".".join(path)}}), "inference")
    for key in path:
        found = found[key]
    assert set(found) == {"laguna-m", "laguna-xs", "point"}


def test_requirement_25_so_are_the_service_account_the_ingress_and_the_secret() -> None:
    settings = {
        "serviceAccountPath": "pod.account",
        "ingressPath": "edge",
        "apiKeysSecretPath": "auth.secret",
        "apiKeysSecretName": "vllm-auth",
    }
    found = values(sample_environment(applications={"inference": settings}), "inference")
    assert found["pod"]["account"]["name"] == "inference"
    assert found["edge"] == {"className": "alb"}
    assert found["auth"] == {"secret": "vllm-auth"}


def test_requirement_13_the_chart_gets_the_service_account_that_the_role_trusts() -> None:
    settings = {"namespace": "models", "serviceAccountName": "servers"}
    environment = sample_environment(applications={"inference": settings})
    application = chart(environment, "inference")
    assert application["spec"]["destination"]["namespace"] == "models"
    account = values(environment, "inference")["serviceAccount"]
    assert account == {
        "create": True,
        "name": "servers",
        "annotations": {"eks.amazonaws.com/role-arn": "arn:aws:iam::111122223333:role/dev-us-east-2-inference"},
    }
    role = layer_files("access", environment)["access/inference.yaml"][0]["spec"]["template"]
    assert role["metadata"]["name"] == "dev-us-east-2-inference"
    assert "system:serviceaccount:models:servers" in role["spec"]["forProvider"]["assumeRolePolicy"]


def test_requirement_15_the_controller_gets_the_service_account_that_its_role_trusts() -> None:
    environment = sample_environment()
    account = values(environment, "aws-load-balancer-controller")["serviceAccount"]
    roles = [one["spec"]["template"] for one in objects("access", environment, "LateBinding")]
    arn = account["annotations"]["eks.amazonaws.com/role-arn"]
    [role] = [one for one in roles if arn == f"arn:aws:iam::111122223333:role/{one['metadata']['name']}"]
    subject = f"system:serviceaccount:kube-system:{account['name']}"
    assert f'"{subject}"' in role["spec"]["forProvider"]["assumeRolePolicy"]
    assert account["name"] == "aws-load-balancer-controller"


@pytest.mark.parametrize("target", TARGETS)
def test_requirement_22_one_load_balancer_and_every_exclusive_setting_in_one_place(target: str) -> None:
    environment = sample_environment(target)
    parameters = class_parameters(environment)
    assert parameters["group"] == {"name": target}
    assert parameters["certificateArn"] == list(environment.applications.ingress.certificate_arn)
    exclusive = {"scheme", "subnets", "ipAddressType", "loadBalancerAttributes", "sslPolicy", "sslRedirectPort"}
    assert exclusive <= set(parameters)
    # No annotation anywhere could contradict the class.
    for name in ("gpu-operator", "inference"):
        assert [text for text in texts(values(environment, name)) if "alb.ingress.kubernetes.io" in text] == []


def test_requirement_22_the_class_has_no_setting_that_its_definition_does_not_know() -> None:
    waf = {"wafv2AclArn": "arn:aws:wafv2:us-east-1:777788889999:regional/webacl/models/11111111-2222"}
    parameters = class_parameters(sample_environment("prod-us-east-1", applications={"ingress": waf}))
    assert set(parameters) == CLASS_PARAMETERS


def test_requirement_22_streams_outlive_the_default_timeout() -> None:
    [attribute] = class_parameters(sample_environment())["loadBalancerAttributes"]
    assert attribute == {"key": "idle_timeout.timeout_seconds", "value": "600"}


def test_requirement_22_only_the_bundles_namespaces_may_join() -> None:
    documentation = {
        "enabled": True,
        "namespace": "docs",
        "source": {"repoURL": "https://git.example.com/b.git", "path": "docs", "targetRevision": "v1"},
    }
    for more, names in (({}, ["poolside-models"]), ({"documentation": documentation}, ["docs", "poolside-models"])):
        selector = class_parameters(sample_environment(applications=more))["namespaceSelector"]
        assert selector == {
            "matchExpressions": [{"key": "kubernetes.io/metadata.name", "operator": "In", "values": names}]
        }


def test_requirement_23_the_load_balancer_is_internal_unless_the_inventory_says_otherwise() -> None:
    parameters = class_parameters(sample_environment("dev-us-east-2"))
    assert parameters["scheme"] == "internal"
    assert parameters["subnets"] == {"tags": {"kubernetes.io/role/internal-elb": ["1"]}}
    assert "inboundCIDRs" not in parameters


def test_requirement_23_in_public_it_stands_in_public_subnets_behind_a_list() -> None:
    environment = sample_environment("prod-us-east-1")
    parameters = class_parameters(environment)
    assert parameters["scheme"] == "internet-facing"
    assert parameters["inboundCIDRs"] == ["203.0.113.0/24", "198.51.100.0/24"]
    [(key, [value])] = parameters["subnets"]["tags"].items()
    tagged = [
        one["metadata"]["name"]
        for one in objects("network", environment, "Subnet")
        if one["spec"]["forProvider"]["tags"].get(key) == value
    ]
    assert tagged == [f"prod-us-east-1-public-us-east-1{zone}" for zone in "abc"]


def test_requirement_24_api_keys_appear_by_name_only() -> None:
    environment = sample_environment("prod-us-east-1")
    found = objects("applications", environment)
    assert {one["kind"] for one in found} == {"Application"}
    assert values(environment, "inference")["inference"]["apiKeysSecretName"] == "vllm-auth"
    assert not any(word in json.dumps(found) for word in ("VLLM_API_KEY", "bearerToken", "password"))


def test_requirement_24_without_a_name_the_chart_hears_nothing_of_keys() -> None:
    assert "apiKeysSecretName" not in values(sample_environment("dev-us-east-2"), "inference")["inference"]


def test_requirement_26_what_every_render_makes_anew_is_neither_compared_nor_synced() -> None:
    spec = chart(sample_environment(), "aws-load-balancer-controller")["spec"]
    assert "RespectIgnoreDifferences=true" in spec["syncPolicy"]["syncOptions"]
    assert [(one["kind"], one["name"]) for one in spec["ignoreDifferences"]] == [
        ("Secret", "aws-load-balancer-tls"),
        ("MutatingWebhookConfiguration", "aws-load-balancer-webhook"),
        ("ValidatingWebhookConfiguration", "aws-load-balancer-webhook"),
    ]
    assert "webhookTLS" not in spec["source"]["helm"]["valuesObject"]


def test_requirement_26_no_job_runs_before_every_sync() -> None:
    operator = values(sample_environment(), "gpu-operator")
    assert (operator["operator"]["upgradeCRD"], operator["operator"]["cleanupCRD"]) == (False, False)
    assert operator["node-feature-discovery"]["postDeleteCleanup"] is False


def test_requirement_26_versions_are_exact() -> None:
    for one in objects("applications", sample_environment()):
        assert one["spec"]["source"]["targetRevision"].removeprefix("v").replace(".", "").isdigit()


def test_the_controller_finds_its_vpc_by_tags_that_the_vpc_has() -> None:
    environment = sample_environment(environment={"tags": {"slipway.dev/environment": "other", "team": "models"}})
    wanted = values(environment, "aws-load-balancer-controller")["vpcTags"]
    [vpc] = objects("network", environment, "VPC")
    assert wanted == {"slipway.dev/environment": "dev-us-east-2"}
    assert wanted.items() <= vpc["spec"]["forProvider"]["tags"].items()
    assert "vpcId" not in values(environment, "aws-load-balancer-controller")


def test_a_controller_that_is_down_does_not_stop_services() -> None:
    assert values(sample_environment(), "aws-load-balancer-controller")["enableServiceMutatorWebhook"] is False


def test_a_namespace_of_privileged_pods_says_so() -> None:
    policy = chart(sample_environment(), "gpu-operator")["spec"]["syncPolicy"]
    labels = {f"pod-security.kubernetes.io/{mode}": "privileged" for mode in ("enforce", "audit", "warn")}
    assert policy["managedNamespaceMetadata"] == {"labels": labels}
    assert "CreateNamespace=true" in policy["syncOptions"]


def test_a_namespace_that_every_cluster_has_is_left_alone() -> None:
    world = sample_environment(applications={"gpuOperator": {"namespace": "kube-system"}})
    policy = chart(world, "gpu-operator")["spec"]["syncPolicy"]
    assert "managedNamespaceMetadata" not in policy
    assert policy["syncOptions"] == ["ServerSideApply=true"]


def test_the_inventorys_values_win_and_leave_their_neighbours_alone() -> None:
    more = {"operator": {"logging": {"level": "debug"}}, "daemonsets": {"tolerations": []}}
    found = values(sample_environment(applications={"gpuOperator": {"values": more}}), "gpu-operator")
    assert found["operator"]["logging"] == {"level": "debug"}
    assert found["operator"]["nodeSelector"] == SYSTEM
    assert found["daemonsets"]["tolerations"] == []
