"""Section ``fleet``: what every target shares, and section ``hub``: the management cluster."""

from typing import Annotated, Literal

from pydantic import Field, StringConstraints

from slipway.model.base import AccountId, Bool, Day, DnsLabel, Int, Model, RegionName, RoleArn, Tags

Flavour = Literal["self-managed", "eks-capability"]
Package = Annotated[str, StringConstraints(pattern=r"^[a-z0-9.-]+\.[a-z]+(/[a-z0-9._-]+)+$")]
Version = Annotated[str, StringConstraints(pattern=r"^v[0-9]+\.[0-9]+\.[0-9]+$")]


class SyncPolicy(Model):
    """How Argo CD applies what is committed."""

    automated: Bool = Field(description="Sync without a click.")
    prune: Bool = Field(description="Remove what left git; what holds data still asks for confirmation.")
    self_heal: Bool = Field(description="Undo changes made by hand in the cluster.")


class ArgoCD(Model):
    """The Argo CD that reads ``compiled/``."""

    flavour: Flavour = Field(description="self-managed, or the EKS capability run by AWS.")
    namespace: DnsLabel = Field(description="Namespace of its Applications.", examples=["argocd"])
    role_arn: RoleArn = Field(
        description="IAM role of its controllers (self-managed), or of the capability.",
        examples=["arn:aws:iam::444455556666:role/argocd"],
    )
    sync_policy: SyncPolicy


class Fleet(Model):
    """Section ``fleet``: what every target shares."""

    as_of: Day = Field(
        description="Date that support windows and reservations are held against; not the clock: one commit, one tree.",
        examples=["2026-11-23"],
    )
    repo_url: str = Field(alias="repoURL", description="This repository, as Argo CD reads it.")
    target_revision: str = Field(description="Branch, tag or commit that Argo CD follows.")
    compiled_path: str = Field(description="Folder of the compiled tree in the repository.")
    argocd: ArgoCD


class ProviderPackages(Model):
    """The AWS provider family."""

    registry: Package = Field(
        description="Registry and organisation of the provider packages.", examples=["xpkg.upbound.io/upbound"]
    )
    version: Version = Field(description="Version of all of them.", examples=["v2.6.0"])
    credentials: Literal["IRSA", "PodIdentity"] = Field(description="How the providers' pods get their AWS identity.")
    role_arn: RoleArn = Field(
        description="IAM role of the providers' pods.", examples=["arn:aws:iam::444455556666:role/crossplane-providers"]
    )


class CrossplaneSettings(Model):
    """Crossplane on the hub."""

    namespace: DnsLabel = Field(
        description="Namespace that Crossplane is installed in.", examples=["crossplane-system"]
    )
    provider: ProviderPackages
    function_python: Annotated[
        str, StringConstraints(pattern=r"^[a-z0-9.-]+(/[a-z0-9._-]+)+(:v[A-Za-z0-9_.-]+|@sha256:[0-9a-f]{64})$")
    ] = Field(
        description="Package of the function that runs late binding, pinned.",
        examples=["xpkg.crossplane.io/crossplane-contrib/function-python:v0.5.0"],
    )
    max_reconcile_rate: Int = Field(ge=1, description="Reconciles a second of each provider.")
    poll_interval: Annotated[str, StringConstraints(pattern=r"^[1-9][0-9]*[smh]$")] | None = Field(
        None,
        description="How often each AWS resource is looked at for drift; absent: the provider's default, 10m. "
        "Large fleets need longer (docs/scale.md).",
        examples=["1h"],
    )


class HubSettings(Model):
    """Section ``hub``: the management cluster, where Argo CD and Crossplane run."""

    name: DnsLabel = Field(description="Name of the hub; the target's file name.", examples=["hub"])
    account_id: AccountId = Field(
        description="AWS account that holds the management cluster.", examples=["444455556666"]
    )
    region: RegionName = Field(description="AWS region that holds the management cluster.", examples=["us-east-2"])
    partition: Literal["aws", "aws-us-gov", "aws-cn"] = Field(description="AWS partition of the region.")
    cluster_name: str = Field(description="Name of the management cluster in EKS.", examples=["hub"])
    cluster_destination: DnsLabel = Field(
        description="Name by which Argo CD knows the management cluster.", examples=["in-cluster"]
    )
    crossplane: CrossplaneSettings
    tags: Tags = Field({}, description="Free tags, for documentation.")
