"""One environment of a generated fleet: a sample target with another account, region, network, models and reservation.

What is drawn is valid: it parses, and no rule finds a fault in it.
"""

from __future__ import annotations

import copy
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime, timedelta
from ipaddress import IPv4Network
from random import Random
from typing import Any

NETWORKS = tuple(IPv4Network("10.0.0.0/8").subnets(new_prefix=19))
"""The ranges of VPCs; a number of its own gives each environment a range of its own."""

_GPUS: Mapping[str, Sequence[int]] = {
    "laguna-m": (2, 4),
    "laguna-m-batch": (8,),
    "laguna-xs": (1, 2),
    "point": (1,),
}
"""How many GPUs a model of the samples may get: enough for its memory, and all of them together fit on the nodes."""

_BLOCK_START = datetime(2026, 12, 1, 11, 30, tzinfo=UTC)
"""After the date that the sample fleet is checked against, ``fleet.asOf``."""

_HARDWARE = ("p5e", "p5en")


def environment(
    sample: Mapping[str, Any], number: int, regions: Sequence[str], random: Random
) -> tuple[str, dict[str, Any]]:
    """Return name and content of the target file of environment ``number``, made from a sample target's content."""
    target = copy.deepcopy(dict(sample))
    parameters = target["parameters"]
    stage = _class(target, "stage")
    region = random.choice(regions)
    hardware = random.choice(_HARDWARE)
    name = f"{stage}-{region}-{number:04}"
    account = f"{random.randrange(10**11, 10**12)}"
    target["classes"] = [
        {"stage": f"stage.{stage}", "region": f"region.{region}", "hardware": f"hardware.{hardware}"}.get(
            entry.partition(".")[0], entry
        )
        for entry in target["classes"]
    ]
    parameters["environment"]["accountId"] = account
    parameters["network"]["cidrBlock"] = str(NETWORKS[number])
    zones = parameters["network"].get("availabilityZones", [])
    parameters["network"].update({"availabilityZones": [f"{region}{zone[-1]}" for zone in zones]} if zones else {})
    _group(parameters["nodes"]["gpu"]["gpu"], region, account, f"{hardware}.48xlarge", random)
    _ingress(parameters["applications"]["ingress"], name, region, account, random)
    _inference(parameters["applications"]["inference"], name, account, random)
    return name, target


def _class(target: Mapping[str, Any], family: str) -> str:
    return str(next(entry for entry in target["classes"] if entry.startswith(f"{family}."))).partition(".")[2]


def _group(group: dict[str, Any], region: str, account: str, instance_type: str, random: Random) -> None:
    count = group["reservation"]["instanceCount"]
    kind = random.choice(("odcr", "odcr", "capacityBlock"))
    reservation: dict[str, Any] = {
        "kind": kind,
        "availabilityZone": f"{region}{random.choice('ab')}",
        "instanceType": instance_type,
        "instanceCount": count,
    }
    if kind == "odcr" and random.random() < 0.5:
        arn = f"arn:aws:resource-groups:{region}:{account}:group/gpu-{random.randrange(10**6):06}"
        reservation["capacityReservationResourceGroupArn"] = arn
    else:
        reservation["capacityReservationId"] = f"cr-{random.getrandbits(68):017x}"
    if kind == "capacityBlock":
        start = _BLOCK_START + timedelta(days=random.randrange(60))
        end = start + timedelta(days=random.choice((7, 14, 28)))
        reservation |= {"startDate": f"{start:%Y-%m-%dT%H:%M:%SZ}", "endDate": f"{end:%Y-%m-%dT%H:%M:%SZ}"}
    size = 0 if kind == "capacityBlock" else count
    group["reservation"] = reservation
    group["scalingConfig"] = {"minSize": size, "maxSize": count, "desiredSize": size}


def _ingress(ingress: dict[str, Any], name: str, region: str, account: str, random: Random) -> None:
    digits = f"{random.getrandbits(128):032x}"
    certificate = "-".join((digits[:8], digits[8:12], digits[12:16], digits[16:20], digits[20:]))
    ingress["certificateArn"] = [f"arn:aws:acm:{region}:{account}:certificate/{certificate}"]
    ingress["certificateNames"] = [f"*.{name}.models.example.com"]


def _inference(inference: dict[str, Any], name: str, account: str, random: Random) -> None:
    """Keep one model or more of the sample, in its order, with GPUs, checkpoint version and host of their own."""
    known = inference["models"]
    kept = random.sample(sorted(known), random.randint(1, len(known)))
    inference["models"] = {
        key: model
        | {
            "model": f"s3://{name}-checkpoints-{account}/models/checkpoints/{key}-{random.randint(1, 9)}/",
            "gpus": random.choice(_GPUS[key]),
            "host": f"{key}.{name}.models.example.com",
        }
        for key, model in known.items()
        if key in kept
    }
    memory = inference.get("minimumGpuMemory", {})
    inference["minimumGpuMemory"] = {key: value for key, value in memory.items() if key in kept}
