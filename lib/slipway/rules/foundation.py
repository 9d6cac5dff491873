"""Rules on the managed resources of an environment, as they were compiled."""

from __future__ import annotations

from collections.abc import Iterator

from slipway.rules.compiled import Compiled, provider, shown
from slipway.rules.rule import Fault, Rule, rule

GPU_TAINT = {"key": "nvidia.com/gpu", "value": "true", "effect": "NO_SCHEDULE"}
TEMPLATE_ONLY = ("diskSize", "remoteAccess")


@rule(
    "NETWORK-008",
    "Registry endpoints answer to the registry's own name",
    reason="Without private DNS nodes keep pulling through NAT, and the endpoints are paid for nothing.",
    remedy="Report it: the compiler switches private DNS on itself.",
    source="https://docs.aws.amazon.com/AmazonECR/latest/userguide/vpc-endpoints.html",
)
def private_names(compiled: Compiled) -> Iterator[Fault]:
    """Yield interface endpoints without private DNS, or a VPC that cannot resolve it."""
    interfaces = [item for item in compiled.of("VPCEndpoint") if provider(item).get("vpcEndpointType") == "Interface"]
    for endpoint in interfaces:
        if provider(endpoint).get("privateDnsEnabled") is not True:
            message = f"endpoint {endpoint['metadata']['name']} has no private DNS"
            yield Fault("network.ecrEndpoints", message, "false", "true")
    for vpc in compiled.of("VPC") if interfaces else ():
        for field in ("enableDnsSupport", "enableDnsHostnames"):
            if provider(vpc).get(field) is not True:
                yield Fault("network.ecrEndpoints", f"the VPC lacks {field}", "false", "true")


@rule(
    "NODES-011",
    "GPU groups bear exactly the taint that the charts tolerate",
    reason="Without it controllers fill GPU nodes; with another one models and agents stay off them.",
    remedy="Report it: the compiler sets the taint itself.",
    source="https://docs.aws.amazon.com/eks/latest/userguide/node-taints-managed-node-groups.html",
)
def exact_taint(compiled: Compiled) -> Iterator[Fault]:
    """Yield GPU groups with other taints, and a tainted CPU group."""
    gpu = {compiled.environment.names.object(name): name for name in compiled.environment.nodes.gpu}
    for group in compiled.of("NodeGroup"):
        name, taints = group["metadata"]["name"], provider(group).get("taint", [])
        if name in gpu and taints != [GPU_TAINT]:
            allowed = "nvidia.com/gpu=true:NO_SCHEDULE"
            message = f"GPU group `{gpu[name]}` does not bear exactly the GPU taint"
            yield Fault(f"nodes.gpu.{gpu[name]}", message, shown(taints), allowed)
        elif name not in gpu and taints:
            yield Fault("nodes.cpu", "the CPU group is tainted", shown(taints), "no taint")


@rule(
    "NODES-012",
    "What belongs in the launch template stands there",
    reason="EKS refuses disk size and remote access on a group that has a template.",
    remedy="Report it: the compiler puts them into the template.",
    source="https://docs.aws.amazon.com/eks/latest/userguide/launch-templates.html",
)
def template_only(compiled: Compiled) -> Iterator[Fault]:
    """Yield fields of node groups that only a template may hold, and types given twice."""
    templates = {item["metadata"]["name"]: provider(item) for item in compiled.of("LaunchTemplate")}
    for group in compiled.of("NodeGroup"):
        name, fields = group["metadata"]["name"], provider(group)
        for field in TEMPLATE_ONLY:
            if field in fields:
                yield Fault("nodes", f"node group {name} holds {field}", field, f"{field} in the launch template")
        template = templates.get(str(fields.get("launchTemplate", {}).get("name")), {})
        if "instanceType" in template and "instanceTypes" in fields:
            message = f"node group {name} names its instance type twice"
            yield Fault("nodes", message, "in template and group", "in the template alone")


@rule(
    "STORAGE-006",
    "Checkpoints are encrypted with the customer's key",
    reason="One of the four opinions of the architecture: only who may use the key reads the weights.",
    remedy="Report it: the compiler sets the encryption itself.",
    source="https://docs.aws.amazon.com/AmazonS3/latest/userguide/UsingKMSEncryption.html",
)
def customer_key(compiled: Compiled) -> Iterator[Fault]:
    """Yield a checkpoint bucket without SSE-KMS by the environment's key."""
    environment = compiled.environment
    name = environment.names.object("checkpoints")
    if environment.storage.checkpoints.existing:
        return
    for encryption in compiled.of("BucketServerSideEncryptionConfiguration"):
        fields = provider(encryption)
        if fields.get("bucketRef", {}).get("name") != name:
            continue
        default = fields["rule"][0].get("applyServerSideEncryptionByDefault", {})
        if default.get("sseAlgorithm") == "aws:kms" and default.get("kmsMasterKeyIdRef", {}).get("name") == name:
            return
    yield Fault(
        "storage.checkpoints",
        "the checkpoint bucket is not encrypted with the customer's key",
        allowed="aws:kms with the key of the bucket",
    )


@rule(
    "ENVIRONMENT-006",
    "External names belong to objects that exist",
    reason="An id under a name that is no object is never used: AWS would get a second resource.",
    remedy="Correct kind and name; compiled/ has every object.",
    source="https://docs.crossplane.io/v2.3/guides/import-existing-resources/",
)
def external_names(compiled: Compiled) -> Iterator[Fault]:
    """Yield external names of unknown objects."""
    known = {f"{item['kind']}/{item['metadata']['name']}" for item in compiled.objects}
    for key in compiled.environment.external_names:
        if key not in known:
            kind = key.partition("/")[0]
            near = sorted(name for name in known if name.startswith(f"{kind}/"))
            allowed = ", ".join(near) or "an object that is compiled"
            yield Fault(f"externalNames.{key}", f"there is no object {key}", key, allowed, at_key=True)


RULES: tuple[Rule[Compiled], ...] = (private_names, exact_taint, template_only, customer_key, external_names)
