"""What is asked: an object or a compiled file, and perhaps a field of it."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import PurePosixPath

from slipway.explain.emitted import COMPILED, Emitted
from slipway.explain.errors import NotFoundError, UnbuildableError
from slipway.explain.matching import means, meant, some, spelled, unknown
from slipway.explain.world import World
from slipway.schema.suggest import close


@dataclass(frozen=True, slots=True)
class Question:
    """An object or file as it was written, and the field behind the colon, "" for none."""

    object: str
    field: str = ""

    @property
    def is_file(self) -> bool:
        """Whether a compiled file is meant."""
        return self.object.endswith((".yaml", ".yml"))


def parse(text: str) -> Question:
    """Take ``OBJECT[:FIELD]`` apart.

    Raises:
        NotFoundError: there is no object in it.

    """
    name, _, field = text.strip().partition(":")
    if not name:
        raise NotFoundError(f"{text!r} names no object", hint="write Kind/name, or the path of a compiled file")
    return Question(name.removeprefix("./"), field)


def find(world: World, question: Question, target: str = "") -> tuple[Emitted, ...]:
    """Return the objects that are asked for: one, or all of a compiled file.

    Raises:
        NotFoundError: there is none, or there are several of a name.
        UnbuildableError: the inventory or a component is at fault.

    """
    if target and target not in world.targets:
        near = close(target, world.targets)
        raise NotFoundError(f"there is no target {target}", hint=meant(near), tried=[some(world.targets)])
    return _file(world, question, target) if question.is_file else (_object(world, question.object, target),)


def _file(world: World, question: Question, target: str) -> tuple[Emitted, ...]:
    folders = PurePosixPath(question.object).parts
    # From the repository's root, from compiled/, or from outside with an absolute path.
    named = folders[folders.index(COMPILED) + 1 :] if COMPILED in folders else folders
    if named and named[0] in world.targets and target in ("", named[0]):
        target, named = named[0], named[1:]
    inner = "/".join(named)
    if not target:
        near = close(named[0], world.targets) if named else ()
        raise NotFoundError(
            f"{question.object} lies in the folder of no target",
            hint=meant([f"{COMPILED}/{each}" for each in near]) or "name the file from the root of the repository",
            tried=[f"{COMPILED}/{name}/" for name in world.targets],
        )
    objects = world.objects(target)
    found = tuple(one for one in objects if one.file == inner)
    if not found:
        near = close(inner, dict.fromkeys(one.file for one in objects))
        message = f"target {target} compiles no file {inner}"
        hint = meant([f"{COMPILED}/{target}/{file}" for file in near])
        raise NotFoundError(message, hint=hint, tried=[f"{COMPILED}/{target}/{inner}"])
    return found


def _object(world: World, text: str, target: str) -> Emitted:
    kind, _, name = text.partition("/")
    known, found = _search(world, kind, name, target)
    if len(found) == 1:
        return found[0]
    if found:
        listed = some(spelled(one, kind) for one in found)
        several = len({one.target for one in found}) > 1
        choice = "give --target, or the whole name" if several else "give the whole name"
        raise NotFoundError(f"{text} means {len(found)} objects", hint=f"{choice}: {listed}")
    raise unknown(text, kind, name, known)


def _search(world: World, kind: str, name: str, target: str) -> tuple[list[Emitted], list[Emitted]]:
    """Return the objects that were looked through, and those that are meant.

    Raises:
        UnbuildableError: nothing was found where everything could be built.

    """
    known: list[Emitted] = []
    found: list[Emitted] = []
    fault: UnbuildableError | None = None
    narrow = _narrow(world, name) if not target else ()
    places = (target,) if target else narrow or world.targets
    world.render(places)
    for place in places:
        try:
            objects = world.objects(place)
        except UnbuildableError as error:
            fault = error
            continue
        known += objects
        found += [one for one in objects if means(one, place, kind, name)]
        if found and narrow:
            break
    if fault and not found:
        raise fault
    return known, found


def _narrow(world: World, name: str) -> tuple[str, ...]:
    """Return the target that a name starts with, and the hub, which holds what leads to each environment."""
    own = [target for target in world.targets if name == target or name.startswith(f"{target}-")]
    return tuple(dict.fromkeys(place for place in (max(own, key=len), world.hub) if place)) if own else ()
