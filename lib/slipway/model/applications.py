"""Section ``applications``: the charts that Argo CD installs in the environment's cluster."""

from typing import Annotated, Any, Literal, Self

from pydantic import ConfigDict, Field, StringConstraints, model_validator

from slipway.model.base import Bool, CertificateName, Cidr, DnsLabel, HostName, Int, Model, Values

ValuesPath = Annotated[str, StringConstraints(pattern=r"^[A-Za-z][A-Za-z0-9_-]*(\.[A-Za-z][A-Za-z0-9_-]*)*$")]
S3Uri = Annotated[str, StringConstraints(pattern=r"^s3://[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]/\S+$")]
CertificateArn = Annotated[
    str, StringConstraints(pattern=r"^arn:aws(-[a-z]+)*:acm:[a-z0-9-]+:[0-9]{12}:certificate/[0-9a-f-]+$")
]


Name = Annotated[str, StringConstraints(min_length=1)]


class ChartSource(Model):
    """Where a chart comes from: a Helm or OCI repository with ``chart``, or a Git repository with ``path``."""

    repo_url: Annotated[str, StringConstraints(min_length=1)] = Field(
        alias="repoURL", description="A Helm OCI registry is written without a scheme, as Argo CD wants it."
    )
    chart: Name | None = Field(None, description="Name of the chart, in a Helm or OCI repository.")
    path: Name | None = Field(None, description="Folder of the chart, in a Git repository.")
    target_revision: Annotated[str, StringConstraints(min_length=1)] = Field(
        description="Exact version, tag or commit."
    )

    @model_validator(mode="after")
    def _one_kind(self) -> Self:
        if (self.chart is None) == (self.path is None):
            raise ValueError("give exactly one of chart (Helm or OCI repository) and path (Git repository)")
        return self


class ChartKind(Model):
    """A kind of Kubernetes object that a chart brings along."""

    group: str = Field(description="API group without version; empty for the core group.", examples=["batch"])
    kind: Annotated[str, StringConstraints(pattern=r"^[A-Z][A-Za-z0-9]*$")] = Field(
        description="Name of the kind.", examples=["CronJob"]
    )
    cluster_scoped: Bool = Field(default=False, description="Whether objects of the kind live in no namespace.")


class Chart(Model):
    """A chart and how it is installed."""

    enabled: Bool = Field(description="Whether the chart is installed.")
    source: ChartSource
    namespace: DnsLabel = Field(description="Namespace the chart is installed in.", examples=["models"])
    values: Values = Field({}, description="Further values, laid over the ones Slipway derives.")
    additional_kinds: tuple[ChartKind, ...] = Field(
        (), description="Kinds that the chart brings beyond those that the Argo CD project allows its charts by itself."
    )


class Ingress(Model):
    """The one load balancer that all models share; IngressClassParams carry these settings, so no chart can differ."""

    scheme: Literal["internal", "internet-facing"] = Field(
        description="internal: reachable from the VPC and its peers; internet-facing: from inboundCIDRs as well."
    )
    group_name: Annotated[str, StringConstraints(pattern=r"^[a-z0-9]([a-z0-9.-]*[a-z0-9])?$", max_length=63)] | None = (
        Field(None, description="Name of the ingress group; absent: the environment's name.", examples=["models"])
    )
    certificate_arn: Annotated[tuple[CertificateArn, ...], Field(min_length=1)] = Field(
        description="ACM certificates that end TLS.",
        examples=[["arn:aws:acm:us-east-2:111122223333:certificate/11111111-2222-3333-4444-555555555555"]],
    )
    certificate_names: Annotated[tuple[CertificateName, ...], Field(min_length=1)] = Field(
        description="Names on those certificates; every model's host must be covered.",
        examples=[["*.models.example.com"]],
    )
    inbound_cidrs: tuple[Cidr, ...] = Field(
        alias="inboundCIDRs",
        description="Ranges that may reach the load balancer; needed when it is internet-facing.",
        examples=[["203.0.113.0/24"]],
    )
    ssl_policy: str = Field(description="TLS policy of the listener.", examples=["ELBSecurityPolicy-TLS13-1-2-2021-06"])
    idle_timeout_seconds: Int = Field(
        ge=1, le=4000, description="Long token streams need more than the default of 60 s."
    )
    wafv2_acl_arn: str | None = Field(
        None,
        description="AWS WAF web ACL in front of the load balancer.",
        examples=[
            "arn:aws:wafv2:us-east-2:111122223333:regional/webacl/models/0a1b2c3d-4e5f-6071-8293-a4b5c6d7e8f9",
        ],
    )


class InferenceModel(Model):
    """One model server. Keys beside the three typed ones are the chart's own and are handed on."""

    model_config = ConfigDict(extra="allow")

    model: S3Uri = Field(description="Checkpoint folder.", examples=["s3://dev-models/models/checkpoints/laguna-m-1/"])
    gpus: Int = Field(ge=1, le=8, description="GPUs reserved on one node.")
    host: HostName = Field(description="Host name of the model's endpoint.", examples=["laguna-m.models.example.com"])

    def chart_values(self) -> dict[str, Any]:
        """Return what the chart gets for this model."""
        return self.model_dump(mode="json", by_alias=True)


class Inference(Chart):
    """Poolside's ``inference`` chart. Its unpublished facts are settings here, each in one place."""

    release_name: DnsLabel = Field(description="Name of the Helm release.", examples=["inference"])
    service_account_name: DnsLabel = Field(
        description="Feeds the chart and the trust policy of the IAM role.", examples=["inference"]
    )
    models_path: ValuesPath = Field(
        description="Where the chart's values hold the map of models.", examples=["inference.models"]
    )
    service_account_path: ValuesPath = Field(
        description="Where the chart's values hold the service account.", examples=["serviceAccount"]
    )
    ingress_path: ValuesPath | None = Field(
        None, description="Where the chart's values hold ingress settings; absent: not set.", examples=["ingress"]
    )
    api_keys_secret_name: DnsLabel | None = Field(
        None, description="Secret with API keys, by name; its values live elsewhere.", examples=["inference-api-keys"]
    )
    api_keys_secret_path: ValuesPath = Field(
        description="Where the chart's values take that Secret's name.", examples=["inference.apiKeysSecretName"]
    )
    minimum_gpu_memory: dict[str, Int] = Field(
        {},
        description="GPU memory in GB that a model needs at least, from Poolside's table, by key of models.",
        examples=[{"laguna-m": 225}],
    )
    checkpoint_size: dict[str, Int] = Field(
        {},
        description="Size in GiB of what a model's server stages on the node's disk, by key of models.",
        examples=[{"laguna-m": 120}],
    )
    models: dict[DnsLabel, InferenceModel] = Field(
        description="Models by key; the key names the Deployment.",
        examples=[
            {
                "laguna-m": {
                    "model": "s3://dev-models/models/checkpoints/laguna-m-1/",
                    "gpus": 4,
                    "host": "laguna-m.models.example.com",
                }
            }
        ],
    )


class Applications(Model):
    """Section ``applications``: the charts that Argo CD installs in the environment's cluster."""

    gpu_operator: Chart
    load_balancer_controller: Chart
    ingress: Ingress
    inference: Inference
    documentation: Chart | None = Field(None, description="Poolside's documentation site, from the bundle.")
