from __future__ import annotations

import time
from fractions import Fraction
from io import BytesIO

import pytest

from exports.looks import exact_format
from exports.ranked import RankingReport
from scoring.facts import Unit
from tests.exports.rankings import ranking_report, ranking_workbook
from tests.exports.reading import cells, read, row_of, rows, sheet, values
from tests.exports.samples import AT, SET, accepted, adjusted, campaign, communes, finished, ratio

UNITS = [Unit(code="001", name="Xã Lạc Đạo"), Unit(code="002", name="Xã Chỉ Đạo"), *communes(5)[2:]]


@pytest.fixture(scope="module")
def report() -> RankingReport:
    records = [
        finished(adjusted(ratio(2, 3), "1.2", points="7.125")),
        finished(accepted(ratio(1, 3, unit="002"), "1.2")),
        accepted(ratio(1, 7, unit="003"), "1.2"),
        ratio(1, 3, unit="004"),
    ]
    return ranking_report(campaign(*UNITS), SET, records, at=AT)


def _exact(value: Fraction | None) -> object:
    """A sheet keeps sixteen digits."""
    return None if value is None else pytest.approx(float(value), rel=1e-15)


def test_numbers_are_those_of_the_report(report: RankingReport) -> None:
    page = sheet(values(ranking_workbook(report)))
    for unit in report.blocks[0].units:
        assert row_of(page, 2, unit.name) == (
            unit.rank, unit.name, *map(_exact, unit.counted_groups), _exact(unit.counted),
            _exact(unit.own), _exact(unit.verified), _exact(unit.difference),
            "Đang thẩm định" if unit.code == "003" else _state(unit.code), unit.answered,
        )  # fmt: skip


def _state(code: str) -> str:
    return {"001": "Đã thẩm định", "002": "Đã thẩm định", "004": "Đang kê khai"}.get(code, "Chưa kê khai")


def test_totals_and_differences_are_formulas(report: RankingReport) -> None:
    page = sheet(read(ranking_workbook(report)))
    row = next(cell.row for cell in page["B"] if cell.value == "Xã Lạc Đạo")
    formulas = (page.cell(row, 5).value, page.cell(row, 8).value)
    assert formulas == (f"=SUM(C{row}:D{row})", f"=G{row}-F{row}")


def test_as_many_decimals_are_shown_as_the_rounded_points_have(report: RankingReport) -> None:
    page = sheet(values(ranking_workbook(report)))
    formats = {cell.value: cell.number_format for row in page.iter_rows() for cell in row}
    assert (formats[7.125], formats[float(Fraction(30, 7))], formats[20]) == ("#,##0.00", "#,##0.00", "#,##0")
    assert exact_format(Fraction(57, 2), 2) == "#,##0.0"


def test_ranks_are_numbers_and_show_a_star_where_provisional(report: RankingReport) -> None:
    page = sheet(read(ranking_workbook(report)))
    shown = {
        row[1].value: (row[0].value, row[0].number_format)
        for row in page.iter_rows() if isinstance(row[0].value, int)
    }  # fmt: skip
    assert shown == {
        "Xã Chỉ Đạo": (1, "#,##0"), "Xã 4": (1, '0"*"'), "Xã Lạc Đạo": (3, "#,##0"),
        "Xã 3": (4, '0"*"'), "Xã 5": (5, '0"*"'),
    }  # fmt: skip


def test_self_scored_and_verified_points_stand_side_by_side(report: RankingReport) -> None:
    page = sheet(values(ranking_workbook(report)), 1)
    assert row_of(page, 2, "Xã Lạc Đạo") == (3, "Xã Lạc Đạo", 20, 7.125, 0, 0, 20, 7.125, -12.875)
    assert row_of(page, 2, "Xã 4") == (1, "Xã 4", 10, None, 0, None, 10, None, None)


def test_the_sheet_says_how_it_was_ranked_when_and_by_which_set(report: RankingReport) -> None:
    text = "\n".join(str(cell.value) for cell in cells(read(ranking_workbook(report))))
    for sentence in (
        "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
        "Xếp hạng theo điểm thẩm định; đơn vị chưa thẩm định xong: theo điểm tự chấm, đánh dấu *",
        "(1-2-2-4)",
        "Còn tạm tính: điểm các tiêu chí 2.1, 2.2",
        SET.digest,
        "Kết xuất lúc 08:05 ngày 21/11/2026",
        "THỦ TRƯỞNG CƠ QUAN",
    ):
        assert sentence in text


def test_each_block_has_its_sheets_under_names_that_excel_accepts() -> None:
    names = ["Khối [A]/B: 'x'?*", "khối  A  B   x", "Khối rất dài " * 5, "Khối rất dài " * 5 + "2"]
    units = [Unit(code=str(place), name="Xã", block=name) for place, name in enumerate(names)]
    book = read(ranking_workbook(ranking_report(campaign(*units), SET, (), at=AT)))
    titles = [str(name) for name in book.sheetnames]
    assert len({title.lower() for title in titles}) == 12
    assert all(len(title) <= 31 and not set(title) & set("[]:*?/\\'") for title in titles)


def test_an_empty_campaign_gives_an_empty_table() -> None:
    book = read(ranking_workbook(ranking_report(campaign(), SET, (), at=AT)))
    sheets = ["Xếp hạng", "Tự chấm - Thẩm định", "Từng tiêu chí", "Tên tiêu chí", "Thống kê"]
    assert book.sheetnames == sheets
    assert not [row for row in rows(sheet(book)) if isinstance(row[0], int)]


def test_three_hundred_units_take_a_moment() -> None:
    units = communes(300)
    start = time.perf_counter()
    report = ranking_report(campaign(*units), SET, (ratio(1, 2, unit=u.code) for u in units), at=AT)
    book = ranking_workbook(report)
    assert time.perf_counter() - start < 5  # half a second, usually
    assert len([row for row in rows(sheet(read(book))) if isinstance(row[0], int)]) == 300


def test_another_reader_finds_the_same_numbers(report: RankingReport) -> None:
    calamine = pytest.importorskip("python_calamine")
    found = calamine.CalamineWorkbook.from_filelike(BytesIO(ranking_workbook(report)))
    table = found.get_sheet_by_index(0).to_python()
    (row,) = [row for row in table if row[1:2] == ["Xã Lạc Đạo"]]
    assert row[:10] == [3, "Xã Lạc Đạo", 7.125, 0, 7.125, 20, 7.125, -12.875, "Đã thẩm định", 1]
