from __future__ import annotations

import random
import shutil
import subprocess
from fractions import Fraction
from pathlib import Path
from zipfile import ZipFile

import pytest
from openpyxl import load_workbook

from criteria import loader, procedure_files
from exports.looks import SIZE
from exports.measuring import width
from exports.paper import DIGIT, GAP
from exports.ranked import LastRound, Published, RankingReport
from scoring.facts import Claim, Placing, Unit
from tests.exports.rankings import ranking_report, ranking_workbook
from tests.exports.reading import read, row_of, rows, values
from tests.exports.samples import AT, SET, accepted, answered, campaign, finished, ratio

UNITS = [
    Unit(code=f"{place:03}", name=f"Xã {place}", block="Khối A" if place % 2 else "Khối B")
    for place in range(9)
]


def _made(stage: str = "approved") -> RankingReport:
    chance = random.Random(7)
    records = []
    for unit in UNITS[:7]:
        a, v = chance.randint(1, 8), chance.randint(1, 9)
        claims = {"1.2": Claim(values={"a": str(a), "b": "9"}), "2.1": Claim(values={"v": str(v)})}
        records.append(finished(accepted(answered(unit.code, claims), "1.2")))
    known = campaign(*UNITS).model_copy(update={"stage": stage})
    return ranking_report(known, SET, records, at=AT)


def test_every_criterion_stands_in_its_column_and_adds_up_to_the_total() -> None:
    report = _made()
    page = values(ranking_workbook(report))["Từng tiêu chí"]
    for unit in (unit for block in report.blocks for unit in block.units if unit.has_result):
        row = row_of(page, 2, unit.name)
        shown = [float(points) for points in unit.points if points is not None]
        assert [cell for cell in row[3:7] if cell is not None] == pytest.approx(shown, rel=1e-15)
        assert row[7] == float(unit.counted)
        assert sum((points for points in unit.points if points), Fraction(0)) == unit.counted


def test_statistics_are_formulas_with_exact_values() -> None:
    report = _made()
    content = ranking_workbook(report)
    block = report.blocks[0]
    totals = sorted(unit.counted for unit in block.units if unit.has_result)
    line = next(row for row in rows(values(content)["Thống kê"]) if row[:2] == (block.name, "Tổng điểm"))
    mean = float(sum(totals, Fraction(0)) / len(totals))
    assert line[3:7] == (len(totals), float(totals[0]), float(totals[-1]), mean)
    kept = next(row for row in rows(read(content)["Thống kê"]) if row[:2] == (block.name, "Tổng điểm"))
    assert [str(cell)[:5] for cell in kept[3:8]] == ["=COUN", "=MIN(", "=MAX(", "=AVER", "=MEDI"]


def test_who_has_not_handed_in_comes_last_without_rank_or_points_once_the_time_is_over() -> None:
    report = _made()
    last = report.blocks[0].units[-1]
    assert (last.rank, last.has_result, last.why) == (0, False, "Không nộp hồ sơ")
    row = row_of(values(ranking_workbook(report)).worksheets[0], 2, last.name)
    assert (row[0], row[2:8], row[8]) == ("–", (None,) * 6, "Không nộp hồ sơ")


def test_while_units_answer_drafts_are_ranked_provisionally() -> None:
    known = campaign(*UNITS[:2]).model_copy(update={"stage": "open"})
    report = ranking_report(known, SET, [ratio(1, 2, unit="000")], at=AT)
    assert [(unit.rank, unit.provisional) for block in report.blocks for unit in block.units] == [
        (1, True)
    ] * 2


def test_levels_and_why_come_from_the_procedure() -> None:
    criteria, procedure = loader.load("kien-giang-xa"), procedure_files.load_procedure("kien-giang")
    report = ranking_report(campaign(*UNITS[:2]), criteria, [], procedure, at=AT)
    unit = report.blocks[0].units[0]
    page = values(ranking_workbook(report)).worksheets[0]
    titles, row = row_of(page, 1, "Hạng"), row_of(page, 2, unit.name)
    place = titles.index("Mức độ")
    assert titles[place + 1] == "Căn cứ xếp mức"
    assert row[place : place + 2] == (unit.level, unit.why)
    assert unit.why.startswith(unit.level)


def test_what_was_published_last_stands_beside() -> None:
    before = Placing(unit="000", block="Khối B", total="12.5", rank=2)
    absent = Placing(unit="004", block="Khối B", total="0", rank=0, why="Không nộp hồ sơ")
    known = campaign(*UNITS[:5]).model_copy(update={"placings": {"000": before, "004": absent}})
    page = values(ranking_workbook(ranking_report(known, SET, [], at=AT))).worksheets[0]
    assert row_of(page, 1, "Hạng")[8:10] == ("Hạng đã công bố", "Điểm đã công bố")
    assert row_of(page, 2, "Xã 0")[8:10] == (2, 12.5)
    assert row_of(page, 2, "Xã 4")[8:10] == ("–", None)
    assert row_of(page, 2, "Xã 2")[8:10] == (None, None)


