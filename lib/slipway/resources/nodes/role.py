"""The IAM role of a node group's instances."""

from __future__ import annotations

from slipway.manifest import Manifest
from slipway.model import Environment
from slipway.resources import iam

NODE_POLICIES = (
    # What the kubelet needs to join. https://docs.aws.amazon.com/eks/latest/userguide/create-node-role.html
    "AmazonEKSWorkerNodePolicy",
    # Images come under the instance role, so no pull secret exists anywhere. Pulling only: no listing, no pushing.
    "AmazonEC2ContainerRegistryPullOnly",
)
"""AmazonEKS_CNI_Policy is not among them: the vpc-cni add-on has a role of its own, and whoever switches the add-on off
brings another network plugin with rights of its own."""

EC2_SERVICE = {"aws-cn": "ec2.amazonaws.com.cn"}
"""https://docs.amazonaws.cn/en_us/aws/latest/userguide/iam.html"""


def node_role(environment: Environment, group: str) -> list[Manifest]:
    """Return the role of a group's instances and its policies.

    EKS makes the instance profile and the access entry of the role by itself.
    """
    name = environment.names.node_role(group)
    trust = iam.trust_service(EC2_SERVICE.get(environment.settings.partition, "ec2.amazonaws.com"))
    return [
        iam.role(environment, name, trust, f"Instances of node group {environment.names.object(group)}"),
        *(iam.attach_managed(environment, name, policy) for policy in NODE_POLICIES),
    ]
