"""Rules of section ``cluster``."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, timedelta
from ipaddress import IPv4Network

from slipway.data.tables import kubernetes_floor, kubernetes_version, kubernetes_versions
from slipway.findings import Severity
from slipway.model import Environment
from slipway.model.cluster import AccessEntry
from slipway.resources.cluster.access import argocd_role_name
from slipway.rules.rule import Fault, Rule, rule

VERSIONS = "https://docs.aws.amazon.com/eks/latest/userguide/kubernetes-versions.html"
ENDPOINT = "https://docs.aws.amazon.com/eks/latest/userguide/cluster-endpoint.html"
ADDON_VERSION = re.compile(r"^v\d+\.\d+\.\d+-eksbuild\.\d+$")
BUILD_FORM = "v<major>.<minor>.<patch>-eksbuild.<n>; for example v1.20.4-eksbuild.2"
ADMINISTRATOR = "AmazonEKSClusterAdminPolicy"
PRIVATE = tuple(map(IPv4Network, ("10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16")))
NOTICE = timedelta(days=60)
"""How long before the end of standard support a note appears: upgrades take a review, a window and a roll of nodes."""


def _minor(version: str) -> int:
    return int(version.partition(".")[2])


def _in_standard_support(day: date) -> str:
    """The versions that are in standard support beyond a day."""
    return ", ".join(row.version for row in kubernetes_versions() if row.standard_ends > day) or f"none after {day}"


@rule(
    "CLUSTER-001",
    "Kubernetes is at least the architecture's floor",
    reason="Poolside supports its inference chart on Kubernetes 1.29 and later.",
    remedy="Raise cluster.version.",
    source=VERSIONS,
)
def floor(environment: Environment) -> Iterator[Fault]:
    """Yield a version below the floor."""
    version = environment.cluster.version
    if _minor(version) < _minor(kubernetes_floor()):
        message = f"Kubernetes {version} is below the architecture's floor"
        yield Fault("cluster.version", message, version, f"at least {kubernetes_floor()}")


@rule(
    "CLUSTER-002",
    "EKS can create the version",
    reason="A minor past the end of extended support can no longer be created, and an unknown one has never been seen.",
    remedy="Choose a minor that EKS offers on fleet.asOf; read AWS's page again if the table is old.",
    source=VERSIONS,
)
def creatable(environment: Environment) -> Iterator[Fault]:
    """Yield a version that EKS does not create on the fleet's date."""
    version, day = environment.cluster.version, environment.fleet.as_of
    offered = ", ".join(row.version for row in kubernetes_versions() if row.extended_ends > day)
    offered = offered or f"none in the table on {day}"
    row = kubernetes_version(version)
    if row is None:
        yield Fault("cluster.version", f"Kubernetes {version} is not in the table of EKS versions", version, offered)
    elif row.extended_ends <= day:
        message = f"EKS ended all support of Kubernetes {version} on {row.extended_ends}"
        yield Fault("cluster.version", message, version, offered)


@rule(
    "CLUSTER-003",
    "The version is in standard support",
    severity=Severity.WARNING,
    reason="In extended support EKS bills several times the hourly price of the control plane.",
    remedy="Plan the upgrade, one minor at a time.",
    source=VERSIONS,
)
def standard(environment: Environment) -> Iterator[Fault]:
    """Yield a version in extended support."""
    row, day = kubernetes_version(environment.cluster.version), environment.fleet.as_of
    if row and row.standard_ends <= day < row.extended_ends:
        since = f"since {row.standard_ends}, until {row.extended_ends}"
        message = f"Kubernetes {row.version} is in extended support {since}"
        yield Fault("cluster.version", message, row.version, _in_standard_support(day))


@rule(
    "CLUSTER-004",
    "The end of standard support is not near",
    severity=Severity.NOTE,
    reason="An upgrade needs a review, a window and a roll of every node.",
    remedy="Plan the upgrade, one minor at a time.",
    source=VERSIONS,
)
def near_end(environment: Environment) -> Iterator[Fault]:
    """Yield a version whose standard support ends within two months."""
    row, day = kubernetes_version(environment.cluster.version), environment.fleet.as_of
    if row and day < row.standard_ends <= day + NOTICE:
        message = f"standard support of Kubernetes {row.version} ends on {row.standard_ends}"
        yield Fault("cluster.version", message, row.version, _in_standard_support(day + NOTICE))


