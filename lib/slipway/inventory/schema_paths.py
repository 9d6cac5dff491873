"""pydantic's place of an error as a path of the inventory, and the field of the model that stands there.

pydantic puts names of union members and of validators between the keys; they mean nothing to whoever wrote the YAML.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from types import NoneType, UnionType
from typing import Annotated, Any, Literal, Union, get_args, get_origin

from pydantic import BaseModel, RootModel
from pydantic.fields import FieldInfo

KEY = "[key]"
"""pydantic's mark of an error in a key of a mapping, not in its value."""

_LISTS = (list, tuple, set, frozenset, Sequence)


@dataclass(frozen=True, slots=True)
class Spot:
    """A place in the model: the path as written in YAML, and the model and field that it ends in if they are known.

    ``others`` are the members of the tagged union that the model is one of, ``example`` is one of what belongs there.
    """

    path: tuple[str, ...]
    model: type[BaseModel] | None
    field: FieldInfo | None
    in_key: bool
    others: tuple[type[BaseModel], ...] = ()
    example: Any = None


@dataclass(slots=True)
class _Cursor:
    """A position in the types of a model; ``annotation`` is ``None`` once they do not tell any more."""

    annotation: Any
    discriminator: str = ""
    field: FieldInfo | None = None
    others: tuple[type[BaseModel], ...] = ()
    example: Any = None
    key: str | None = None

    def unwrap(self) -> None:
        """Take off everything around a type that adds nothing to a path."""
        while True:
            origin = get_origin(self.annotation)
            if origin is Annotated:
                self.annotation, *metadata = get_args(self.annotation)
                for item in metadata:
                    self.discriminator = _discriminator(item) or self.discriminator
            elif origin in (Union, UnionType) and len(_members(self.annotation)) == 1:
                self.annotation = _members(self.annotation)[0]
            elif isinstance(self.annotation, type) and issubclass(self.annotation, RootModel):
                self.enter(self.annotation.model_fields["root"])
            else:
                return

    def enter(self, field: FieldInfo) -> None:
        """Step into a field of a model."""
        self.field = field
        self.annotation = field.annotation
        self.discriminator = _discriminator(field)
        self.example = field.examples[0] if field.examples else None
        for item in field.metadata:
            self.discriminator = _discriminator(item) or self.discriminator

    def step(self, item: str | int) -> bool:
        """Step along one part of pydantic's place; tell whether that part is one of the inventory's keys or indices."""
        self.unwrap()
        origin = get_origin(self.annotation) or self.annotation
        self.others = ()
        if origin in (Union, UnionType):
            self.others = members_of(self.annotation)
            self.annotation = _member(self.annotation, item, self.discriminator)
            return False
        if isinstance(origin, type) and issubclass(origin, BaseModel):
            field = field_of(origin, str(item))
            if field:
                self.enter(field)
            else:
                self.annotation = self.field = self.example = None
            return True
        arguments = get_args(self.annotation)
        self.field = None
        if origin in (dict, Mapping):
            self.key, self.example = next(iter(self.example.items()), (None, None)) if self.example else (None, None)
            self.annotation = arguments[1] if len(arguments) > 1 else None
        elif origin in _LISTS:
            self.example = self.example[0] if self.example else None
            self.annotation = arguments[0] if arguments else None
        else:
            self.annotation = None
        return True


def spot(model: type[BaseModel], location: Sequence[str | int]) -> Spot:
    """Return where an error of ``model`` lies."""
    cursor = _Cursor(model)
    path: list[str] = []
    innermost: type[BaseModel] | None = None
    others: tuple[type[BaseModel], ...] = ()
    in_key = bool(location) and location[-1] == KEY
    for item in location[:-1] if in_key else location:
        cursor.unwrap()
        innermost, others = (cursor.annotation, cursor.others) if _is_model(cursor.annotation) else (None, ())
        if cursor.step(item):
            path.append(str(item))
    return Spot(tuple(path), innermost, cursor.field, in_key, others, cursor.key if in_key else cursor.example)


def field_of(model: type[BaseModel], key: str) -> FieldInfo | None:
    """Return the field that a key of the inventory fills."""
    for name, field in model.model_fields.items():
        if key in (field.alias, field.validation_alias) or (key == name and field.alias in (None, name)):
            return field
    return None


def keys_of(model: type[BaseModel]) -> tuple[str, ...]:
    """Return the keys that a section of the inventory may hold."""
    return tuple(field.alias or name for name, field in model.model_fields.items())


def members_of(union: Any) -> tuple[type[BaseModel], ...]:  # noqa: ANN401 - any type annotation
    """Return the models that a value may be."""
    return tuple(member for member in map(_bare, _members(union)) if _is_model(member))


def _is_model(annotation: object) -> bool:
    return isinstance(annotation, type) and issubclass(annotation, BaseModel)


def _discriminator(item: object) -> str:
    found = getattr(item, "discriminator", None)
    return found if isinstance(found, str) else ""


def _members(union: Any) -> list[Any]:  # noqa: ANN401
    return [member for member in get_args(union) if member is not NoneType]


def _bare(annotation: Any) -> Any:  # noqa: ANN401
    return get_args(annotation)[0] if get_origin(annotation) is Annotated else annotation


def _member(union: Any, label: str | int, discriminator: str) -> Any:  # noqa: ANN401
    """Return the member of a union that pydantic's label names, by the tag of a tagged union or else by its type."""
    for member in _members(union):
        bare = _bare(member)
        if discriminator and _is_model(bare):
            tag = field_of(bare, discriminator) or bare.model_fields.get(discriminator)
            if tag and get_origin(tag.annotation) is Literal and label in get_args(tag.annotation):
                return member
        name = getattr(bare, "__name__", str(bare))
        if label == name or (isinstance(label, str) and label.startswith(f"{name}[")):
            return member
    return None
