"""Every world whose whole output is kept: the committed samples, and variants that the samples do not show."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from slipway import render
from slipway.model import Environment
from tests.support.sample import ROOT, parameters, sample_environment, sample_hub

ENVIRONMENTS = tuple(sorted(name for name in parameters() if name != "hub"))
SAMPLES = (*ENVIRONMENTS, "hub")

KEY = "arn:aws:kms:us-east-2:111122223333:key/0a1b2c3d-4e5f-6071-8293-a4b5c6d7e8f9"
ARGOCD = {"argocd": {"flavour": "eks-capability", "roleArn": "arn:aws:iam::123456789012:role/argocd-capability"}}

VARIANTS: Mapping[str, Mapping[str, Any]] = {
    # Everything that late binding would find out is known: plain resources only.
    "pinned": {
        "pinned": {
            "oidcIssuer": "https://oidc.eks.us-east-2.amazonaws.com/id/EXAMPLED539D4633E53DE1B71EXAMPLE",
            "clusterEndpoint": "https://EXAMPLE.gr7.us-east-2.eks.amazonaws.com",
            "certificateAuthorityData": "RVhBTVBMRQ==",
            "secretsKeyArn": KEY,
        },
        "cluster": {"secretsEncryption": {"enabled": True}},
        "storage": {"checkpoints": {"existing": {"bucketName": "our-checkpoints", "keyArn": KEY}}},
        "nodes": {"cpu": {"launchTemplateVersion": "3"}, "gpuDefaults": {"launchTemplateVersion": "7"}},
    },
    "eks-capability": {"fleet": ARGOCD},
    "bottlerocket": {
        "nodes": {"gpuDefaults": {"amiType": "BOTTLEROCKET_x86_64_NVIDIA"}, "cpu": {"amiType": "BOTTLEROCKET_x86_64"}},
        "network": {"controlPlaneSubnets": True, "ecrEndpoints": True},
        "registry": {"encryption": "KMS"},
    },
}


def environment(world: str) -> Environment:
    """Return the model of a sample environment or of a variant."""
    return sample_environment("dev-us-east-2", **VARIANTS[world]) if world in VARIANTS else sample_environment(world)


def texts(world: str) -> Mapping[str, str]:
    """Return the files of a world by path, as the library renders them."""
    if world == "hub":
        return render.texts(sample_hub(), [sample_environment(name) for name in ENVIRONMENTS], ROOT)
    if world == "hub-eks-capability":
        return render.texts(sample_hub(fleet=ARGOCD), [sample_environment(ENVIRONMENTS[0], fleet=ARGOCD)], ROOT)
    return render.texts(environment(world), root=ROOT)
