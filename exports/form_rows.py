"""What stands in each row and cell of a unit's form, for Excel and Word alike."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from fractions import Fraction
from typing import Literal, NamedTuple

from exports import wording
from exports.figures import Evidence, Figure
from exports.forms import Field, Form
from exports.report import CriterionLine, GroupLine, InfoLine, PartLine, UnitReport
from scoring.claims import ZERO

Value = str | Fraction | None
OPENING = " › "  # between a heading and the one inside it


class Line(NamedTuple):
    """One row. ``max`` is None where the print has none, points where there is nothing to state."""

    kind: Literal["part", "group", "heading", "criterion", "sum"]
    code: str
    name: str
    max: Fraction | None = None
    own: Fraction | None = None
    verified: Fraction | None = None
    criterion: CriterionLine | None = None


class InfoRow(NamedTuple):
    """One row of the general information; a section's name where ``value`` is None."""

    code: str
    label: str
    value: str | None
    figure: Figure = Figure("", "")


# --- rows ----------------------------------------------------------------------------------------------


def sections(report: UnitReport) -> Iterator[tuple[PartLine | None, list[Line]]]:
    """The rows of each table: one for all, or one for each part where those are summed apart; the last of
    those ends with the sum of all, which the print leaves out.

    A group that stands in no part would be in no table, so that there is one for all.
    """
    codes = {part.code for part in report.parts}
    whole = all(group.part in codes for group in report.groups)
    if not (report.form.apart and report.parts and whole):
        yield None, [*lines(report.groups, report.parts), _sum(report, "TỔNG CỘNG")]
        return
    for part in report.parts:
        own = [group for group in report.groups if group.part == part.code]
        whole_sum = [_sum(report, "TỔNG CỘNG")] if part is report.parts[-1] else []
        yield part, [*lines(own), _part_sum(part, own), *whole_sum]


def lines(groups: Iterable[GroupLine], parts: Iterable[PartLine] = ()) -> Iterator[Line]:
    """Groups with their criteria, below the captions that stand above them."""
    captions = {part.code: part for part in parts}
    for group in groups:
        if part := captions.pop(group.part, None):
            yield Line("part", part.code, part.name, part.max)
        code = group.code.removeprefix(f"{group.part}.") if group.part else group.code
        yield Line("group", code, group.name, group.max, group.own, group.verified)
        yield from _criteria(group)


def _criteria(group: GroupLine) -> Iterator[Line]:
    above: list[str] = []
    for line in group.criteria:
        heading = line.heading.split(OPENING) if line.heading else []
        for depth, text in enumerate(heading, start=1):
            if above[:depth] != heading[:depth]:
                yield _heading(text, group.headings.get(OPENING.join(heading[:depth])))
        above = heading
        yield Line("criterion", line.printed, line.name, line.max, line.own, line.verified, line)


def _heading(text: str, most: Fraction | None) -> Line:
    """``4,2 Dịch vụ công`` in two cells, as it is printed."""
    code, _, name = text.partition(" ")
    numbered = name and code[0].isdigit() and code.replace(",", "").replace(".", "").isdigit()
    return Line("heading", code, name, most) if numbered else Line("heading", "", text, most)


def _sum(report: UnitReport, name: str) -> Line:
    return Line("sum", "", name, report.max, report.own, report.verified)


def _part_sum(part: PartLine, groups: list[GroupLine]) -> Line:
    verified = [group.verified for group in groups if group.verified is not None]
    return Line(
        "sum", "", "Tổng điểm", part.max, sum((group.own for group in groups), ZERO),
        sum(verified, ZERO) if len(verified) == len(groups) else None,
    )  # fmt: skip


