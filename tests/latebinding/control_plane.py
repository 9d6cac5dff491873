"""Plays Crossplane around the script: rounds of lookups, observed objects, apply, collection, status.

https://github.com/crossplane/crossplane/blob/v2.3.4/internal/controller/apiextensions/composite/composition_functions.go
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from crossplane.function.proto.v1 import run_function_pb2 as fnv1

from slipway.latebinding.bind import is_late_binding
from slipway.manifest import Identity, Manifest, identity
from tests.latebinding.function import answer, request, run
from tests.latebinding.world import merged

MOST_ROUNDS = 5
RESOURCE_NAME = "crossplane.io/composition-resource-name"


class ControlPlane:
    """A management cluster: its objects, and the LateBindings run until nothing moves any more."""

    def __init__(self) -> None:
        self.objects: dict[Identity, Manifest] = {}
        self.applied: dict[Identity, Manifest] = {}  # by composed object: what Crossplane's field manager owns
        self.deleted: list[Identity] = []

    def apply(self, manifest: Manifest) -> None:
        """Write an object as git, a person or the provider does; null removes a field."""
        key = identity(manifest)
        before = self.objects.get(key, {"metadata": {"uid": str(key), "generation": 0}})
        after = merged(before, manifest)
        changed = {name: after[name] for name in after if name not in ("metadata", "status")}
        if changed != {name: before[name] for name in before if name not in ("metadata", "status")}:
            after["metadata"]["generation"] += 1
        self.objects[key] = after

    def remove(self, key: Identity) -> None:
        """Delete an object by hand."""
        del self.objects[key]

    def settle(self) -> dict[str, Any]:
        """Run every LateBinding until no object changes, and return the last complete answer of each by its name."""
        for _ in range(10):
            before = repr(self.objects)
            answers = {each["metadata"]["name"]: self.reconcile(each) for each in list(self.bindings())}
            if repr(self.objects) == before:
                return answers
        raise AssertionError("the LateBindings do not come to rest")

    def bindings(self) -> Iterator[Manifest]:
        """Yield the LateBindings by name."""
        return (each for _, each in sorted(self.objects.items()) if is_late_binding(each))

    def reconcile(self, binding: Manifest) -> Any:
        """Run one LateBinding as Crossplane does, and return the complete answer of the last round."""
        observed = dict(self._observed(binding))
        rsp = self._rounds(binding, observed)
        conditions = {each.type: {"status": each.status, "reason": each.reason} for each in rsp.conditions}
        if any(each.severity == fnv1.SEVERITY_FATAL for each in rsp.results):
            self._status(binding, {"conditions": {**conditions, "Synced": {"status": "False"}}})
            return answer(rsp)
        desired = answer(rsp).get("desired", {})
        for rid in sorted(set(observed) - set(desired.get("resources", {}))):
            self.deleted.append(identity(observed[rid]))
            self.remove(identity(observed[rid]))
        for rid, each in desired.get("resources", {}).items():
            self._compose(binding, rid, each["resource"])
        ready = [each.get("ready") == "READY_TRUE" for each in desired.get("resources", {}).values()]
        whole = all(ready) and desired["composite"].get("ready") != "READY_FALSE"
        conditions |= {"Synced": {"status": "True"}, "Ready": {"status": str(whole)}}
        self._status(binding, {**desired["composite"]["resource"]["status"], "conditions": conditions})
        return answer(rsp)

    def _rounds(self, binding: Manifest, observed: dict[str, Manifest]) -> fnv1.RunFunctionResponse:
        """Call the script until it asks for the same twice, feeding it what it asked for."""
        found: dict[str, Manifest | None] | None = None
        asked = fnv1.Requirements()
        for _ in range(MOST_ROUNDS):
            rsp = run(request(binding, observed, found))
            if rsp.requirements == asked or any(each.severity == fnv1.SEVERITY_FATAL for each in rsp.results):
                return rsp
            asked = rsp.requirements
            found = {
                name: self.objects.get(
                    identity(
                        {
                            "apiVersion": each.api_version,
                            "kind": each.kind,
                            "metadata": {"name": each.match_name, "namespace": each.namespace},
                        }
                    )
                )
                for name, each in asked.resources.items()
            }
        raise AssertionError("requirements do not stabilise")

    def _observed(self, binding: Manifest) -> Iterator[tuple[str, Manifest]]:
        """Yield what the LateBinding composed earlier: objects it controls, by composition resource name."""
        for each in self.objects.values():
            owners = each["metadata"].get("ownerReferences", [])
            if any(owner["uid"] == binding["metadata"]["uid"] for owner in owners):
                yield each["metadata"]["annotations"][RESOURCE_NAME], each

    def _compose(self, binding: Manifest, rid: str, desired: Manifest) -> None:
        """Apply server-side and by force: fields stated earlier and no longer are removed, other people's stay."""
        wrapper = binding["metadata"]
        owner = {key: binding[key] for key in ("apiVersion", "kind")} | {"name": wrapper["name"], "uid": wrapper["uid"]}
        added = {
            "namespace": wrapper["namespace"],
            "annotations": {RESOURCE_NAME: rid},
            "ownerReferences": [{**owner, "controller": True}],
        }
        stated = merged(desired, {"metadata": added})
        key = identity(stated)
        self.apply(merged(_dropped(self.applied.get(key, {}), stated), stated))
        self.applied[key] = stated

    def _status(self, binding: Manifest, status: dict[str, Any]) -> None:
        """Write the status of a LateBinding: conditions are added to, everything else is replaced."""
        before = self.objects[identity(binding)].get("status", {})
        conditions = {**before.get("conditions", {}), **status["conditions"]}
        values = before if set(status) == {"conditions"} else status
        self.objects[identity(binding)]["status"] = {**values, "conditions": conditions}


def _dropped(before: Any, after: Any) -> Any:
    """Return the merge patch that removes what ``before`` states and ``after`` does not."""
    return {
        key: _dropped(value, after[key]) if key in after else None
        for key, value in before.items()
        if key not in after or (isinstance(value, dict) and isinstance(after[key], dict))
    }
