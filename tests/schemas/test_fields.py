"""Looking up fields by path."""

import re

import pytest

from slipway.schema import UnknownKindError, api_version, field_exists, field_type, scope
from slipway.schema.path import spell, steps


@pytest.mark.parametrize(
    ("kind", "path", "type_"),
    [
        ("Cluster", "spec.forProvider.vpcConfig.subnetIds", "array"),
        ("Cluster", "spec.forProvider.vpcConfig.subnetIds[]", "string"),
        ("Cluster", "spec.forProvider.vpcConfig.subnetIds[3]", "string"),
        ("Cluster", "spec.forProvider.vpcConfig[0].subnetIds", None),
        ("Cluster", "spec.forProvider.vpcConfig.subnetID", None),
        ("NodeGroup", "spec.forProvider.taint[].effect", "string"),
        ("NodeGroup", "spec.initProvider.scalingConfig.desiredSize", "number"),
        ("VPC", "spec.forProvider.tags.Name", "string"),
        ("VPC", 'metadata.annotations["crossplane.io/external-name"]', "string"),
        ("VPC", "metadata.uid", None),
        ("Application", "spec.source.helm.valuesObject.models.point[0].gpus", "any"),
        ("DeploymentRuntimeConfig", "spec.deploymentTemplate.spec.strategy.rollingUpdate.maxSurge", "number or string"),
        ("Cluster", "status.atProvider.identity[0].oidc[0].issuer", "string"),
        ("Cluster", "status.atProvider.certificateAuthority[0].data", "string"),
        ("Cluster", "status.atProvider.identity", "array"),
        ("Cluster", "status.atProvider.identity[0]", "object"),
        ("Cluster", "status.atProvider.identity.oidc.issuer", None),
        ("Cluster", "status.conditions", None),
        ("LaunchTemplate", "status.atProvider.latestVersion", "number"),
        ("Key", "status.atProvider.arn", "string"),
        ("Key", "status.atProvider.tagsAll.Name", "string"),
        ("Key", "status.atProvider.ran", None),
        ("ConfigMap", "status.atProvider.arn", None),
    ],
)
def test_type_of_a_field(kind, path, type_):
    assert field_type(kind, path) == type_
    assert field_exists(kind, path) is (type_ is not None)


def test_an_unknown_kind_is_an_error_that_names_the_likely_one():
    with pytest.raises(UnknownKindError, match=r"there is no schema of kind Nodegroup; did you mean NodeGroup\?"):
        field_exists("Nodegroup", "spec")


@pytest.mark.parametrize("path", ["", ".spec", "spec..forProvider", "spec.subnetIds[", "spec.subnetIds[a]", "a b"])
def test_a_malformed_path_is_an_error(path):
    with pytest.raises(ValueError, match=f"^{re.escape(repr(path))} is no path: "):
        field_type("VPC", path)


@pytest.mark.parametrize("path", ["spec.a[].b", 'metadata.annotations["a.b/c"].d', "a", '["x y"].z'])
def test_paths_are_spelled_as_they_are_read(path):
    assert spell(steps(path)).replace('["[]"]', "[]") == path


def test_kinds_know_their_version_and_scope():
    assert (api_version("Namespace"), scope("Namespace")) == ("v1", "Cluster")
    assert (api_version("Usage"), scope("Usage")) == ("protection.crossplane.io/v1beta1", "Namespaced")
