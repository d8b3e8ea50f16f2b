"""What changed between two criteria sets, or two versions of one, as a jurist would name it.

The comparison follows the fields of the schema, so that no field can be forgotten: two sets without a change
between them are equal.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from operator import itemgetter
from typing import Any, Final, TypeVar

from criteria.criterion import Criterion, InfoField, Input, Note, Restored
from criteria.field_names import field_name
from criteria.findings import group as at_group
from criteria.findings import part as at_part
from criteria.formula import Formula
from criteria.kinds import Model, Option, Tier
from criteria.schema import Acknowledged, CriteriaSet, Group, Heading, Lost, Part
from criteria.vietnamese import plain

Value = str | Fraction | None
"""Text, an exact number, or nothing."""

M = TypeVar("M", bound=Model)
R = TypeVar("R", Group, Criterion)
Pair = tuple[M | None, M | None]
Row = Group | Criterion


@dataclass(frozen=True, slots=True)
class Change:
    """Where (as ``lint`` says it: ``set``, ``group 2``, ``tt.1.4``, a criterion's id), what, from, to."""

    where: str
    what: str
    before: Value = None
    after: Value = None


def compare(before: CriteriaSet, after: CriteriaSet) -> tuple[Change, ...]:
    """All changes: of the set, of its groups, then of its criteria; none where the sets are equal."""
    return tuple(_changes(before, after))


def _changes(before: CriteriaSet, after: CriteriaSet) -> Iterator[Change]:
    yield from _fields(_Place("set"), before, after, "groups")
    groups, criteria = _met(before.groups, after.groups), _met(before.criteria, after.criteria)
    yield from _order(_Place("set", ("nhóm",)), before.groups, groups)
    for old, new in groups:
        yield from _row(at_group((new or old).id), "nhóm", old, new)  # type: ignore[union-attr]
        if old and new:
            rows = [pair for pair in criteria if pair[0] in old.criteria and pair[1] in new.criteria]
            yield from _order(_Place(at_group(new.id), ("tiêu chí",)), old.criteria, rows)
    new_homes = {old.id: new.id for old, new in groups if old and new}
    for one, other in criteria:
        yield from _row((other or one).id, "tiêu chí", one, other)  # type: ignore[union-attr]
        if one and other:
            home, now = before.group_of(one.id), after.group_of(other.id)
            if new_homes.get(home.id) != now.id:
                yield Change(other.id, "chuyển nhóm", f"{home.id}. {home.name}", f"{now.id}. {now.name}")


# groups and criteria --------------------------------------------------------------------------------------


def _met(before: Sequence[R], after: Sequence[R]) -> list[tuple[R | None, R | None]]:
    """Who is who, in the new order, those that are gone last: by id and name, by name, then by id.

    So a row that only got a new number because another was put before it is not taken for that other one.
    """
    found: dict[str, R] = {}
    for known in (lambda row: (row.id, row.name), lambda row: row.name, lambda row: row.id):
        gone = _once([row for row in before if row not in found.values()], known)
        come = _once([row for row in after if row.id not in found], known)
        found |= {come[key].id: gone[key] for key in come.keys() & gone.keys()}
    stay: list[tuple[R | None, R | None]] = [(found.get(row.id), row) for row in after]
    return stay + [(row, None) for row in before if row not in found.values()]


def _once(rows: Sequence[R], known: Any) -> dict[Any, R]:
    """Rows by what they are known by, where only one is."""
    counted = Counter(known(row) for row in rows)
    return {known(row): row for row in rows if counted[known(row)] == 1}


def _row(where: str, noun: str, old: Row | None, new: Row | None) -> Iterator[Change]:
    """What became of one group or criterion."""
    if old is None or new is None:
        yield Change(where, f"bỏ {noun}" if old else f"thêm {noun}", _brief(old), _brief(new))
        return
    if old.id != new.id:
        yield Change(where, f"đổi mã {noun}", old.id, new.id)
    derived = all(each.id == each.code.replace(",", ".") for each in (old, new))
    renumbered = ("code",) if derived and old.id != new.id else ()
    yield from _fields(_Place(where), old, new, "id", "criteria", *renumbered)


def _brief(row: Row | None) -> Value:
    if row is None:
        return None
    return f"{row.name} ({plain(row.max if isinstance(row, Criterion) else row.declared_max)} điểm)"


def _order(at: _Place, before: Sequence[Model], pairs: Sequence[Pair[Any]]) -> Iterator[Change]:
    """Whether those that stayed stand in another order, which may decide who comes first."""
    new = [(before.index(old), _key(item)) for old, item in pairs if old is not None and item is not None]
    if new != (old := sorted(new, key=itemgetter(0))):
        told = (", ".join(key for _, key in each) for each in (old, new))
        yield Change(at.where, at.of("thứ tự").what, *told)


# fields ---------------------------------------------------------------------------------------------------

_KEYS: Final[dict[type[Model], str]] = {
    **dict.fromkeys((Option, Input, InfoField), "key"),
    **dict.fromkeys((Lost, Acknowledged), "where"),
    **dict.fromkeys((Group, Criterion), "id"),
    Tier: "label",
    Heading: "text",
    Part: "code",
    Note: "print",
    Restored: "field",
}
"""What items of a list are known by."""

_SHOWN: Final = 60  # characters of a key


@dataclass(frozen=True, slots=True)
class _Place:
    """Where in the set, and the path of names from there."""

    where: str
    path: tuple[str, ...] = ()

    @property
    def what(self) -> str:
        return " › ".join(self.path)

    def into(self, name: str) -> _Place:
        return replace(self, path=(*self.path, name))

    def of(self, verb: str, key: str = "") -> _Place:
        """The last name with what is done to it, and which one it is."""
        short = key if len(key) <= _SHOWN else f"{key[:_SHOWN]}…"
        named = " ".join(filter(None, (verb, self.path[-1], f"“{short}”" if key else "")))
        return replace(self, path=(*self.path[:-1], named))

    def item(self, item: Model) -> _Place:
        """An item of the list: lines of the general information and parts are places of their own."""
        if isinstance(item, InfoField):
            return _Place(f"tt.{item.key}")
        return _Place(at_part(item.code)) if isinstance(item, Part) else self.of("", _key(item))

    def listed(self, verb: str, item: Model) -> _Place:
        """An item that is new, or gone."""
        own = self.item(item)
        return replace(own, path=(f"{verb} {self.path[-1]}",)) if not own.path else self.of(verb, _key(item))


def _fields(at: _Place, old: Model, new: Model, *without: str) -> Iterator[Change]:
    """Changes of all fields of two records of one kind."""
    for field in type(new).model_fields:
        was, now = getattr(old, field), getattr(new, field)
        if field not in without and was != now:
            yield from _values(at.into(field_name(type(new), field)), was, now)


def _values(at: _Place, old: Any, new: Any) -> Iterator[Change]:
    if isinstance(old, Model) and type(old) is type(new):
        yield from _fields(at, old, new)
    elif isinstance(old, tuple) and any(isinstance(each, Model) for each in (*old, *new)):
        yield from _items(at, old, new)
    else:
        yield Change(at.where, at.what, _value(old), _value(new))


def _items(at: _Place, before: Sequence[Model], after: Sequence[Model]) -> Iterator[Change]:
    """Items that are gone, new, changed, or in another order."""
    pairs = _paired(before, after)
    for old, new in pairs:
        if old and new:
            yield from _fields(at.item(new), old, new)
        elif old:
            gone = at.listed("đã bổ sung" if isinstance(old, Lost) else "bỏ", old)
            yield Change(gone.where, gone.what, before=_said(old))
        elif new:
            come = at.listed("thêm", new)
            yield Change(come.where, come.what, after=_said(new))
    yield from _order(at, before, pairs)


def _paired(before: Sequence[M], after: Sequence[M]) -> list[Pair[M]]:
    """Who is who, in the new order, those that are gone last: what is equal first, then by key.

    The rows of a scale that are left are taken one after the other: their ends are in their names.
    """
    left, found = list(before), dict[int, M]()
    for same in (
        lambda old, new: old == new,
        lambda old, new: _key(old) == _key(new),
        lambda _old, new: isinstance(new, Tier),
    ):
        for place, new in enumerate(after):
            old = next((each for each in left if same(each, new)), None)
            if place not in found and old is not None:
                found[place] = old
                left.remove(old)
    stay: list[Pair[M]] = [(found.get(place), new) for place, new in enumerate(after)]
    return stay + [(old, None) for old in left]


def _key(item: Model) -> str:
    return " ".join(str(getattr(item, _KEYS[type(item)])).split())


def _value(value: Any) -> Value:
    """A value as it is shown: nothing, text, or an exact number."""
    if value is None or value == "":
        return None
    if isinstance(value, bool):
        return "có" if value else "không"
    if isinstance(value, Fraction | int):
        return Fraction(value)
    if isinstance(value, Formula):
        return value.source
    if isinstance(value, Model):
        return _said(value)
    return ", ".join(value) if isinstance(value, tuple) else str(value)


def _said(item: Model) -> str:
    """A whole record in one line, without what it leaves unsaid."""
    found = []
    for name, field in type(item).model_fields.items():
        value = getattr(item, name)
        if value not in (field.default, ()):
            shown = "; ".join(map(_said, value)) if _records(value) else _value(value)
            text = plain(shown) if isinstance(shown, Fraction) else shown
            found.append(f"{field_name(type(item), name)}: {text}")
    return ", ".join(found)


def _records(value: Any) -> bool:
    return isinstance(value, tuple) and all(isinstance(each, Model) for each in value)
