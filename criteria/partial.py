"""A set with only some of its criteria: what one round asks."""

from __future__ import annotations

from collections.abc import Iterable
from collections.abc import Set as AbstractSet
from fractions import Fraction

from criteria.criterion import Criterion
from criteria.schema import CriteriaSet


def only(criteria: CriteriaSet, asked: AbstractSet[str]) -> CriteriaSet:
    """The same set with no other criteria than these ids; the set itself where they are all of it. What the
    print declares as maxima holds for the whole: the set, its parts and groups then have the sum of what is
    asked.
    """
    if asked >= criteria.by_id.keys():
        return criteria
    here = {item.key for item in criteria.general_info}
    here |= {f"{key}.{each.key}" for key in asked for each in criteria.by_id[key].inputs}
    groups = tuple(
        group.model_copy(update={"criteria": kept, "headings": (), "declared_max": _most(kept)})
        for group in criteria.groups
        if (kept := tuple(_alone(item, here) for item in group.criteria if item.id in asked))
    )
    parts = tuple(
        part.model_copy(update={"declared_max": _most(within)})
        for part in criteria.parts
        if (within := [item for group in groups if group.part == part.code for item in group.criteria])
    )
    own = {name: getattr(criteria, name) for name in type(criteria).model_fields}
    most = _most(item for group in groups for item in group.criteria)
    return CriteriaSet.model_construct(**{**own, "groups": groups, "parts": parts, "declared_max": most})


def _most(asked: Iterable[Criterion]) -> Fraction:
    return sum((item.max for item in asked), Fraction(0))


def _alone(criterion: Criterion, here: AbstractSet[str]) -> Criterion:
    """The criterion without links to figures that are not ``here`` (``8.1.b``): it asks for them itself."""
    inputs = tuple(
        item.model_copy(update={"same_as": ()})
        if not all(figure in here for figure in item.same_as)
        else item
        for item in criterion.inputs
    )
    return criterion if inputs == criterion.inputs else criterion.model_copy(update={"inputs": inputs})
