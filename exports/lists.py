"""Lists that administrators fill in or hand out: the template of the unit list, and the invitations."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from openpyxl.worksheet.datavalidation import DataValidation

from exports.book import Book, Cell
from exports.furniture import STRONG, TITLE, titles
from exports.looks import DAY, TEXT, Look
from exports.paper import Paper
from exports.report import InvitationLine

UNIT_COLUMNS: Final = (
    ("Mã đơn vị", 110), ("Tên đơn vị", 220), ("Khối", 150), ("Trực thuộc", 110), ("Chấm điểm", 90),
    ("Cán bộ đầu mối", 200),
)  # fmt: skip
INVITATION_COLUMNS: Final = (
    ("TT", 36), ("Mã đơn vị", 80), ("Tên đơn vị", 130), ("Vai trò", 100), ("Họ và tên", 140),
    ("Mã mời", 90), ("Liên kết tham gia", 250), ("Hạn dùng", 100),
)  # fmt: skip
LAST_ROW: Final = 5000  # rows of the template that are checked while typing
HEAD: Final = Look("center", "center", bold=True, shade=True, edges="box")
LINE: Final = Look(above="center", edges="box")
GUIDE: Final = {
    "Mã đơn vị": "Bắt buộc. Ngắn, không trùng, không có dấu cách, ví dụ: lac-dao hoặc 12289. Mã đã có trong "
    "kỳ đánh giá thì đơn vị được đổi tên hoặc chuyển khối, không bị nhân đôi.",
    "Tên đơn vị": "Bắt buộc. Tên đầy đủ như trên văn bản, ví dụ: Xã Lạc Đạo.",
    "Khối": "Đơn vị được xếp hạng trong khối của mình. Để trống ở mọi dòng nếu chỉ có một khối.",
    "Trực thuộc": "Không bắt buộc. Mã của cấp trên thẩm định và phê duyệt đơn vị; cấp ấy cũng là một dòng "
    "của danh sách. Để trống nếu đơn vị trực thuộc thẳng cơ quan đánh giá.",
    "Chấm điểm": "Không bắt buộc. Ghi “không” cho cấp trên chỉ quản lý, không được chấm điểm; để trống hoặc "
    "ghi “có” cho đơn vị được chấm điểm.",
    "Cán bộ đầu mối": "Không bắt buộc. Họ và tên người trả lời thay mặt đơn vị.",
    "Cách điền": "Điền từ dòng 2 của trang “Đơn vị”, mỗi đơn vị một dòng. Không đổi tên cột, không gộp ô. "
    "Dòng trống được bỏ qua. Nếu có dòng sai, dòng đó được nêu rõ và chưa đơn vị nào được nạp.",
}


def units_sheet(book: Book) -> None:
    """The sheet to be filled in: the head in row 1, units from row 2, all cells text."""
    paper = Paper(book, "Đơn vị", [width for _, width in UNIT_COLUMNS], landscape=False)
    for dimension in paper.sheet.column_dimensions.values():
        dimension.number_format = TEXT  # 001 keeps its zeros
    paper.sheet.sheet_view.showGridLines = True
    paper.table([Cell(title, HEAD) for title, _ in UNIT_COLUMNS], frozen=0)
    for check in _checks():
        paper.sheet.data_validations.append(check)


def guide_sheet(book: Book) -> None:
    """What belongs into each column."""
    paper = Paper(book, "Hướng dẫn", [140, 440], landscape=False)
    titles(paper, ("HƯỚNG DẪN ĐIỀN DANH SÁCH ĐƠN VỊ", TITLE))
    paper.table([Cell("Cột", HEAD), Cell("Cách điền", HEAD)])
    for column, text in GUIDE.items():
        paper.add(Cell(column, LINE.but(bold=True)), Cell(text, LINE))


def invitations_sheet(book: Book, lines: Iterable[InvitationLine]) -> None:
    """One row for each invited person."""
    paper = Paper(book, "Lời mời", [width for _, width in INVITATION_COLUMNS])
    warning = "Mỗi lời mời chỉ dùng được một lần, cho đúng người có tên. Không chuyển cho người khác."
    titles(paper, ("DANH SÁCH LỜI MỜI THAM GIA", TITLE), (warning, STRONG))
    paper.table([Cell(title, HEAD) for title, _ in INVITATION_COLUMNS], frozen=3)
    for place, line in enumerate(lines, start=1):
        texts = (line.unit, line.unit_name, line.role, line.person, line.code, line.link)
        number, until = Cell(place, LINE.but(align="center")), Cell(line.expires, LINE.but(format=DAY))
        paper.add(number, *(Cell(text, LINE) for text in texts), until)


def _checks() -> Iterable[DataValidation]:
    """Told while typing; what is pasted past them is checked when the list is loaded."""
    code = _check(
        "Mã đơn vị", "A", f'AND(COUNTIF($A$2:$A${LAST_ROW},A2)=1,LEN(A2)<=32,ISERROR(FIND(" ",A2)))'
    )
    code.error = "Mã đơn vị không được trùng, không có dấu cách, tối đa 32 ký tự."
    name = _check("Tên đơn vị", "B", "LEN(B2)<=120")
    name.error = "Tên đơn vị tối đa 120 ký tự."
    return code, name


def _check(title: str, column: str, formula: str) -> DataValidation:
    check = DataValidation(type="custom", formula1=formula, allow_blank=True, showErrorMessage=True)
    check.errorTitle = title
    check.showInputMessage, check.promptTitle = True, title
    check.prompt = GUIDE[title]
    check.add(f"{column}2:{column}{LAST_ROW}")
    return check
