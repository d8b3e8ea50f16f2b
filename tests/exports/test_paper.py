"""What holds for every workbook: nobody's text becomes a formula, and the print settings."""

from __future__ import annotations

import re
from dataclasses import replace
from io import BytesIO
from zipfile import ZipFile

import pytest

from criteria.loader import load
from exports.book import Book, Cell
from exports.cleaning import safe
from exports.forming import unit_report
from exports.looks import Look
from exports.paper import Paper
from exports.report import InvitationLine
from exports.xlsx import invitation_list, unit_form, units_template
from scoring.facts import AnswerReturned, Claim, EvidenceAttached, ExplanationGiven, Unit
from scoring.facts import Evidence as Stored
from scoring.records import Submission, apply
from tests.exports.rankings import ranking_report, ranking_workbook
from tests.exports.reading import cells, read, sheet
from tests.exports.samples import AT, SET, answered, campaign, ratio

HOSTILE = [
    "=1+1", "+1", "-1", "@SUM(A1)", '=HYPERLINK("http://a.vn","x")', "\t=1+1", "\r\n=cmd|' /C calc'!A0",
    "\x00=1", "\ufeff=1", "＝1+1", "#N/A", "\ud800", "\ufffe\uffff", "a\x0bb\x1fc", "{=1}", "<b>&amp;</b>",
    "]]>", "", "Tên " + "dài" * 5000, "xuống\n\n\n\ndòng\n" * 200, "bao_cao_xa_lac_x000D_dao.pdf", "_x003D_1",
    "\u202egpj.exe",
]  # fmt: skip


OURS = re.compile(
    r"=(?:(?:SUM)\([A-Z]+\d+:[A-Z]+\d+\)|[A-Z]+\d+(?:[-+][A-Z]+\d+)*"
    r"|(?:COUNT|MIN|MAX|AVERAGE|MEDIAN)\('[^']*'!\$[A-Z]+\$\d+:\$[A-Z]+\$\d+\))"
)
"""The only formulas that there are, whatever names there are."""


def _hostile_record(text: str) -> Submission:
    record = answered("u", {"1.2": Claim(not_applicable=text), "tt.1.1": Claim(values={"v": text})})
    for url in ("", text):
        stored = Stored(id=url, kind="link" if url else "file", name=text, url=url, caption=text)
        record = apply(record, EvidenceAttached(item="1.2", evidence=stored))
    record = apply(record, ExplanationGiven(item="1.2", text=text))
    return apply(record, AnswerReturned(item="1.2", version=1, reason=text), by="p")


def _hostile_books(text: str) -> list[bytes]:
    kept = campaign(Unit(code="u", name=text, block=text), name=text)
    record = _hostile_record(text)
    return [
        unit_form(unit_report(kept, SET, record, at=AT)),
        ranking_workbook(ranking_report(kept, SET, [record], at=AT)),
        invitation_list([InvitationLine(text, text, text, text, text, text, AT.date())]),
    ]


@pytest.mark.parametrize("text", HOSTILE, ids=range(len(HOSTILE)))
def test_hostile_names_never_become_formulas(text: str) -> None:
    for content in _hostile_books(text):
        for cell in cells(read(content)):
            assert cell.data_type in ("s", "n", "d") or OURS.fullmatch(str(cell.value))
            if cell.data_type == "s" and isinstance(cell.value, str) and cell.value[0] in "=+-@":
                assert cell.quotePrefix


def test_formulas_show_up_in_no_part_of_a_form_or_list() -> None:
    form, _, listed = _hostile_books("=1+1")
    for content in (form, listed):
        with ZipFile(BytesIO(content)) as archive:
            pages = [archive.read(name) for name in archive.namelist() if "/sheet" in name]
        assert not [page for page in pages if b"<f>" in page or b"<f " in page]


@pytest.mark.parametrize("name", ["bao_cao_xa_lac_dao.pdf", "_x000D_", "a_xAB_xCD_b"])
def test_names_that_look_like_escapes_are_kept(name: str) -> None:
    """By the standard _xHHHH_ is a character; a reader that decodes it must find the name again."""
    book = read(invitation_list([InvitationLine("", name, "", "", "", "", AT.date())]))
    (found,) = [str(cell.value) for cell in cells(book) if "x005F" in str(cell.value)]
    assert re.sub("_x005F_", "_", found) == name


def test_safe_text_keeps_what_people_write() -> None:
    assert safe(" Xã Lạc Đạo\r\n\r\n\tsố 1 \x07") == "Xã Lạc Đạo\n số 1"


def _documents() -> list[bytes]:
    kept, record = campaign(Unit(code="001", name="Xã 1")), ratio(1, 2)
    return [
        ranking_workbook(ranking_report(kept, SET, [record], at=AT)),
        unit_form(unit_report(kept, SET, record, at=AT)),
        units_template(),
        invitation_list([]),
    ]


