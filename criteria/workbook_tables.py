"""The tables of a set's Excel workbook, read off the schema: a sheet for each list of models, a column for
each scalar below it. A field that is added to the schema is a column of the workbook by itself.

Rows of a list inside a list say whom they belong to in the column ``owner``.
"""

from __future__ import annotations

import types
from collections.abc import Iterator
from dataclasses import dataclass, replace
from fractions import Fraction
from typing import Annotated, Any, Final, Literal, Union, get_args, get_origin

from pydantic import BaseModel
from pydantic.fields import FieldInfo

from criteria.examples import Example
from criteria.formula import Formula
from criteria.schema import CriteriaSet

Keys = tuple[str, ...]
Kind = Literal["text", "code", "number", "formula", "whole", "flag", "choice", "codes", "answer"]

OWNER: Final = "owner"
KEYS: Final = {
    "Group": "id", "Criterion": "id", "InfoField": "key", "Part": "code", "Input": "key", "Option": "key",
}  # fmt: skip
"""By what the rows of a model are told apart."""
REFERENCES: Final[dict[str, Keys]] = {
    "Group.part": ("parts",),
    "Example.criterion": ("groups", "criteria"),
}
_CODES: Final = {"id", "code", "key", "part", "requires", "procedure", "version", "criterion"}
_SIMPLE: Final[dict[Any, Kind]] = {
    str: "text", Fraction: "number", Formula: "formula", int: "whole", bool: "flag", tuple[str, ...]: "codes",
}  # fmt: skip


class SetWorkbook(CriteriaSet):
    """What a workbook holds besides the print: the set and its worked examples."""

    examples: tuple[Example, ...] = ()


@dataclass(frozen=True, slots=True)
class Column:
    """One scalar of a row. ``path``: its keys in the row (``rule``, ``kind``); ``source``: who explains it.

    ``kinds``: the kinds of rules that have it, where not all of them do. ``refers``: the table whose codes
    stand here.
    """

    path: Keys
    kind: Kind
    source: str = ""
    required: bool = False
    choices: Keys = ()
    kinds: Keys = ()
    refers: Keys | None = None

    @property
    def key(self) -> str:
        """How the machine knows the column: ``rule.kind``."""
        return ".".join(self.path)


@dataclass(frozen=True, slots=True)
class Table:
    """One sheet. ``path``: keys from the set down to the list, empty for the set itself.

    ``owner``: the path of the table whose rows own these rows. ``always``: the list is written even where
    it is empty; ``kinds``: only rules of these kinds have it.
    """

    path: Keys
    model: str
    columns: tuple[Column, ...]
    owner: Keys | None = None
    always: bool = False
    kinds: Keys = ()

    @property
    def inner(self) -> Keys:
        """Keys from the owning row (or the set) down to the list."""
        return self.path[len(self.owner or ()) :]

    @property
    def key(self) -> str:
        """The column by which rows are told apart, empty where they are not."""
        return KEYS.get(self.model, "")


@dataclass(frozen=True, slots=True)
class _Leaf:
    path: Keys
    type: Any
    required: bool
    kinds: Keys = ()


def tables_of(model: type[BaseModel], path: Keys = (), owner: Keys | None = None) -> Iterator[Table]:
    """The table of the model's scalars, then those of its lists; raises TypeError for what no cell holds."""
    leaves = list(_leaves(model))
    lists = [leaf for leaf in leaves if _member(leaf.type)]
    columns = [_column(model.__name__, leaf) for leaf in leaves if leaf not in lists]
    columns.sort(key=lambda column: column.key != "key")
    if owner:
        columns.insert(0, Column((OWNER,), "code", f"{owner[-1]}.{OWNER}", required=True, refers=owner))
    yield Table(path, model.__name__, tuple(columns), owner)
    for leaf in lists:
        member = _member(leaf.type)
        assert member  # noqa: S101 - lists are those that have one
        first, *rest = tables_of(member, (*path, *leaf.path), path or None)
        yield replace(first, always=leaf.required, kinds=leaf.kinds)
        yield from rest


def _leaves(model: type[BaseModel], above: Keys = (), *, required: bool = True) -> Iterator[_Leaf]:
    """Everything below the model that is no model itself; what has only one value is left out."""
    for name, info in model.model_fields.items():
        path, needed, type_ = (*above, name), required and info.is_required(), _bare(info.annotation)
        if info.discriminator:
            yield from _variants(path, info, type_)
        elif isinstance(type_, type) and issubclass(type_, BaseModel):
            yield from _leaves(type_, path, required=needed)
        elif not (get_origin(type_) is Literal and len(get_args(type_)) == 1):
            yield _Leaf(path, type_, needed)


def _variants(path: Keys, info: FieldInfo, union: Any) -> Iterator[_Leaf]:
    """The kind, then what any of the kinds has, once."""
    found: dict[Keys, _Leaf] = {}
    tags = []
    for variant in get_args(union):
        (tag,) = get_args(variant.model_fields[info.discriminator].annotation)
        tags.append(tag)
        for leaf in _leaves(variant, path):
            before = found.get(leaf.path, leaf)
            found[leaf.path] = replace(leaf, kinds=(*before.kinds, tag))
    yield _Leaf((*path, str(info.discriminator)), Literal[tuple(tags)], info.is_required())
    yield from found.values()


def _column(model: str, leaf: _Leaf) -> Column:
    source = f"{model}.{'.'.join(leaf.path)}"
    choices = get_args(leaf.type) if get_origin(leaf.type) is Literal else ()
    needed = leaf.required and not leaf.kinds
    return Column(leaf.path, _kind(leaf), source, needed, choices, leaf.kinds, REFERENCES.get(source))


def _kind(leaf: _Leaf) -> Kind:
    if get_origin(leaf.type) is Literal:
        return "choice"
    if leaf.type is str and leaf.path[-1] in _CODES:
        return "code"
    if leaf.type in _SIMPLE:
        return _SIMPLE[leaf.type]
    if leaf.path == ("given",):
        return "answer"
    raise TypeError(f"{'.'.join(leaf.path)}: a workbook has no cell for {leaf.type}")


def _bare(annotation: Any) -> Any:
    """The type without ``None`` and what is annotated."""
    if get_origin(annotation) is Annotated:
        return _bare(get_args(annotation)[0])
    if get_origin(annotation) in {Union, types.UnionType}:
        rest = [each for each in get_args(annotation) if each is not type(None)]
        return _bare(rest[0]) if len(rest) == 1 else annotation
    return annotation


def _member(type_: Any) -> type[BaseModel] | None:
    """The model that a list holds."""
    if get_origin(type_) is tuple and issubclass(get_args(type_)[0], BaseModel):
        member: type[BaseModel] = get_args(type_)[0]
        return member
    return None


TABLES: Final = tuple(tables_of(SetWorkbook))
