"""Rules on the shared load balancer and on the charts beside it."""

from __future__ import annotations

from collections.abc import Iterator

from slipway.data.placeholders import PLACEHOLDER_CERTIFICATE
from slipway.findings import Severity
from slipway.model import Environment
from slipway.resources.access.load_balancer_controller import CONTROLLER_VERSION
from slipway.rules.rule import Fault, Rule, rule

INGRESS = "https://kubernetes-sigs.github.io/aws-load-balancer-controller/latest/guide/ingress/annotations/"


@rule(
    "INGRESS-001",
    "An internet-facing load balancer has a list of inbound ranges",
    reason="Without one the models answer the whole internet, and only their API keys stand in between.",
    remedy="List your callers in applications.ingress.inboundCIDRs, or make the scheme internal.",
    source=INGRESS,
)
def inbound_list(environment: Environment) -> Iterator[Fault]:
    """Yield internet-facing load balancers without ranges."""
    ingress = environment.applications.ingress
    if ingress.scheme == "internet-facing" and not ingress.inbound_cidrs:
        message = "the load balancer is internet-facing, and inboundCIDRs is empty"
        allowed = "internal, internet-facing with ranges in applications.ingress.inboundCIDRs"
        yield Fault("applications.ingress.scheme", message, ingress.scheme, allowed)


@rule(
    "INGRESS-002",
    "The load balancer is not open to the world",
    severity=Severity.WARNING,
    reason="Anybody may then try keys and send prompts.",
    remedy="Name your callers' ranges, or acknowledge that the models are public.",
    source=INGRESS,
)
def not_public(environment: Environment) -> Iterator[Fault]:
    """Yield ranges that hold half of all addresses or more."""
    ingress = environment.applications.ingress
    for index, block in enumerate(ingress.inbound_cidrs):
        if ingress.scheme == "internet-facing" and block.prefixlen <= 1:
            message = f"range {block} opens the load balancer to the world"
            yield Fault(f"applications.ingress.inboundCIDRs.{index}", message, str(block), "ranges of your callers")


@rule(
    "INGRESS-003",
    "Certificates lie in the environment's region and account",
    reason="A load balancer takes certificates of its own region and account only.",
    remedy="Issue or import the certificate in the environment's region.",
    source="https://docs.aws.amazon.com/elasticloadbalancing/latest/application/https-listener-certificates.html",
)
def certificates(environment: Environment) -> Iterator[Fault]:
    """Yield certificates of other regions or accounts."""
    settings = environment.settings
    prefix = f"arn:{settings.partition}:acm:{settings.region}:{settings.account_id}:certificate/"
    for index, arn in enumerate(environment.applications.ingress.certificate_arn):
        if not arn.startswith(prefix):
            message = "the load balancer's certificate is of another region or account"
            yield Fault(f"applications.ingress.certificateArn.{index}", message, arn, f"{prefix}<id>")


@rule(
    "INGRESS-004",
    "The TLS policy is one of TLS 1.2 or later",
    reason="Older policies accept TLS 1.0, which browsers and auditors refuse.",
    remedy="Take ELBSecurityPolicy-TLS13-1-2-2021-06 or a stricter one.",
    source="https://docs.aws.amazon.com/elasticloadbalancing/latest/application/describe-ssl-policies.html",
)
def tls_policy(environment: Environment) -> Iterator[Fault]:
    """Yield TLS policies that allow less than TLS 1.2."""
    given = environment.applications.ingress.ssl_policy
    modern = given.startswith(
        ("ELBSecurityPolicy-TLS13-1-2", "ELBSecurityPolicy-TLS13-1-3", "ELBSecurityPolicy-TLS-1-2")
    )
    if not modern and not given.startswith("ELBSecurityPolicy-FS-1-2"):
        message = "the load balancer's TLS policy is not one of TLS 1.2 or later"
        allowed = "ELBSecurityPolicy-TLS13-1-2-2021-06, ELBSecurityPolicy-TLS13-1-3-2021-06, ..."
        yield Fault("applications.ingress.sslPolicy", message, given, allowed)


