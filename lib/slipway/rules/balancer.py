"""Rules on the shared load balancer as the charts' values have it: what free values must not undo."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from slipway.resources.applications.ingress import class_parameters
from slipway.rules.compiled import Compiled, dig, leaves, mappings, provider, shown
from slipway.rules.places import value_place
from slipway.rules.rule import Fault, Rule, rule

CONTROLLER = "aws-load-balancer-controller"
CONTROLLER_VALUES = "applications.loadBalancerController.values"
PARAMETERS = "ingressClassParams.spec"
CLASS_PAGE = "https://kubernetes-sigs.github.io/aws-load-balancer-controller/latest/guide/ingress/ingress_class/"

EXCLUSIVE = re.compile(
    r"^alb\.ingress\.kubernetes\.io/(group\.name|scheme|subnets|security-groups|ip-address-type|load-balancer-name|"
    r"load-balancer-attributes|ssl-redirect|ssl-policy|inbound-cidrs|wafv2-acl-arn|wafv2-acl-name|shield-.+)$"
)
SETTINGS = {
    "scheme": "scheme",
    "group.name": "groupName",
    "inboundCIDRs": "inboundCIDRs",
    "certificateArn": "certificateArn",
    "sslPolicy": "sslPolicy",
    "wafv2AclArn": "wafv2AclArn",
}
"""What has a key of its own in applications.ingress, by its field in the parameters of the class."""


def _parameters(compiled: Compiled) -> dict[str, Any] | None:
    """Return the spec of the class's parameters, or None if the controller is off."""
    values = compiled.values(CONTROLLER)
    if values is None:
        return None
    spec = dig(values, PARAMETERS)
    return spec if isinstance(spec, dict) else {}


@rule(
    "INGRESS-009",
    "Settings of the shared load balancer stand in one place",
    reason="Two Ingresses of a group that differ in an exclusive setting stop the whole group.",
    remedy="Set it in applications.ingress; IngressClassParams carry it to every model.",
    source="https://kubernetes-sigs.github.io/aws-load-balancer-controller/latest/guide/ingress/annotations/#exclusive",
)
def one_place(compiled: Compiled) -> Iterator[Fault]:
    """Yield exclusive annotations in the inference chart's values."""
    for path, key, value in leaves(compiled.values("inference") or {}):
        if EXCLUSIVE.match(key):
            place = value_place(compiled.environment, "applications.inference", path)
            message = f"`{key}` is set beside the settings of the shared load balancer"
            yield Fault(place, message, shown(value), "no such annotation", at_key=True)


@rule(
    "INGRESS-010",
    "Models are served over HTTPS only",
    reason="A plain listener would carry API keys and prompts in the clear.",
    remedy="Take certificateArn, sslRedirectPort and listeners out of the controller chart's values.",
    source=CLASS_PAGE,
)
def https_only(compiled: Compiled) -> Iterator[Fault]:
    """Yield parameters without a certificate, without the redirect that plain listeners get, or with a plain one."""
    spec, path = _parameters(compiled), f"{CONTROLLER_VALUES}.{PARAMETERS}"
    if spec is None:
        return
    if not spec.get("certificateArn"):
        allowed = ", ".join(compiled.environment.applications.ingress.certificate_arn)
        yield Fault(f"{path}.certificateArn", "the load balancer has no certificate", "none", allowed)
    if str(spec.get("sslRedirectPort")) != "443":
        message = "the load balancer does not redirect plain HTTP to its HTTPS port"
        yield Fault(f"{path}.sslRedirectPort", message, shown(spec.get("sslRedirectPort")), "443")
    for index, listener in enumerate(mappings(spec.get("listeners"))):
        if listener.get("protocol") != "HTTPS":
            message = "a listener of the load balancer does not speak HTTPS"
            yield Fault(f"{path}.listeners.{index}.protocol", message, shown(listener.get("protocol")), "HTTPS")


@rule(
    "INGRESS-011",
    "Creating a Service does not depend on the controller",
    reason="With the Service webhook on, no Service of the cluster can be created while the controller is down.",
    remedy="Take enableServiceMutatorWebhook out of the chart's values.",
    source="https://kubernetes-sigs.github.io/aws-load-balancer-controller/latest/deploy/installation/",
)
def no_service_webhook(compiled: Compiled) -> Iterator[Fault]:
    """Yield the webhook on Services."""
    values = compiled.values(CONTROLLER)
    if values is not None and values.get("enableServiceMutatorWebhook") is not False:
        found = shown(values.get("enableServiceMutatorWebhook"))
        place = f"{CONTROLLER_VALUES}.enableServiceMutatorWebhook"
        yield Fault(place, "no Service can be created while the load balancer controller is down", found, "false")


@rule(
    "INGRESS-013",
    "The load balancer is what applications.ingress says",
    reason="Scheme, callers and certificates are checked there; values of the chart would go past every check.",
    remedy="Set it in applications.ingress, and take it out of the controller chart's values.",
    source=CLASS_PAGE,
)
def as_said(compiled: Compiled) -> Iterator[Fault]:
    """Yield parameters of the class that differ from applications.ingress."""
    spec, said = _parameters(compiled), class_parameters(compiled.environment)
    for path, key in SETTINGS.items() if spec else ():
        found, wanted = dig(spec, path), dig(said, path)
        # That there is none at all is another rule's to say.
        if found != wanted and (found or path != "certificateArn"):
            place = f"{CONTROLLER_VALUES}.{PARAMETERS}.{path}"
            message = f"{path} of the load balancer differs from applications.ingress.{key}"
            yield Fault(place, message, shown(found), shown(wanted))


@rule(
    "INGRESS-014",
    "The load balancer finds subnets of its scheme in two zones",
    reason="Without two subnets no load balancer comes up; in private ones an internet-facing one is not reachable.",
    remedy="Take subnets out of ingressClassParams in the controller chart's values.",
    source="https://kubernetes-sigs.github.io/aws-load-balancer-controller/latest/deploy/subnet_discovery/",
)
def subnets(compiled: Compiled) -> Iterator[Fault]:
    """Yield tags that select too few subnets, or those of another tier."""
    wanted = dig(_parameters(compiled) or {}, "subnets.tags")
    if not isinstance(wanted, dict):
        return
    environment = compiled.environment
    tier = "public" if environment.applications.ingress.scheme == "internet-facing" else "worker"
    own = {environment.names.subnet(tier, zone) for zone in environment.network.availability_zones}
    found = [item["metadata"]["name"] for item in compiled.of("Subnet") if _tagged(provider(item), wanted)]
    if len(found) < 2 or not set(found) <= own:
        message = f"the load balancer's tags select {len(found)} subnets, and the {tier} subnets are wanted"
        place = f"{CONTROLLER_VALUES}.{PARAMETERS}.subnets.tags"
        yield Fault(place, message, ", ".join(found) or "none", ", ".join(sorted(own)))


def _tagged(fields: dict[str, Any], wanted: dict[str, Any]) -> bool:
    tags = fields.get("tags", {})
    return all(isinstance(values, list) and tags.get(key) in values for key, values in wanted.items())


RULES: tuple[Rule[Compiled], ...] = (one_place, https_only, no_service_webhook, as_said, subnets)
