"""Plays: folders of steps on a control plane. A file is a step: what happens, and what every LateBinding then answers.

    about: what must hold
    do:
      - {bind: role}                                    # git gets a LateBinding of world.py
      - {apply: Cluster dev/dev, with: {...}}           # merged over the object; null removes
      - {ready: Role dev/dev-inference, with: {...}}    # the provider is done with the newest generation
      - {remove: Cluster dev/dev}
    answers: {dev-inference: {...}}   # the complete answers that are new; all others must be as after the step before

After a change that is meant, rewrite all answers: python -m tests.latebinding.play
"""

from __future__ import annotations

from copy import deepcopy
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from slipway.manifest import Identity, Manifest, identity
from tests.latebinding.control_plane import ControlPlane
from tests.latebinding.world import EC2, EKS, IAM, KMS, binding

FOLDER = Path(__file__).parent / "plays"
PLAYS = sorted(path.name for path in FOLDER.iterdir())
VERSIONS = {
    "Cluster": EKS,
    "Key": KMS,
    "LateBinding": "slipway.dev/v1alpha1",
    "LaunchTemplate": EC2,
    "NodeGroup": EKS,
    "OpenIDConnectProvider": IAM,
    "Policy": IAM,
    "Role": IAM,
    "Secret": "v1",
}

Step = dict[str, Any]


def steps(play: str) -> list[tuple[str, Step]]:
    """Return the names and contents of a play's steps."""
    return [(path.stem, yaml.safe_load(path.read_text())) for path in sorted((FOLDER / play).glob("*.yaml"))]


@dataclass(frozen=True)
class Moment:
    """The world after one step, and after one more look at everything."""

    name: str
    step: Step
    answers: dict[str, Any]
    answers_again: dict[str, Any]
    objects: dict[Identity, Manifest]
    objects_again: dict[Identity, Manifest]
    composed: dict[Identity, Manifest]  # as stated by the LateBindings
    deleted: tuple[Identity, ...]


@cache
def run(play: str) -> tuple[Moment, ...]:
    """Play all steps and return what is to be seen after each."""
    plane = ControlPlane()
    moments = []
    for name, step in steps(play):
        for action in step["do"]:
            perform(plane, action)
        answers, objects = plane.settle(), deepcopy(plane.objects)
        again, composed = plane.settle(), deepcopy(plane.applied)
        after = deepcopy(plane.objects)
        moments.append(Moment(name, step, answers, again, objects, after, composed, tuple(plane.deleted)))
    return tuple(moments)


def perform(plane: ControlPlane, action: dict[str, Any]) -> None:
    """Do one thing to the objects of the control plane."""
    if "bind" in action:
        plane.apply(binding(action["bind"]))
    elif "remove" in action:
        plane.remove(identity(_named(action["remove"])))
    elif "apply" in action:
        plane.apply({**_named(action["apply"]), **action["with"]} | _metadata(action["apply"], action["with"]))
    else:
        named = _named(action["ready"])
        generation = plane.objects[identity(named)]["metadata"]["generation"]
        conditions = [
            {"type": kind, "status": "True", "observedGeneration": generation} for kind in ("Ready", "Synced")
        ]
        plane.apply({**named, "status": {"conditions": conditions, "atProvider": action.get("with", {})}})


def _named(text: str) -> Manifest:
    """Return an empty object by its kind, namespace and name: ``Role dev/dev-inference``."""
    kind, _, place = text.partition(" ")
    namespace, _, name = place.partition("/")
    return {"apiVersion": VERSIONS[kind], "kind": kind, "metadata": {"name": name, "namespace": namespace}}


def _metadata(text: str, change: Manifest) -> Manifest:
    return {"metadata": {**change.get("metadata", {}), **_named(text)["metadata"]}}


def rewrite() -> None:
    """Write the answers of today's script into the files, each only where it differs from the step before."""
    for play in PLAYS:
        before: dict[str, Any] = {}
        for moment in run(play):
            path = FOLDER / play / f"{moment.name}.yaml"
            given = path.read_text().partition("answers:")[0]
            new = {each: answer for each, answer in moment.answers.items() if before.get(each) != answer}
            path.write_text(given + yaml.safe_dump({"answers": new}, width=120, allow_unicode=True))
            before = moment.answers


if __name__ == "__main__":
    rewrite()