def test_the_last_round_stands_beside() -> None:
    """In its own columns beside what was published in this round."""
    earlier = {"000": Published(2, Fraction("12.5")), "004": Published(0, None)}
    known = campaign(*UNITS[:5])
    last = LastRound("tháng 7/2026", earlier)
    page = values(ranking_workbook(ranking_report(known, SET, [], at=AT, last=last))).worksheets[0]
    assert row_of(page, 1, "Hạng")[8:10] == ("Hạng kỳ trước", "Điểm kỳ trước")
    assert row_of(page, 2, "Xã 0")[8:10] == (2, 12.5)
    assert row_of(page, 2, "Xã 4")[8:10] == ("–", None)
    assert row_of(page, 2, "Xã 2")[8:10] == (None, None)
    told = [str(cell) for row in rows(page) for cell in row]
    assert any("kết quả công bố gần nhất của tháng 7/2026" in text for text in told)
    published = known.model_copy(update={"placings": {"000": Placing(unit="000", total="9", rank=1)}})
    page = values(ranking_workbook(ranking_report(published, SET, [], at=AT, last=last))).worksheets[0]
    assert row_of(page, 2, "Xã 0")[8:12] == (1, 9, 2, 12.5)


def test_no_word_above_the_points_of_a_group_is_broken() -> None:
    wide = SET.model_copy(
        update={"groups": tuple(each.model_copy(update={"name": "CHUYỂN TRƯỜNG"}) for each in SET.groups)}
    )
    page = read(ranking_workbook(ranking_report(campaign(*UNITS[:3]), wide, [], at=AT))).worksheets[0]
    room = page.column_dimensions["C"].width * DIGIT
    assert room >= width("TRƯỜNG", SIZE, bold=True) + GAP - 1


def test_charts_filters_and_frozen_panes_are_there(tmp_path: Path) -> None:
    file = tmp_path / "xep-hang.xlsx"
    file.write_bytes(ranking_workbook(_made()))
    with ZipFile(file) as package:
        assert len([name for name in package.namelist() if name.startswith("xl/charts/chart")]) == 4
    book = load_workbook(file)
    pages = {page.title: page for page in book.worksheets}
    for name in ("Xếp hạng - Khối A", "Tự chấm - Thẩm định - Khối A", "Từng tiêu chí"):
        assert pages[name].freeze_panes
        assert pages[name].auto_filter.ref
    marks = [rule.type for kept in pages["Từng tiêu chí"].conditional_formatting for rule in kept.rules]
    assert marks == ["expression", "expression"]


def test_no_name_of_a_unit_or_block_becomes_a_formula() -> None:
    bad = ["=1+1", "+84", "-5", "@x", "=cmd|' /C calc'!A0", "\x07\x00Xã\u202e"]
    units = [Unit(code=str(place), name=name, block=name) for place, name in enumerate(bad)]
    book = read(ranking_workbook(ranking_report(campaign(*units), SET, [], at=AT)))
    names = [
        cell for page in book.worksheets for row in page.iter_rows() for cell in row
        if str(cell.value).startswith(tuple("=+-@")) and cell.coordinate[0] in "AB"
    ]  # fmt: skip
    assert len(names) >= 2 * len(bad)
    assert {cell.data_type for cell in names} == {"s"}


@pytest.mark.slow
@pytest.mark.skipif(not shutil.which("soffice"), reason="LibreOffice is not installed")
def test_another_program_works_out_the_same_values(tmp_path: Path) -> None:
    """LibreOffice throws the kept values away and works every formula out anew."""
    file, profile = tmp_path / "xep-hang.xlsx", tmp_path / "profile"
    content = ranking_workbook(_made())
    bare = load_workbook(_written(file, content))  # openpyxl keeps formulas only
    bare.save(file)
    out = tmp_path / "out"
    subprocess.run(
        ["soffice", f"-env:UserInstallation=file://{profile}", "--headless", "--convert-to", "xlsx",
         "--outdir", str(out), str(file)],
        check=True, capture_output=True, timeout=100,
    )  # fmt: skip
    anew, ours, formulas = load_workbook(out / file.name, data_only=True), values(content), read(content)
    compared = 0
    for page in formulas.worksheets:
        for row in page.iter_rows():
            for cell in row:
                if cell.data_type == "f":
                    theirs = anew[page.title][cell.coordinate].value
                    assert theirs == pytest.approx(ours[page.title][cell.coordinate].value, abs=1e-9)
                    compared += 1
    assert compared > 50


def _written(file: Path, content: bytes) -> Path:
    file.write_bytes(content)
    return file


def test_criteria_go_on_beside_each_other_with_a_whole_heading_on_the_first_page() -> None:
    criteria = loader.load("lac-dao-xa")
    report = ranking_report(campaign(Unit(code="1", name="Xã", block="A")), criteria, (), at=AT)
    page = read(ranking_workbook(report))["Từng tiêu chí"]
    assert [each.id for each in page.col_breaks.brk] == [17, 31]
    properties, scale = page.sheet_properties.pageSetUpPr, page.page_setup.scale
    assert properties is not None
    assert (page.print_title_cols, properties.fitToPage) == ("$A:$C", False)
    assert scale is not None
    assert 50 < scale < 100
    above = [each for each in page.merged_cells.ranges if page.cell(each.min_row, each.min_col).value]
    assert len(above) == 10
    assert all(4 <= each.min_col <= each.max_col <= 17 for each in above)


def test_names_below_the_bars_are_not_printed_once_more() -> None:
    book = read(ranking_workbook(_made()))
    assert book["Biểu đồ"].print_area == "'Biểu đồ'!$A$1:$E$60"
