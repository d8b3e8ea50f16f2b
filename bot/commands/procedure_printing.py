"""Procedures and their levels as plain text on a terminal."""

from __future__ import annotations

from collections.abc import Iterator

from criteria.procedures import Level, Procedure, UnitBlock
from criteria.vietnamese import number, percent


def procedure_lines(procedure: Procedure) -> Iterator[str]:
    """The whole procedure: blocks, levels, calendar and stages, rulings."""
    said = procedure.decision
    yield f"{procedure.title} [{procedure.id}, phiên bản {procedure.version}, {procedure.digest[:12]}]"
    yield f"{said.title}, số {said.number}, {said.date}, {said.authority}; {said.annex}"
    yield from (f"Khối {block.code}: {block.name}{_by(block)}" for block in procedure.blocks)
    yield from level_lines(procedure)
    for span in procedure.calendar:
        yield f"{span.name}: {' – '.join(dict.fromkeys((span.first.text, span.last.text)))}"
    for place, stage in enumerate(procedure.stages, start=1):
        yield f"Bước {place}. {stage.name} ({stage.who}){': ' + stage.due.text if stage.due else ''}"
    yield from (f"Kết luận: {note.ruling}" for note in procedure.notes)


def _by(block: UnitBlock) -> str:
    """Who verifies the block's units and who approves, where the decision says so."""
    said = (("thẩm định", block.verifier), ("phê duyệt", block.approver))
    told = "; ".join(f"{what}: {who}" for what, who in said if who)
    return f" ({told})" if told else ""


def level_lines(procedure: Procedure) -> Iterator[str]:
    """Each level with what it demands; the print's own figure where the ruling is another."""
    for level in procedure.levels:
        yield f"{level.name} ({level.clause}): {_demands(procedure, level)}"
    if procedure.below:
        yield f"Dưới các mức: {procedure.below.name} ({procedure.below.clause})"


def _demands(procedure: Procedure, level: Level) -> str:
    if level.at_least_share is not None:
        return f"từ {percent(level.at_least_share, 6)} tổng điểm tối đa"
    found = []
    for item in procedure.rated:
        cell = level.at_least[item.code]
        printed = "" if cell.printed is None else f" (in: {cell.print} = {number(cell.printed)})"
        found.append(f"{item.name} ≥ {number(cell.points)}/{number(item.max)}{printed}")
    return "; ".join(found)
