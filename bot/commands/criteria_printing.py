"""Criteria sets, findings and scores as plain text on a terminal."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby
from typing import Any

from criteria.findings import Finding
from criteria.procedures import Procedure
from criteria.schema import CriteriaSet, Criterion, Ratio
from criteria.showing import option_points
from criteria.vietnamese import number, percent
from scoring.cases import Case
from scoring.claims import figure


def list_lines(sets: Iterable[CriteriaSet], procedures: Sequence[Procedure] = ()) -> list[str]:
    """One line for each set, then for each procedure, which is told by its heading."""
    lines = [
        f"{each.id:<18} v{each.version:<4} {len(each.criteria):>4} tiêu chí "
        f"{number(each.computed_max):>7} điểm  {each.title} ({each.decision.authority})"
        for each in sets
    ]
    return [*lines, "", "Quy trình và mức độ:", *map(_procedure_line, procedures)] if procedures else lines


def _procedure_line(procedure: Procedure) -> str:
    return (
        f"{procedure.id:<18} v{procedure.version:<4} {len(procedure.levels):>4} mức độ   "
        f"{procedure.title} ({procedure.decision.authority}), dùng cho {procedure.subject}"
    )


def set_lines(criteria: CriteriaSet) -> Iterator[str]:
    """The whole set: groups, criteria, how points are given, what is asked for, rulings."""
    said = criteria.decision
    yield f"{criteria.title} [{criteria.id}, phiên bản {criteria.version}, {criteria.digest[:12]}]"
    yield f"{said.title}, số {said.number}, {said.date}, {said.authority}; {said.annex}"
    yield f"Tối đa: {number(criteria.declared_max)} điểm; các dòng cộng lại: {number(criteria.computed_max)}"
    yield f"Thông tin chung: {len(criteria.general_info)} dòng"
    yield from _folded("Kết luận: ", [note.ruling for note in criteria.notes])
    for group in criteria.groups:
        yield ""
        yield f"{group.code}. {group.name} ({number(group.declared_max)} điểm)"
        for criterion in group.criteria:
            yield from _criterion_lines(criterion)


def _criterion_lines(criterion: Criterion) -> Iterator[str]:
    yield f"  {criterion.id} ({number(criterion.max)}) {criterion.name}"
    yield from (f"      {line}" for line in criterion.quote.splitlines())
    for item in criterion.inputs:
        linked = f" = thông tin {' + '.join(item.same_as)}" if item.same_as else ""
        yield f"      {item.key}: {item.label} [{item.type}{', ' + item.unit if item.unit else ''}]{linked}"
    yield from (f"      · {line}" for line in _rule_lines(criterion))
    if criterion.evidence:
        yield f"      Minh chứng: {criterion.evidence}"
    if criterion.verifier:
        yield f"      Xác minh: {criterion.verifier}"
    yield from (f"      Kết luận: {note.ruling}" for note in criterion.notes)


def _rule_lines(criterion: Criterion) -> Iterator[str]:
    """How the rule is encoded."""
    rule = criterion.rule
    formula = getattr(rule, "formula", None) or getattr(rule, "of", None)
    yield f"{rule.kind}: {formula.source}" if formula else rule.kind
    for worth in getattr(rule, "options", ()) or getattr(rule, "items", ()) or getattr(rule, "tiers", ()):
        points, depends = option_points(criterion, worth), worth.share or worth.points
        given = f"{number(points)} điểm" if points is not None else f"theo {depends.source}"
        yield f"{getattr(worth, 'key', 'mức')}: {worth.label} → {given}"
    if isinstance(rule, Ratio):
        for word, share in (("đạt tối đa từ", rule.target), ("0 điểm nếu dưới", rule.floor)):
            if share is not None:
                yield f"{word} {percent(share, 6)}"


def finding_lines(findings: Sequence[Finding]) -> Iterator[str]:
    """A report by set: first what still needs a ruling, then what has one."""
    if not findings:
        yield "Không có phát hiện nào."
    for name, members in groupby(findings, key=lambda finding: finding.set):
        found = sorted(members, key=lambda finding: finding.acknowledged)
        waiting = sum(1 for finding in found if not finding.acknowledged)
        yield f"{name}: {len(found)} phát hiện, {waiting} chưa có kết luận"
        for finding in found:
            mark = "✓" if finding.acknowledged else "✗"
            yield f"  {mark} {finding.where}: {finding.message} [{finding.code}]"
            if finding.acknowledged:
                yield f"      Kết luận: {finding.ruling}"


def result_lines(case: Case, result: dict[str, Any]) -> Iterator[str]:
    """Each unit's criteria with their derivations, then the ranking of each block."""
    yield from _folded("Lưu ý: ", result.get("level_warnings", ()))
    for unit, found in result["units"].items():
        yield f"{unit}: {_vietnamese(found['total'])}/{number(case.criteria.declared_max)} điểm"
        if "level_why" in found:
            yield f"  {found['level_why']}"
        for group in case.criteria.groups:
            points = number(figure(found["groups"][group.id]), case.criteria.rounding.places)
            yield f"  {group.code}. {group.name}: {points}/{number(group.declared_max)}"
            yield from (_score_line(each, found["criteria"][each.id]) for each in group.criteria)
        yield ""
    for block in dict.fromkeys(case.blocks.values()):
        yield f"Xếp hạng {block}".rstrip()
        members = [unit for unit in case.units if case.blocks[unit] == block]
        for unit in sorted(members, key=lambda name: int(result["units"][name]["rank"] or len(members) + 1)):
            found = result["units"][unit]
            place = f"{found['rank']:>5}." if found["rank"] else f"{'–':>5} "
            level = f"  [{found['level'] or 'không xếp hạng'}]" if "level_why" in found else ""
            yield f"{place} {_vietnamese(found['total']):>9}  {unit}{level}"


_STATES = {"missing": "chưa trả lời", "provisional": "tạm tính"}


def _score_line(criterion: Criterion, found: dict[str, Any]) -> str:
    points = f"{_vietnamese(found['points'])}/{number(criterion.max)}"
    how = found["derivation"] or _STATES.get(found["state"], found["state"])
    mark = " (tạm tính)" if found["state"] == "provisional" else ""
    return f"    {_padded(criterion.id, 8)} {points:>10}  {how}{mark}"


def _vietnamese(text: str) -> str:
    return number(figure(text))


def _folded(lead: str, texts: Iterable[str]) -> Iterator[str]:
    yield from (f"{lead}{text}" for text in texts)


def _padded(text: str, width: int) -> str:
    shown = sum(1 for c in text if not unicodedata.combining(c))
    return text + " " * (width - shown)