@rule(
    "CLUSTER-005",
    "A public endpoint has an allowlist",
    reason="Without one AWS opens the API of the cluster to every address.",
    remedy="List the ranges in cluster.publicAccessCidrs, or set cluster.endpointPublicAccess to false.",
    source=ENDPOINT,
)
def allowlist(environment: Environment) -> Iterator[Fault]:
    """Yield a public endpoint without ranges."""
    if environment.cluster.endpoint_public_access and not environment.cluster.public_access_cidrs:
        message = "the cluster's endpoint is public, and publicAccessCidrs is empty"
        allowed = "false, true with ranges in cluster.publicAccessCidrs"
        yield Fault("cluster.endpointPublicAccess", message, "true", allowed)


@rule(
    "CLUSTER-006",
    "The public endpoint is not open to the world",
    reason="An API that anybody reaches is one stolen credential away from the models.",
    remedy="Name the ranges of your offices, runners and the hub's NAT gateways.",
    source=ENDPOINT,
)
def closed(environment: Environment) -> Iterator[Fault]:
    """Yield ranges that hold half of all addresses or more."""
    for index, block in enumerate(environment.cluster.public_access_cidrs):
        if block.prefixlen <= 1:
            message = f"range {block} opens the cluster's endpoint to the world"
            yield Fault(f"cluster.publicAccessCidrs.{index}", message, str(block), "ranges of your own")


@rule(
    "CLUSTER-007",
    "An allowlist has an endpoint to guard",
    severity=Severity.WARNING,
    reason="The ranges do nothing while the endpoint is private, and whoever wrote them expects otherwise.",
    remedy="Set cluster.endpointPublicAccess to true, or empty the list.",
    source=ENDPOINT,
)
def guarded(environment: Environment) -> Iterator[Fault]:
    """Yield ranges beside a private endpoint."""
    if environment.cluster.public_access_cidrs and not environment.cluster.endpoint_public_access:
        found = ", ".join(map(str, environment.cluster.public_access_cidrs))
        message = "publicAccessCidrs holds ranges, and the cluster's endpoint is private"
        yield Fault("cluster.publicAccessCidrs", message, found, "[]")


@rule(
    "CLUSTER-008",
    "Add-on versions are EKS builds and fit the cluster",
    reason="EKS refuses other spellings; kube-proxy may be up to three minors older than the control plane.",
    remedy="List versions with `aws eks describe-addon-versions --kubernetes-version`.",
    source="https://docs.aws.amazon.com/eks/latest/userguide/managing-kube-proxy.html",
)
def addon_versions(environment: Environment) -> Iterator[Fault]:
    """Yield add-on versions that EKS does not take."""
    minor = _minor(environment.cluster.version)
    for name, addon in environment.cluster.addons.items():
        version, path = addon.addon_version, f"cluster.addons.{name}.addonVersion"
        if version is None:
            continue
        if not ADDON_VERSION.match(version):
            message = f"the version of add-on {name} is not one of an EKS build"
            yield Fault(path, message, version, BUILD_FORM)
        elif name == "kube-proxy" and not minor - 3 <= int(version.split(".")[1]) <= minor:
            message = f"kube-proxy {version} does not fit Kubernetes {environment.cluster.version}"
            yield Fault(path, message, version, f"v1.{minor - 3} to v1.{minor}")


@rule(
    "CLUSTER-009",
    "Somebody administers the cluster",
    reason="The creator gets no rights in it, so without an entry nobody could ever look inside.",
    remedy="Give one entry of cluster.accessEntries the policy AmazonEKSClusterAdminPolicy without namespaces.",
    source="https://docs.aws.amazon.com/eks/latest/userguide/access-entries.html",
)
def administered(environment: Environment) -> Iterator[Fault]:
    """Yield a cluster without an administrator."""
    entries = environment.cluster.access_entries
    if not any(entry.policy == ADMINISTRATOR and not entry.namespaces for entry in entries.values()):
        found = (f"{name} has {entry.policy}{_where(entry)}" for name, entry in entries.items())
        message, allowed = "nobody administers the whole cluster", f"an entry with {ADMINISTRATOR} without namespaces"
        yield Fault("cluster.accessEntries", message, ", ".join(found) or "no entries", allowed)


def _where(entry: AccessEntry) -> str:
    return f" in {' and '.join(entry.namespaces)}" if entry.namespaces else ""


