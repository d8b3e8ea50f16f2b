"""Whether a criteria set and a procedure fit: their groups agree in name and maximum, one to one."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction

from criteria.procedures import TOTAL, PartGroup, Procedure
from criteria.schema import CriteriaSet, Group
from criteria.vietnamese import fold, number


@dataclass(frozen=True, slots=True)
class Problem:
    """Why a set and a procedure do not fit: a stable code, the group, and what differs."""

    code: str
    where: str
    message: str


def pair(criteria: CriteriaSet, procedure: Procedure) -> list[Problem]:
    """Everything that does not fit; empty where the set can be scored by the procedure."""
    return list(_problems(criteria, procedure)) if procedure.parts else []


def block_of(criteria: CriteriaSet, procedure: Procedure) -> str:
    """The code of the procedure's block whose name shares most words with the set's subject: ``xã, phường``
    and ``Ủy ban nhân dân cấp xã``. Empty where none does, or two do alike.
    """
    subject = _kinds_of_body(criteria.subject)
    shared = sorted(
        ((len(subject & _kinds_of_body(block.name)), block.code) for block in procedure.blocks), reverse=True
    )
    counts = [count for count, _ in shared]
    clear = bool(counts) and counts[0] > 0 and counts.count(counts[0]) == 1
    return shared[0][1] if clear else ""


def _kinds_of_body(name: str) -> frozenset[str]:
    """What kind of body a name is about, without marks."""
    bare = fold(name).replace("uy ban nhan dan", " ")
    return frozenset(re.findall(r"[a-z]+", bare)) - {"ubnd", "cap", "cac"}


def out_of_reach(criteria: CriteriaSet, procedure: Procedure) -> list[Problem]:
    """Levels that nobody can reach because the print lost criteria of the set, in its total or a group."""
    most = most_points(criteria, procedure)
    names = {TOTAL: "Tổng điểm", **{item.code: item.name for item in procedure.rated}}
    return [
        Problem(
            "out-of-reach", level.code, f"{level.name} cần {names[code]} {number(needs)}, {_left(most[code])}"
        )
        for level in procedure.levels
        for code, needs in level.demands(criteria.declared_max).items()
        if most[code] < needs
    ]


def most_points(criteria: CriteriaSet, procedure: Procedure) -> dict[str, Fraction]:
    """The most that the set's criteria give: in total, and in each part and group of the procedure."""
    found = {
        code: sum((each.computed_max for each in groups), Fraction(0))
        for code, groups in partners(criteria, procedure).items()
    }
    parts = {
        part.code: sum((found[group.code] for group in part.groups), Fraction(0)) for part in procedure.parts
    }
    return {**found, **parts, TOTAL: criteria.computed_max}


def _left(most: Fraction) -> str:
    return f"các tiêu chí đang có cho nhiều nhất {number(most)}"


def partners(criteria: CriteriaSet, procedure: Procedure) -> dict[str, tuple[Group, ...]]:
    """The set's groups that bear the name of each of the procedure's groups, by the latter's code."""
    return {
        wanted.code: tuple(group for group in criteria.groups if _bears(group, wanted))
        for wanted in procedure.groups
    }


def _problems(criteria: CriteriaSet, procedure: Procedure) -> Iterator[Problem]:
    found = partners(criteria, procedure)
    for wanted in procedure.groups:
        yield from _of_group(wanted, found[wanted.code])
    for group in criteria.groups:
        fits = [wanted.name for wanted in procedure.groups if group in found[wanted.code]]
        if len(fits) != 1:
            what = "không thuộc nhóm nào" if not fits else f"vừa là {' vừa là '.join(fits)}"
            yield Problem("group-name", group.id, f"nhóm “{group.name}” {what} của quy trình {procedure.id}")


def _of_group(wanted: PartGroup, groups: tuple[Group, ...]) -> Iterator[Problem]:
    if len(groups) != 1:
        names = "; ".join(group.name for group in groups) or "không có"
        yield Problem(
            "group-name", wanted.code, f"cần đúng một nhóm “{wanted.name}” trong bộ tiêu chí: {names}"
        )
    for group in groups:
        if group.declared_max != wanted.max:
            said = f"tối đa {number(group.declared_max)} điểm, quy trình {number(wanted.max)}"
            yield Problem("group-max", group.id, f"nhóm “{group.name}”: bộ tiêu chí {said}")


def _bears(group: Group, wanted: PartGroup) -> bool:
    """Whether the name (hạ tầng) stands in the group's (CÁC TIÊU CHÍ VỀ CƠ SỞ HẠ TẦNG THÔNG TIN)."""
    return f" {_words(wanted.name)} " in f" {_words(group.name)} "


def _words(name: str) -> str:
    return " ".join(re.findall(r"\w+", fold(name)))