@rule(
    "INGRESS-005",
    "Models have a load balancer controller",
    reason="Without it no Ingress becomes a load balancer, and the inference Application never gets healthy.",
    remedy="Set applications.loadBalancerController.enabled to true.",
    source="docs/inventory.md",
)
def controller(environment: Environment) -> Iterator[Fault]:
    """Yield models without the controller."""
    applications = environment.applications
    if applications.inference.enabled and not applications.load_balancer_controller.enabled:
        message = "the load balancer controller is off, and without it no request reaches a model"
        yield Fault("applications.loadBalancerController.enabled", message, "false", "true")


@rule(
    "INGRESS-006",
    "The controller's version is the one its IAM policy was written for",
    severity=Severity.WARNING,
    reason="A newer controller may call what the policy does not allow; an older one keeps rights it does not need.",
    remedy="Move chart and policy together: upgrade Slipway, or acknowledge the difference.",
    source="https://github.com/kubernetes-sigs/aws-load-balancer-controller/blob/v3.5.0/docs/install/iam_policy.json",
)
def controller_version(environment: Environment) -> Iterator[Fault]:
    """Yield chart versions other than the policy's."""
    chart = environment.applications.load_balancer_controller
    if chart.enabled and chart.source.target_revision != CONTROLLER_VERSION:
        path = "applications.loadBalancerController.source.targetRevision"
        message = "the IAM policy of the load balancer controller is of another version than its chart"
        yield Fault(path, message, chart.source.target_revision, CONTROLLER_VERSION)


@rule(
    "INGRESS-007",
    "The controller runs where its role is trusted",
    severity=Severity.WARNING,
    reason="kube-system is where AWS documents it and where priority classes and quotas expect it.",
    remedy="Leave applications.loadBalancerController.namespace at kube-system.",
    source="https://docs.aws.amazon.com/eks/latest/userguide/lbc-helm.html",
)
def controller_namespace(environment: Environment) -> Iterator[Fault]:
    """Yield other namespaces."""
    namespace = environment.applications.load_balancer_controller.namespace
    if namespace != "kube-system":
        message = "the load balancer controller is not in its usual namespace"
        yield Fault("applications.loadBalancerController.namespace", message, namespace, "kube-system")


@rule(
    "INGRESS-008",
    "The web ACL is one for this load balancer",
    reason="A load balancer takes a regional web ACL of its own region and account.",
    remedy="Give a regional web ACL of the environment.",
    source="https://docs.aws.amazon.com/waf/latest/developerguide/how-aws-waf-works-resources.html",
)
def web_acl(environment: Environment) -> Iterator[Fault]:
    """Yield web ACLs that cannot be attached."""
    arn, settings = environment.applications.ingress.wafv2_acl_arn, environment.settings
    prefix = f"arn:{settings.partition}:wafv2:{settings.region}:{settings.account_id}:regional/webacl/"
    if arn is not None and not arn.startswith(prefix):
        yield Fault(
            "applications.ingress.wafv2AclArn",
            "the web ACL is not a regional one of the environment's region and account",
            arn,
            f"{prefix}<name>/<id>",
        )


@rule(
    "INGRESS-012",
    "Certificates are named",
    reason="The placeholder of a new environment is no certificate: the load balancer would never come up.",
    remedy="Set applications.ingress.certificateArn to the ARN of the environment's certificate.",
    source="https://docs.aws.amazon.com/acm/latest/userguide/gs.html",
)
def named_certificate(environment: Environment) -> Iterator[Fault]:
    """Yield placeholders that nobody has replaced yet."""
    for index, arn in enumerate(environment.applications.ingress.certificate_arn):
        if arn.endswith(PLACEHOLDER_CERTIFICATE):
            message = "the certificate is still the placeholder of a new environment"
            yield Fault(f"applications.ingress.certificateArn.{index}", message, arn, "the ARN of a certificate")


RULES: tuple[Rule[Environment], ...] = (
    inbound_list,
    not_public,
    certificates,
    tls_policy,
    controller,
    controller_version,
    controller_namespace,
    web_acl,
    named_certificate,
)