def info_rows(info: Iterable[InfoLine]) -> Iterator[InfoRow]:
    """The general information with the captions of its sections, numbered as printed (``2.1/3`` as ``-``)."""
    above: list[str] = []
    for line in info:
        section = line.section.split(OPENING) if line.section else []
        prefix, slash, _ = line.code.partition("/")
        steps = prefix.split(".")
        for depth, text in enumerate(section, start=1):
            if above[:depth] != section[:depth]:
                yield InfoRow(".".join(steps[:depth]), text, None)
        above = section
        yield InfoRow("-" if slash else prefix, line.figure.label, line.figure.printed, line.figure)


# --- cells ---------------------------------------------------------------------------------------------


def shown(form: Form, line: CriterionLine, field: Field) -> Value:
    """What stands in one cell of a criterion."""
    match field:
        case "code":
            return line.printed
        case "name":
            return line.name if form.has("figures") else text([line.name, *_below_name(line)])
        case "max":
            return line.max
        case "own":
            return line.own
        case "verified":
            return line.verified
        case _:
            return _printed(line, field)


def _printed(line: CriterionLine, field: Field) -> str:
    match field:
        case "method":
            return line.method
        case "due":
            return line.due
        case "source":
            return line.data_source
        case "verifier":
            return line.verifier
        case "figures":
            return text(figures(line))
        case "reason":
            return reason(line)
        case "evidence":
            return text([line.asked, *evidence(line)])
        case _:
            return text(derivation(line))


def text(parts: Iterable[str]) -> str:
    """One line each."""
    return "\n".join(filter(None, parts))


def figures(line: CriterionLine) -> Iterator[str]:
    """What was answered, and the figures that the reviewer put in their place."""
    yield from map(_figure, line.figures)
    if changed := _changed(line):
        yield "Thẩm định:"
        yield from map(_figure, changed)


def _changed(line: CriterionLine) -> list[Figure]:
    return [figure for figure in line.verified_figures if figure not in line.figures]


def _below_name(line: CriterionLine) -> Iterator[str]:
    """The answer where it has no column of its own, and what the reviewer put in its place."""
    yield from _declared(line, line.figures, "Kê khai", "")
    yield from _declared(line, _changed(line), "Thẩm định", " (thẩm định)")


def _declared(line: CriterionLine, told: Sequence[Figure], said: str, mark: str) -> Iterator[str]:
    """What has no name of its own together, as what was ``said``; other figures by their names."""
    nameless = [figure.printed for figure in told if figure.label in ("", line.name)]
    if nameless:
        yield f"{said}: {'; '.join(nameless)}"
    for figure in told:
        if figure.label not in ("", line.name):
            yield f"{figure.label}{mark}: {figure.printed}"


def _figure(figure: Figure) -> str:
    return f"{figure.label}: {figure.printed}" if figure.label else figure.printed


def reason(line: CriterionLine) -> str:
    """The verdict and why."""
    if line.outcome is None:
        return ""
    return ": ".join(filter(None, (wording.OUTCOMES[line.outcome], line.reason)))


def evidence(line: CriterionLine) -> Iterator[str]:
    """What was sent, numbered where it is more than one piece, and the explanation."""
    several = len(line.evidence) > 1
    for place, piece in enumerate(line.evidence, start=1):
        yield f"{place}. {_piece(piece)}" if several else _piece(piece)
    if line.explanation:
        yield f"Giải trình: {line.explanation}"


def _piece(piece: Evidence) -> str:
    named = " ".join(filter(None, (piece.name, piece.link)))
    return f"{named} ({piece.caption})" if piece.caption else named


def derivation(line: CriterionLine) -> Iterator[str]:
    """How the points came about, claimed and verified."""
    if line.verified_derivation and line.verified_derivation != line.own_derivation:
        yield f"Tự chấm: {line.own_derivation}" if line.own_derivation else ""
        yield f"Thẩm định: {line.verified_derivation}"
    else:
        yield line.own_derivation
    if line.flags:
        yield f"Lưu ý: {'; '.join(wording.FLAGS[flag] for flag in line.flags)}."
    if line.provisional:
        yield wording.PROVISIONAL