@rule(
    "CLUSTER-010",
    "Access entries name IAM roles or users",
    reason="EKS takes no account root, group or assumed-role session as a principal.",
    remedy="Give the ARN of the role behind the session.",
    source="https://docs.aws.amazon.com/eks/latest/userguide/creating-access-entries.html",
)
def principals(environment: Environment) -> Iterator[Fault]:
    """Yield principals that EKS refuses."""
    for name, entry in environment.cluster.access_entries.items():
        if not re.match(r"^arn:[a-z-]+:iam::\d{12}:(role|user)/", entry.principal_arn):
            path = f"cluster.accessEntries.{name}.principalArn"
            message = f"the principal of access entry `{name}` is neither an IAM role nor a user"
            allowed = "arn:aws:iam::<account>:role/<name>, arn:aws:iam::<account>:user/<name>"
            yield Fault(path, message, entry.principal_arn, allowed)


@rule(
    "CLUSTER-011",
    "Nodes can become ready",
    reason="Without vpc-cni, kube-proxy and coredns no node gets ready and no name resolves.",
    remedy="Enable the add-on, or acknowledge that you bring your own.",
    severity=Severity.WARNING,
    source="https://docs.aws.amazon.com/eks/latest/userguide/workloads-add-ons-available-eks.html",
)
def needed_addons(environment: Environment) -> Iterator[Fault]:
    """Yield missing add-ons that nodes need."""
    for name in ("vpc-cni", "kube-proxy", "coredns"):
        if not environment.cluster.addon(name):
            found = "false" if name in environment.cluster.addons else "none"
            yield Fault(f"cluster.addons.{name}.enabled", f"add-on {name} is off", found, "true")


@rule(
    "CLUSTER-012",
    "Service addresses are apart from the VPC",
    reason="EKS refuses a service range that overlaps the VPC, is not private, or is not /12 to /24.",
    remedy="Leave serviceIpv4Cidr out, or choose another private range.",
    source="https://docs.aws.amazon.com/eks/latest/APIReference/API_KubernetesNetworkConfigRequest.html",
)
def service_range(environment: Environment) -> Iterator[Fault]:
    """Yield a service range that EKS refuses."""
    block = environment.cluster.service_ipv4_cidr
    if block is None:
        return
    allowed = f"a private range of /12 to /24 without {environment.network.cidr_block}"
    private = any(block.subnet_of(one) for one in PRIVATE)
    if block.overlaps(environment.network.cidr_block) or not private or not 12 <= block.prefixlen <= 24:
        yield Fault("cluster.serviceIpv4Cidr", "EKS refuses this range for Services", str(block), allowed)


@rule(
    "CLUSTER-013",
    "A principal has one access entry",
    reason="EKS keeps one entry for each principal: the second is refused, and its policy never holds.",
    remedy="Join the entries, or give the second another role.",
    source="https://docs.aws.amazon.com/eks/latest/userguide/creating-access-entries.html",
)
def one_entry(environment: Environment) -> Iterator[Fault]:
    """Yield entries whose principal has one already; Argo CD's own included."""
    seen: dict[str, str] = {environment.fleet.argocd.role_arn: "Argo CD (fleet.argocd.roleArn)"}
    if environment.fleet.argocd.flavour == "self-managed":
        seen = {environment.arns.role(argocd_role_name(environment)): "Argo CD"}
    for name, entry in environment.cluster.access_entries.items():
        if entry.principal_arn in seen:
            path = f"cluster.accessEntries.{name}.principalArn"
            message = f"the principal of access entry `{name}` is that of {seen[entry.principal_arn]} already"
            yield Fault(path, message, entry.principal_arn, "another principal")
        seen.setdefault(entry.principal_arn, f"entry `{name}`")


@rule(
    "CLUSTER-014",
    "The EBS driver marks what it makes with the cluster's name",
    reason="Its role may touch only volumes that carry the cluster's name, which the driver sets from v1.58 on.",
    remedy="Pin aws-ebs-csi-driver at v1.58 or later, or leave its version out.",
    source="https://docs.aws.amazon.com/aws-managed-policy/latest/reference/AmazonEBSCSIDriverEKSClusterScopedPolicy.html",
)
def driver_marks(environment: Environment) -> Iterator[Fault]:
    """Yield EBS drivers that are too old for the policy of their role."""
    addon = environment.cluster.addons.get("aws-ebs-csi-driver")
    version = addon.addon_version if addon and addon.enabled else None
    if version and ADDON_VERSION.match(version) and tuple(map(int, version[1:].split("-")[0].split(".")))[:2] < (1, 58):
        message = "the EBS driver is too old for the policy of its role"
        yield Fault("cluster.addons.aws-ebs-csi-driver.addonVersion", message, version, "at least v1.58")


RULES: tuple[Rule[Environment], ...] = (
    floor,
    creatable,
    standard,
    near_end,
    allowlist,
    closed,
    guarded,
    addon_versions,
    administered,
    principals,
    needed_addons,
    service_range,
    one_entry,
    driver_marks,
)
