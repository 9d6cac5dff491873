"""What a managed resource stands for in AWS, and whether AWS loses it together with the object."""

from __future__ import annotations

import json
from typing import Any

from slipway.catalogue import KindFacts, is_known, kind_facts
from slipway.plan.subject import Subject, mapping

EXTERNAL_NAME = "crossplane.io/external-name"
SYNC_OPTIONS = "argocd.argoproj.io/sync-options"


def facts_of(subject: Subject) -> KindFacts | None:
    """Return the catalogue's facts of the subject, None for a kind that it does not know or another of the name."""
    if not is_known(subject.kind):
        return None
    facts = kind_facts(subject.kind)
    return facts if facts.group == subject.identity.group else None


def is_managed(subject: Subject) -> bool:
    """Whether it stands for something in AWS."""
    facts = facts_of(subject)
    return facts is not None and facts.managed


def deletes(subject: Subject) -> bool:
    """Whether deleting the object deletes what it stands for.

    https://docs.crossplane.io/v2.3/managed-resources/managed-resources/#managementpolicies
    """
    if not is_managed(subject):
        return True
    policies = mapping(subject.manifest.get("spec")).get("managementPolicies", ["*"])
    return isinstance(policies, list) and not {"*", "Delete"}.isdisjoint(policies)


def external_name(subject: Subject) -> str:
    """Return the external name as far as git knows it, else ""."""
    given = subject.annotations.get(EXTERNAL_NAME)
    if given:
        return str(given)
    facts = facts_of(subject)
    return subject.identity.name if facts and facts.external_name == "annotation" else ""


def external_identity(subject: Subject, renames: dict[str, str] | None = None) -> str:
    """Return a text that two objects of one kind share exactly if they stand for the same thing in AWS, else "".

    ``renames`` leads from old to new names of other objects, whose references mean the same thing under both.
    """
    facts = facts_of(subject)
    if facts is None or not facts.managed:
        return ""
    region = str(subject.for_provider.get("region", ""))
    name = external_name(subject)
    if not name and facts.name_field and subject.for_provider.get(facts.name_field):
        cluster = renamed(_identifying(subject, ("clusterName", "clusterNameRef")), renames or {})
        name = json.dumps([subject.for_provider[facts.name_field], cluster], sort_keys=True)
    if not name and facts.external_name == "derived":
        fixed = tuple(
            one.segments[2] for one in facts.with_fact("immutable") if one.segments[:2] == ("spec", "forProvider")
        )
        found = _identifying(subject, fixed)
        name = json.dumps(renamed(found, renames or {}), sort_keys=True) if found else ""
    return f"{subject.kind} {region} {name}" if name else ""


def _identifying(subject: Subject, fields: tuple[str, ...]) -> dict[str, Any]:
    return {field: subject.for_provider[field] for field in fields if field in subject.for_provider}


def renamed(value: Any, renames: dict[str, str], key: str = "") -> Any:  # noqa: ANN401 - whatever YAML holds
    """Return the value with every reference to a renamed object led to its new name."""
    if isinstance(value, dict):
        if key.endswith(("Ref", "Refs")) and value.get("name") in renames:
            return {**value, "name": renames[value["name"]]}
        return {name: renamed(one, renames, name) for name, one in value.items()}
    return [renamed(one, renames, key) for one in value] if isinstance(value, list) else value


def asks(subject: Subject) -> str:
    """Return what Argo CD does before it prunes the object: "confirm" (it asks), "false" (it does not) or ""."""
    options = [part.strip() for part in str(subject.annotations.get(SYNC_OPTIONS, "")).split(",")]
    return next((option.removeprefix("Prune=") for option in options if option.startswith("Prune=")), "")
