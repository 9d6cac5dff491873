"""The VPC's flow log: which traffic was accepted or rejected, kept in CloudWatch."""

from __future__ import annotations

from slipway.manifest import Manifest
from slipway.model import Environment
from slipway.resources import iam
from slipway.resources.managed import aws_name, managed, ref

SERVICE = "vpc-flow-logs.amazonaws.com"


def flow_log(environment: Environment) -> list[Manifest]:
    """Return the flow log, its log group and the role that writes to that group alone; nothing if it is off."""
    settings = environment.network.flow_log
    if not settings.enabled:
        return []
    name = environment.names.object("flow-log")
    log = {
        "vpcIdRef": ref(environment.names.object()),
        "trafficType": settings.traffic_type,
        "logDestinationType": "cloud-watch-logs",
        "logDestinationRef": ref(name),
        "iamRoleArnRef": ref(name),
    }
    # AWS changes nothing of a flow log but its tags; with the traffic type in its name, another type is another log.
    log_name = environment.names.object("flow-log", settings.traffic_type.lower())
    return [
        managed(environment, "FlowLog", log_name, log),
        managed(
            environment,
            "Group",
            name,
            {"retentionInDays": settings.retention_in_days},
            external_name=log_group_name(environment),
        ),
        iam.role(environment, name, _trust(environment), f"Writes the flow log of {environment.name}"),
        iam.policy(environment, name, _policy(environment), f"Write to the flow log group of {environment.name}"),
        iam.attach_own(environment, name, name, name),
    ]


def log_group_name(environment: Environment) -> str:
    """Return the name of the log group."""
    name = environment.names.object("flow-log")
    return aws_name(environment, "Group", name, environment.names.log_group("flow-log"))


def _trust(environment: Environment) -> str:
    """Let the service in for flow logs of this account and region only, so that no other account can use the role.

    https://docs.aws.amazon.com/vpc/latest/userguide/flow-logs-iam-role.html
    """
    account, region = environment.settings.account_id, environment.settings.region
    return iam.document(
        {
            "Effect": "Allow",
            "Principal": {"Service": SERVICE},
            "Action": "sts:AssumeRole",
            "Condition": {
                "StringEquals": {"aws:SourceAccount": account},
                "ArnLike": {
                    "aws:SourceArn": f"arn:{environment.settings.partition}:ec2:{region}:{account}:vpc-flow-log/*"
                },
            },
        }
    )


def _policy(environment: Environment) -> str:
    group = environment.arns.log_group(log_group_name(environment))
    actions = ["logs:CreateLogStream", "logs:DescribeLogGroups", "logs:DescribeLogStreams", "logs:PutLogEvents"]
    return iam.document(iam.statement("WriteFlowLog", actions, [group, f"{group}:*"]))