@pytest.mark.parametrize("content", _documents(), ids=["ranking", "form", "template", "invitations"])
def test_print_settings(content: bytes) -> None:
    for page in read(content).worksheets:
        assert page.page_setup.paperSize == 9
        assert (page.page_setup.fitToWidth, page.page_setup.fitToHeight) == (1, 0)
        if page.title == "Biểu đồ":
            continue  # it has no table
        fit, footer = page.sheet_properties.pageSetUpPr, page.oddFooter
        assert fit is not None
        assert fit.fitToPage
        assert footer is not None
        assert footer.center.text == "Trang &P/&N"
        assert page.print_title_rows
        assert page.freeze_panes
        assert all(margin >= 0.4 for margin in (page.page_margins.left, page.page_margins.top))
        assert {cell.font.name for row in page.iter_rows() for cell in row} == {"Times New Roman"}


def test_rankings_and_forms_are_landscape_and_their_heads_stay() -> None:
    ranking, form = (sheet(read(content)) for content in _documents()[:2])
    for page, columns in ((ranking, "C"), (form, "C")):
        head = next(cell.row for cell in page["B"] if cell.value in ("Đơn vị", "Tiêu chí"))
        last = head + (1 if page is ranking else 0)
        assert page.page_setup.orientation == "landscape"
        assert page.print_title_rows == f"${head}:${last}"
        assert page.freeze_panes == f"{columns}{last + 1}"


def test_table_cells_have_borders_and_sizes_of_13() -> None:
    page = sheet(read(_documents()[1]))
    row = next(cell.row for cell in page["A"] if cell.value == "1.2")
    for cell in page[row]:
        sides = (cell.border.left, cell.border.right, cell.border.top, cell.border.bottom)
        assert {side.style for side in sides} == {"thin"}
        assert cell.font.size == 13
        assert cell.alignment.wrap_text


def test_no_row_is_higher_than_excel_allows() -> None:
    for content in _hostile_books("xuống\ndòng " * 1000):
        for page in read(content).worksheets:
            heights = [dimension.height for dimension in page.row_dimensions.values() if dimension.height]
            assert 0 < max(heights) < 409


def test_columns_are_wide_enough_for_the_largest_points() -> None:
    """Excel shows ### where a number does not fit."""
    criteria = load("lac-dao-xa")
    kept = campaign(Unit(code="001", name="Xã 1"))
    most = criteria.declared_max
    form = replace(unit_report(kept, criteria, Submission(unit="001"), at=AT), own=most, verified=most)
    ranking = ranking_report(kept, criteria, (), at=AT)
    maxima = tuple(group.declared_max for group in criteria.groups)
    (block,) = ranking.blocks
    best = replace(block.units[0], own_groups=maxima, verified_groups=maxima, own=most, verified=most)
    ranking = replace(ranking, blocks=(replace(block, units=(best,)),))
    books = (ranking_workbook(ranking), unit_form(form))
    for page in (page for content in books for page in read(content).worksheets):
        for cell in (cell for row in page.iter_rows() for cell in row):
            if isinstance(cell.value, int | float):
                decimals = 0 if cell.number_format in ("#,##0", '0"*"') else 2
                shown = f"{cell.value:,.{decimals}f}"
                assert page.column_dimensions[cell.column_letter].width >= len(shown), cell.coordinate


def test_groups_stay_with_their_first_criterion_and_signatures_with_the_sum() -> None:
    criteria = load("lac-dao-xa")
    kept = campaign(Unit(code="001", name="Xã 1"))
    page = sheet(read(unit_form(unit_report(kept, criteria, Submission(unit="001"), at=AT))))
    starts = [brk.id + 1 for brk in page.row_breaks.brk]
    assert starts
    groups = [
        row[0].row for row in page.iter_rows() if row[0].value in {group.code for group in criteria.groups}
    ]
    assert not {group + 1 for group in groups} & set(starts)
    total = next(cell.row for cell in page["B"] if cell.value == "TỔNG CỘNG")
    assert max(starts) <= total


def test_a_row_that_is_too_high_goes_on_below_with_one_frame_around_it() -> None:
    book = Book()
    paper = Paper(book, "Thử", [100, 100])
    look = Look(edges="box")
    paper.table([Cell("A", look), Cell("B", look)])
    paper.add(Cell("\n".join(map(str, range(50))), look), Cell(7, look))
    page = sheet(read(book.bytes()))
    first, middle, last = (page.cell(row=row, column=1) for row in (2, 3, 4))
    assert [str(cell.value).splitlines()[0] for cell in (first, middle, last)] == ["0", "20", "40"]
    assert [cell.border.top.style for cell in (first, middle, last)] == ["thin", None, None]
    assert [cell.border.bottom.style for cell in (first, middle, last)] == [None, None, "thin"]
    assert [page.cell(row=row, column=2).value for row in (2, 3, 4)] == [7, None, None]
