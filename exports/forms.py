"""The shape of each decision's own form: columns, captions and signers, for Excel and Word alike.

What a decision prints comes first and in its order; columns that it lacks (points claimed and verified)
follow.
A set whose decision is not in the table gets the general form.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final, Literal

from criteria.schema import CriteriaSet
from exports import wording

Field = Literal[
    "code", "name", "max", "method", "due", "evidence", "source", "verifier", "figures", "own", "verified",
    "reason", "derivation",
]  # fmt: skip


@dataclass(frozen=True, slots=True)
class Column:
    """``share``: millimetres of a landscape page."""

    title: str
    field: Field
    share: int


@dataclass(frozen=True, slots=True)
class Form:
    """One form. ``title``: empty where the form is called as the set is. ``issued`` stands below the title.

    ``info``: how the general information is printed, in a table, under letters or as plain lines, under
    ``info_titles``; its sections that begin with one of ``last`` come after the criteria. ``caption`` stands
    above the criteria. ``apart``: each part is summed by itself.
    """

    columns: tuple[Column, ...]
    title: str = "PHIẾU TỰ CHẤM VÀ THẨM ĐỊNH ĐIỂM"
    issued: str = ""
    info: Literal["table", "letters", "lines"] = "table"
    info_caption: str = "THÔNG TIN CHUNG"
    info_titles: tuple[str, str, str] = ("TT", "Nội dung", "Thông tin")
    last: str = ""
    caption: str = ""
    apart: bool = False
    signers: tuple[tuple[str, str], ...] = (
        ("NGƯỜI LẬP PHIẾU", wording.SIGN),
        ("NGƯỜI THẨM ĐỊNH", wording.SIGN),
        ("THỦ TRƯỞNG ĐƠN VỊ", wording.SEAL),
    )

    def has(self, field: Field) -> bool:
        """Whether the form has a column of it."""
        return any(column.field == field for column in self.columns)


OWN: Final = Column("Điểm tự chấm", "own", 16)
VERIFIED: Final = Column("Điểm thẩm định", "verified", 16)
FIGURES: Final = Column("Số liệu", "figures", 40)
REASON: Final = Column("Lý do", "reason", 30)
EVIDENCE: Final = Column("Minh chứng", "evidence", 44)

GENERAL: Final = Form((
    Column("TT", "code", 12), Column("Tiêu chí", "name", 46), Column("Điểm tối đa", "max", 14), FIGURES,
    OWN, VERIFIED, REASON, EVIDENCE, Column("Cách tính", "derivation", 38),
))  # fmt: skip

LAM_DONG: Final = Form(
    (
        Column("Nhóm", "code", 16), Column("Chỉ tiêu", "name", 110), Column("Cách tính điểm", "method", 60),
        Column("Điểm tối đa", "max", 20), Column("Điểm tự chấm", "own", 20),
        Column("Điểm thẩm định", "verified", 22),
    ),
    title="",
    issued="(Kèm theo Quyết định số 2947/QĐ-UBND ngày 14/12/2021 của Ủy ban nhân dân tỉnh Lâm Đồng)",
    info="letters", last="C.",
    signers=(("THỦ TRƯỞNG ĐƠN VỊ", wording.SEAL),),
)  # fmt: skip

KIEN_GIANG: Final = Form(
    (
        Column("TT", "code", 14), Column("TIÊU CHÍ", "name", 96), Column("Thang điểm", "method", 62),
        Column("Điểm", "own", 20), Column("Điểm tối đa", "max", 20), VERIFIED,
    ),
    title="",
    issued="(Ban hành kèm theo Quyết định số 745/QĐ-UBND ngày 24/3/2020 của Chủ tịch Ủy ban nhân dân tỉnh "
    "Kiên Giang)",
    info="lines", apart=True,
)  # fmt: skip


def _ha_giang(due: str) -> Form:
    """The two annexes differ in the title of one column."""
    return Form(
        (
            Column("STT", "code", 12), Column("Tiêu chí", "name", 56), Column("Cách tính điểm", "method", 64),
            Column("Điểm tối đa", "max", 14), Column(due, "due", 22),
            Column("Phương pháp đánh giá", "evidence", 52), OWN, VERIFIED,
        ),
        title="",
        issued="(Ban hành kèm theo Quyết định số 248/QĐ-UBND ngày 23 tháng 02 năm 2022 của UBND tỉnh Hà "
        "Giang)",
    )  # fmt: skip


LAC_DAO: Final = Form(
    (
        Column("STT", "code", 11), Column("Chỉ số/Chỉ số thành phần", "name", 45),
        Column("Điểm tối đa", "max", 14), Column("Cách xác định và tính điểm", "method", 54),
        Column("Tài liệu kiểm chứng", "evidence", 38), Column("Nguồn thu thập dữ liệu", "source", 26),
        Column("Đơn vị phối hợp xác minh số liệu", "verifier", 30), OWN, VERIFIED,
    ),
    title="",
    issued="(Kèm theo Kế hoạch của UBND xã Lạc Đạo, tháng 4 năm 2024)",
    info_caption="I. THÔNG TIN CHUNG", info_titles=("STT", "Chỉ số/Chỉ số thành phần", "Thông tin"),
    caption="II. CHỈ SỐ ĐÁNH GIÁ",
)  # fmt: skip

FORMS: Final = {
    ("2947/QĐ-UBND", "Phụ lục 1"): LAM_DONG,
    ("2947/QĐ-UBND", "Phụ lục 2"): LAM_DONG,
    ("745/QĐ-UBND", "Phụ lục I"): KIEN_GIANG,
    ("745/QĐ-UBND", "Phụ lục II"): KIEN_GIANG,
    ("745/QĐ-UBND", "Phụ lục III"): KIEN_GIANG,
    ("248/QĐ-UBND", "Phụ lục I"): _ha_giang("Thời điểm đánh giá"),
    ("248/QĐ-UBND", "Phụ lục II"): _ha_giang("Kỳ đánh giá"),
    ("/KH-UBND (để trống số)", "Phụ lục"): LAC_DAO,
}
"""By the decision's number and its annex, without the section of it (``Phụ lục 1, mục B``)."""


def form_of(criteria: CriteriaSet) -> Form:
    """The form that the set's decision prints, else the general one."""
    annex = criteria.decision.annex.partition(",")[0]
    return FORMS.get((criteria.decision.number, annex), GENERAL)
