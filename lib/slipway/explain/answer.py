"""The answer to a question: everything known about a file, an object or a field, put together."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path as Folder

from slipway.explain import question as questions
from slipway.explain.emitted import Emitted
from slipway.explain.errors import NotFoundError
from slipway.explain.facts import fact_lines, kind_line
from slipway.explain.fields import resolve, value_at
from slipway.explain.influence import on_file, on_object
from slipway.explain.late import late_values
from slipway.explain.links import Links
from slipway.explain.setting import Setting
from slipway.explain.values import Explanation, Link, Path
from slipway.explain.world import World
from slipway.latebinding.bind import KIND as LATE_BINDING
from slipway.manifest import identity
from slipway.plan.values import ABSENT
from slipway.schema.path import spell


def explain(root: Folder, text: str, target: str = "") -> Explanation:
    """Explain ``OBJECT[:FIELD]`` of the project at ``root``.

    Raises:
        NotFoundError: there is no such object or field, or there are several.
        UnbuildableError: the inventory or a component is at fault.

    """
    world = World(root)
    question = questions.parse(text)
    found = questions.find(world, question, target)
    if question.is_file and not question.field:
        return _file(Setting(world, found))
    subject = found[0] if len(found) == 1 else _having(found, question.field)
    wrapper = bool(subject.binding) and question.object.lower().startswith(LATE_BINDING.lower())
    return _object(Setting(world, (subject,)), question.field, wrapper=wrapper)


def _file(setting: Setting) -> Explanation:
    links = Links(setting.neighbours)
    mine = {one.identity for one in setting.subjects}
    uses = (link for one in setting.subjects for link in links.uses(one))
    used_by = (link for one in setting.subjects for link in links.used_by(one))
    influences = on_file(setting.bench, setting.subjects)
    return replace(
        setting.origin,
        keys=setting.keys(influences, _kind_and_name),
        presence=setting.presence(influences),
        rules=setting.rules(influences),
        uses=tuple(dict.fromkeys(link for link in uses if link.identity not in mine)),
        used_by=tuple(dict.fromkeys(link for link in used_by if link.identity not in mine)),
    )


def _object(setting: Setting, field: str, *, wrapper: bool) -> Explanation:
    (subject,) = setting.subjects
    manifest = subject.manifest if wrapper else subject.resource
    path = resolve(manifest, field) if field else ()
    value = value_at(manifest, path) if field else None
    late = late_values(subject, value if field else subject.resource)
    links = Links(setting.neighbours)
    influences = on_object(setting.bench, subject, path, wrapper=wrapper)
    spelled = spell(path)
    origin = setting.origin
    entry = origin.objects[0]
    return replace(
        origin,
        objects=(replace(entry, identity=identity(manifest), binding=""),) if wrapper else origin.objects,
        field=spelled,
        value=value,
        keys=setting.keys(influences, None if field else spell),
        presence=setting.presence(influences),
        late=late,
        rules=setting.rules(influences, subject, path, late=bool(late)),
        kind=kind_line(manifest),
        facts=fact_lines(manifest, path),
        uses=tuple(link for link in links.uses(subject) if _within(link, spelled, late=bool(late))),
        used_by=links.used_by(subject),
    )


def _kind_and_name(path: Path) -> str:
    """Return an object of a file as text: its kind and its name are the path."""
    return "/".join(str(step) for step in path)


def _within(link: Link, field: str, *, late: bool) -> bool:
    """Whether a link belongs to a field: it lies at it, in it or around it, or the field is filled from its object."""
    if not field or (late and link.relation == "lateBindingSource"):
        return True
    return any(
        one == other or one.startswith((f"{other}.", f"{other}["))
        for one, other in ((link.field, field), (field, link.field))
    )


def _having(objects: Sequence[Emitted], field: str) -> Emitted:
    """Return the one object of a file that has a field.

    Raises:
        NotFoundError: none has it, or several do.

    """
    having: list[Emitted] = []
    faults: list[NotFoundError] = []
    for one in objects:
        try:
            if value_at(one.resource, resolve(one.resource, field)) is not ABSENT:
                having.append(one)
        except NotFoundError as error:
            faults.append(error)
    if len(having) == 1:
        return having[0]
    listed = ", ".join(f"{one.identity.kind}/{one.identity.name}" for one in having or objects)
    if having:
        raise NotFoundError(
            f"{len(having)} objects of {objects[0].path} have a field {field}", hint=f"ask for one of {listed}"
        )
    hint = next((error.hint for error in faults if error.hint), "")
    raise NotFoundError(f"no object of {objects[0].path} has a field {field}", hint=hint, tried=[listed])
