"""The key of a sheet that goes out to be filled in and comes back: what it was made for, and a seal over its
rows by which a changed structure is noticed. The sheet is checked like typed text all the same.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping, Sequence
from typing import Final

VERSION: Final = "1"
KEY_SHEET: Final = "_chamdiem"
LIST_SHEET: Final = "_chamdiem_muc"
ANSWERS: Final = "answers"
VERDICTS: Final = "verdicts"
SHEETS: Final[Mapping[str, str]] = {ANSWERS: "Phiếu", VERDICTS: "Phiếu thẩm định"}
"""The title of the sheet to be filled in, by the kind of the key."""

HEAD_AT: Final = 7
"""The row (from 1) of the machine's column names; the rows to be filled in follow."""
ID, SEALED = 0, 1
"""Columns (from 0) that are hidden: the row's id, and what stood in the row when the sheet was made."""
ANSWER_COLUMNS: Final = (
    "dong", "truoc", "ma", "noi_dung", "tinh", "tra_loi", "giai_trinh", "minh_chung", "ky_truoc"
)  # fmt: skip
ANSWER, EXPLANATION = 5, 6
VERDICT_COLUMNS: Final = (
    "dong", "truoc", "don_vi", "ma", "tieu_chi", "ke_khai", "cach_tinh", "toi_da", "tu_cham", "minh_chung",
    "luu_y", "da_tham_dinh", "ket_qua", "diem", "ly_do",
)  # fmt: skip
OUTCOME, POINTS, REASON = 12, 13, 14
COLUMNS: Final[Mapping[str, Sequence[str]]] = {ANSWERS: ANSWER_COLUMNS, VERDICTS: VERDICT_COLUMNS}
FIELDS: Final = ("kind", "version", "campaign", "round", "set", "unit", "seal")


def key_of(kind: str, *, campaign: str, period: str, digest: str, unit: str = "") -> dict[str, str]:
    """The key without its seal. ``digest`` is that of the criteria set, ``period`` that of the round."""
    return {
        "kind": kind, "version": VERSION, "campaign": campaign, "round": period, "set": digest, "unit": unit,
    }  # fmt: skip


def sealed(key: Mapping[str, str], rows: Iterable[tuple[str, str]]) -> dict[str, str]:
    """The key with its seal over the rows' hidden cells."""
    known = {name: key.get(name, "") for name in FIELDS[:-1]}
    body = json.dumps([known, [list(row) for row in rows]], sort_keys=True, ensure_ascii=False)
    return {**known, "seal": hashlib.sha256(body.encode()).hexdigest()}
