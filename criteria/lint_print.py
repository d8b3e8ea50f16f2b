"""Checks against the print: quotes, names, evidence, examples, decimal marks and dates."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from criteria.findings import Desk, Found, group, part


def no_print(desk: Desk) -> Found:
    """The set has no decision.md, so that nothing can be compared with the print."""
    if not desk.print:
        yield "set", "thiếu decision.md: không đối chiếu được với bản in"


def quote_not_in_print(desk: Desk) -> Found:
    """A line of a quoted clause, or of a note's quotation, is not in decision.md."""
    for where, text in _quotes(desk) if desk.print else ():
        for line in desk.unprinted(text):
            yield where, f"không có trong decision.md: “{line}”"


def _quotes(desk: Desk) -> Iterator[tuple[str, str]]:
    yield from (("set", note.print) for note in desk.criteria.notes)
    yield from (("set", item.print) for item in desk.criteria.restored)
    yield from ((group(each.id), item.print) for each in desk.criteria.groups for item in each.restored)
    for row in desk.criteria.criteria:
        yield row.id, row.quote
        yield from ((row.id, note.print) for note in row.notes)
        yield from ((row.id, item.print) for item in row.restored)


def name_not_in_print(desk: Desk) -> Found:
    """The name of a part, group, heading, criterion or line of the general information is not printed."""
    for where, text in _names(desk) if desk.print else ():
        for line in desk.unprinted(text):
            yield where, f"không có trong decision.md: “{line}”"


def _names(desk: Desk) -> Iterator[tuple[str, str]]:
    yield from ((f"tt.{item.key}", item.label) for item in desk.criteria.general_info)
    yield from ((part(each.code), each.name) for each in desk.criteria.parts)
    for each in desk.criteria.groups:
        yield group(each.id), each.name
        paths = [item.text for item in each.headings] + [row.heading for row in each.criteria]
        pieces = dict.fromkeys(piece for path in paths for piece in path.split(" › "))
        yield from ((group(each.id), piece) for piece in pieces)
        yield from ((row.id, row.name) for row in each.criteria)


def column_not_in_print(desk: Desk) -> Found:
    """Evidence, data source, verifier or cadence of a criterion is not in decision.md."""
    for row in desk.criteria.criteria if desk.print else ():
        for text in (row.evidence, row.data_source, row.verifier, row.cadence.text):
            for line in desk.unprinted(text):
                yield row.id, f"không có trong decision.md: “{line}”"


def no_quote(desk: Desk) -> Found:
    """A criterion does not quote the clause that its rule encodes."""
    for row in desk.criteria.criteria:
        if not row.quote.strip():
            yield row.id, "chưa trích cách tính của bản in"


def no_evidence(desk: Desk) -> Found:
    """A criterion asks for no evidence; where most criteria don't, it is one finding about the set."""
    rows = desk.criteria.criteria
    bare = [row.id for row in rows if not row.evidence.strip()]
    if 2 * len(bare) > len(rows) > 1:
        yield "set", f"{len(bare)}/{len(rows)} tiêu chí không nêu tài liệu kiểm chứng"
    else:
        yield from ((where, "không nêu tài liệu kiểm chứng") for where in bare)


def no_example(desk: Desk) -> Found:
    """A criterion has no worked example."""
    worked = {example.criterion for example in desk.examples}
    for row in desk.criteria.criteria:
        if row.id not in worked:
            yield row.id, "chưa có ví dụ tính sẵn trong examples.yaml"


def unknown_example(desk: Desk) -> Found:
    """A worked example is of a criterion that the set does not have."""
    for name in dict.fromkeys(example.criterion for example in desk.examples):
        if name not in desk.criteria.by_id:
            yield name, "ví dụ tính sẵn cho một tiêu chí không có trong bộ"


_POINT = re.compile(r"(?<![\d.,/])\d+\.\d{1,2}(?=\s*(?:%|điểm|[*x×]))|(?<![\d.,/])0\.\d+")
_COMMA = re.compile(r"(?<![\d.,/])\d+,\d+(?![\d.,])")


def mixed_decimal_marks(desk: Desk) -> Found:
    """Some quoted clauses write decimals with a comma, others with a point."""
    pointed = [row.id for row in desk.criteria.criteria if _POINT.search(row.quote)]
    with_comma = [row.id for row in desk.criteria.criteria if _COMMA.search(row.quote)]
    if pointed and with_comma:
        yield "set", f"dấu thập phân lẫn lộn: chấm ở {', '.join(pointed)}; phẩy ở {', '.join(with_comma)}"


_DATES = (
    re.compile(r"(?<![\d/])(\d{1,2})\s*/\s*(\d{1,2})\s*/\s*(\d{4})(?![\d/%])"),
    re.compile(r"ngày\s+(\d{1,2})\s*/\s*(\d{1,2})()(?!\s*/\s*\d)(?![\d%])", re.IGNORECASE),
    re.compile(r"ngày\s+(\d{1,2})\s+tháng\s+(\d{1,2})(?:\s+năm\s+(\d{4}))?", re.IGNORECASE),
)
_LEAP = "2024"  # a year in which every day of the calendar exists


def impossible_date(desk: Desk) -> Found:
    """A date that no calendar has, in the print or in what a criterion says."""
    texts = [
        desk.print,
        *(f"{row.quote} {row.cadence.text} {row.cadence.due}" for row in desk.criteria.criteria),
    ]
    found = [match for text in texts for pattern in _DATES for match in pattern.finditer(text)]
    seen = dict.fromkeys((match.group(), match.groups()) for match in found)
    for said, (day, month, year) in seen:
        if not _exists(int(year or _LEAP), int(month), int(day)):
            yield f"date {int(day)}/{int(month)}", f"không có ngày này: “{said}”"


def _exists(year: int, month: int, day: int) -> bool:
    try:
        return bool(date(year, month, day))
    except ValueError:
        return False
