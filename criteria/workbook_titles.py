"""What the workbook calls its sheets and columns, and how it explains them: Vietnamese, for officials.

A test walks the schema and fails where something has no title here, or a title has lost its field.
"""

from __future__ import annotations

from typing import Final

from criteria.workbook_tables import Column, Table

GUIDE: Final = "Hướng dẫn"
PRINT: Final = "Bản in"
PRINT_TITLE: Final = "Nội dung văn bản, mỗi dòng một ô"
EMPTY: Final = "(trống)"
"""Stands in a required cell where the print has nothing."""

SHEETS: Final[dict[str, tuple[str, str]]] = {
    "": ("Chung", "Tên bộ tiêu chí và văn bản ban hành. Điền ở cột Nội dung."),
    "general_info": ("Thông tin chung", "Số liệu chung của đơn vị, hỏi một lần, dùng cho nhiều tiêu chí."),
    "parts": ("Phần", "Các phần đứng trên nhóm, nếu văn bản có chia phần. Không có thì để trống."),
    "groups": ("Nhóm", "Các nhóm tiêu chí, theo thứ tự in."),
    "groups.headings": ("Đề mục", "Đề mục trong nhóm có in điểm tối đa riêng. Không có thì để trống."),
    "groups.criteria": ("Tiêu chí", "Mỗi tiêu chí một dòng, theo thứ tự in. Chữ lấy đúng như bản in."),
    "groups.criteria.inputs": ("Số liệu", "Các số liệu mà tiêu chí hỏi; công thức dùng tên ngắn."),
    "groups.criteria.rule.options": ("Phương án", "Ít nhất hai phương án cho mỗi tiêu chí chọn một."),
    "groups.criteria.rule.items": ("Mục cộng điểm", "Các mục của tiêu chí cộng nhiều mục."),
    "groups.criteria.rule.tiers": ("Mức", "Các mức của tiêu chí theo mức, từ cao xuống thấp; ít nhất hai."),
    "groups.criteria.notes": ("Ghi chú tiêu chí", "Chỗ bản in sai, thiếu, im lặng ở một tiêu chí."),
    "groups.criteria.restored": ("Khôi phục tiêu chí", "Giá trị bị mất, in sai ở một tiêu chí."),
    "groups.restored": ("Khôi phục nhóm", "Giá trị bị mất, in sai ở một nhóm."),
    "notes": ("Ghi chú bộ", "Chỗ bản in sai, thiếu hoặc im lặng, chung cho cả bộ, và cách hiểu."),
    "restored": ("Khôi phục bộ", "Giá trị chung của bộ bị mất, in sai."),
    "lost": ("Phần bị mất", "Chỗ bản in mất hàng. Đã bổ sung đủ từ bản ký thì xóa dòng ở đây."),
    "findings": ("Kết luận", "Kết luận cho từng phát hiện mà lệnh nạp in ra: chép mã và vị trí vào đây."),
    "examples": ("Ví dụ", "Ví dụ tính sẵn, ít nhất một cho mỗi tiêu chí: hệ thống tính lại và đối chiếu."),
}  # fmt: skip

_SHARE = "Phần của điểm tối đa: 1, 1/2, 80% hoặc công thức. Điền phần hoặc điểm, không điền cả hai."
_POINTS = "Số điểm, hoặc công thức như 0,2*n. Điền phần hoặc điểm, không điền cả hai."
_OWNER = "Mã của dòng mà dòng này thuộc về; chọn trong danh sách."
_ID = "Mã không trùng trong cả bộ. Để trống thì lấy số thứ tự."
_AS_PRINTED = "Đúng như bản in."
_QUOTED = "Chữ của bản in, chép nguyên văn."

_CODE = ("Số thứ tự", "Như bản in, ví dụ 1.10 hoặc II.")
_KEY = "Không dấu, không cách; không trùng."
_WHY = ("Vì sao", "Căn cứ.")
_RULING = ("Cách hiểu", "Kết luận: hiểu và làm thế nào.")
_PRINTED = ("Bản in ghi", _QUOTED)
_EXTREME = "Chỉ điền cho cách tính so với đơn vị cao nhất."

TITLES: Final[dict[str, tuple[str, str]]] = {
    "SetWorkbook.id": ("Mã bộ tiêu chí", "Không dấu, nối bằng gạch, trùng tên thư mục: lac-dao-xa."),
    "SetWorkbook.title": ("Tên bộ tiêu chí", _AS_PRINTED),
    "SetWorkbook.subject": ("Đối tượng đánh giá", "Ví dụ: xã, phường."),
    "SetWorkbook.version": ("Phiên bản", "Bắt đầu từ 1; mỗi lần sửa thì tăng."),
    "SetWorkbook.decision.number": ("Số văn bản", "Ví dụ: 745/QĐ-UBND."),
    "SetWorkbook.decision.date": ("Ngày ban hành", "Viết bằng chữ: ngày 24/3/2020."),
    "SetWorkbook.decision.authority": ("Cơ quan ban hành", _AS_PRINTED),
    "SetWorkbook.decision.title": ("Trích yếu", _AS_PRINTED),
    "SetWorkbook.decision.annex": ("Phụ lục", "Phụ lục có bảng tiêu chí, ví dụ: Phụ lục I."),
    "SetWorkbook.declared_max": ("Tổng điểm tối đa", "Như bản in."),
    "SetWorkbook.procedure": ("Quy trình đánh giá", "Mã quy trình xếp mức, nếu có. Không có thì để trống."),
    "SetWorkbook.rounding.places": ("Số chữ số thập phân", "Khi hiển thị điểm. Để trống là 2."),
    "InfoField.key": ("Khóa", "Số thứ tự như bản in, hoặc tên ngắn; không trùng."),
    "InfoField.label": ("Nội dung", _AS_PRINTED),
    "InfoField.section": ("Mục", "Đề mục mà dòng đứng dưới."),
    "InfoField.type": ("Loại", "Để trống là chữ."),
    "InfoField.unit": ("Đơn vị tính", "Ví dụ: người, hộ."),
    "InfoField.note": ("Lưu ý", "Giải thích cho người điền."),
    "Part.code": ("Mã phần", "Như bản in, không trùng."),
    "Part.name": ("Tên phần", _AS_PRINTED),
    "Part.declared_max": ("Điểm tối đa", "Nếu bản in có ghi."),
    "Group.code": _CODE,
    "Group.id": ("Mã nhóm", _ID),
    "Group.name": ("Tên nhóm", _AS_PRINTED),
    "Group.part": ("Thuộc phần", "Mã phần, nếu có."),
    "Group.declared_max": ("Điểm tối đa", "Như bản in, kể cả khi các dòng cộng lại khác."),
    "groups.owner": ("Thuộc nhóm", _OWNER),
    "criteria.owner": ("Thuộc tiêu chí", _OWNER),
    "Heading.text": ("Đề mục", "Đúng như ở cột Đề mục của trang Tiêu chí."),
    "Heading.declared_max": ("Điểm tối đa", "Như bản in."),
    "Criterion.code": _CODE,
    "Criterion.id": ("Mã tiêu chí", _ID),
    "Criterion.name": ("Tên tiêu chí", _AS_PRINTED),
    "Criterion.heading": ("Đề mục", "Đề mục mà tiêu chí đứng dưới; nhiều cấp thì nối bằng “ › ”."),
    "Criterion.max": ("Điểm tối đa", "Như bản in."),
    "Criterion.rule.kind": (
        "Cách tính",
        "Tỷ lệ: tỷ lệ × điểm tối đa. Theo mức: bảng ở trang Mức. Theo công thức điểm: 0,2*n.",
    ),
    "Criterion.rule.take": ("Cộng hay lấy cao nhất", "Để trống là cộng các mục."),
    "Criterion.rule.formula": ("Công thức", "Dùng tên ngắn của số liệu: (b+c)/a hoặc 0,2*n."),
    "Criterion.rule.target": ("Đạt tối đa từ", "Tỷ lệ từ đây trở lên được điểm tối đa, ví dụ 80%."),
    "Criterion.rule.floor": ("Dưới mức này 0 điểm", "Ví dụ 50%."),
    "Criterion.rule.of": ("Giá trị để xét", "Tên số liệu hoặc công thức mà mức, so sánh dựa vào."),
    "Criterion.rule.requires": ("Điều kiện", "Tên số liệu có/không; không có thì 0 điểm."),
    "Criterion.rule.pick": ("Cho chọn mức", "Có: người dùng chọn thẳng mức in sẵn."),
    "Criterion.rule.reading": ("Cách so", "Để trống là chia cho giá trị cao nhất."),
    "Criterion.rule.cap": ("Trần", "Giá trị lớn hơn thì tính bằng trần, ví dụ 1."),
    "Criterion.quote": ("Cách chấm, nguyên văn", _QUOTED + " Xuống dòng trong ô: Alt+Enter."),
    "Criterion.evidence": ("Minh chứng", _AS_PRINTED),
    "Criterion.data_source": ("Nguồn số liệu", _AS_PRINTED),
    "Criterion.verifier": ("Đơn vị xác minh", _AS_PRINTED),
    "Criterion.cadence.text": ("Kỳ đánh giá", _AS_PRINTED),
    "Criterion.cadence.every": ("Chu kỳ", "Để trống là hằng năm."),
    "Criterion.cadence.due": ("Hạn", "Nếu bản in có ghi."),
    "Criterion.not_applicable.when": ("Không áp dụng khi", "Trường hợp tiêu chí không áp dụng, nếu có."),
    "Criterion.not_applicable.gives": ("Khi đó tính", "Điền cùng cột “Không áp dụng khi”."),
    "Input.key": ("Tên ngắn", "Chữ dùng trong công thức: a, b, so_ho. " + _KEY),
    "Input.label": ("Nội dung số liệu", _AS_PRINTED),
    "Input.type": ("Loại", "Để trống là số đếm."),
    "Input.unit": ("Đơn vị tính", "Ví dụ: hộ, lần."),
    "Input.source": ("Ai cho số liệu", "Để trống là đơn vị tự khai."),
    "Input.same_as": ("Bằng số liệu đã hỏi", "Khóa thông tin chung, hoặc 8.1.b; nhiều thì cách bằng ;"),
    "Option.key": ("Tên ngắn", "Ví dụ: co, mot_phan. Không chỉ toàn chữ số. " + _KEY),
    "Option.label": ("Nội dung", _AS_PRINTED),
    "Option.share": ("Phần điểm", _SHARE),
    "Option.points": ("Điểm", _POINTS),
    "Tier.label": ("Nội dung", _AS_PRINTED),
    "Tier.share": ("Phần điểm", _SHARE),
    "Tier.points": ("Điểm", _POINTS),
    "Tier.at_least": ("Từ (≥)", "Kể cả giá trị này."),
    "Tier.above": ("Trên (>)", "Không kể giá trị này."),
    "Tier.at_most": ("Đến (≤)", "Kể cả giá trị này."),
    "Tier.below": ("Dưới (<)", "Không kể giá trị này."),
    "Note.print": _PRINTED,
    "Note.ruling": _RULING,
    "Note.why": _WHY,
    "Restored.field": ("Chỗ được khôi phục", "Ví dụ: điểm tối đa."),
    "Restored.print": _PRINTED,
    "Restored.value": ("Giá trị đúng", "Giá trị đã khôi phục."),
    "Restored.why": _WHY,
    "Lost.where": ("Ở đâu", "Ví dụ: nhóm 2.II, sau tiêu chí 7."),
    "Lost.points": ("Số điểm đã mất", "Tổng điểm của các hàng đã mất."),
    "Lost.why": _WHY,
    "Acknowledged.code": ("Mã phát hiện", "Chữ trong ngoặc vuông ở cuối phát hiện, ví dụ group-sum."),
    "Acknowledged.where": ("Vị trí", "Chữ đứng trước dấu hai chấm của phát hiện, ví dụ group 2.II."),
    "Acknowledged.ruling": _RULING,
    "Example.criterion": ("Tiêu chí", "Mã tiêu chí."),
    "Example.clause": ("Điều khoản", "Chỗ trong văn bản."),
    "Example.given": ("Số liệu, lựa chọn", "Mỗi dòng một mục: a = 5, option = co, items = [a, b]."),
    "Example.points": ("Số điểm", "Viết thành phép tính của bản in: 5/8 * 20."),
    "Example.state": ("Kết quả", "Để trống là có điểm."),
    "Example.highest": ("Cao nhất trong khối", _EXTREME),
    "Example.lowest": ("Thấp nhất trong khối", _EXTREME),
    "Example.best_points": ("Điểm cao nhất trong khối", "Chỉ điền khi không áp dụng thì lấy điểm cao nhất."),
    "Example.why": _WHY,
}  # fmt: skip

WORDS: Final = {
    "choice": "chọn một", "checklist": "cộng nhiều mục", "ratio": "tỷ lệ", "tiers": "theo mức",
    "points": "theo công thức điểm", "highest": "so với đơn vị cao nhất",
    "sum": "cộng các mục", "best": "lấy mục cao nhất",
    "share": "chia cho cao nhất", "min_max": "từ thấp nhất đến cao nhất",
    "text": "chữ", "count": "số đếm", "amount": "số thập phân", "frequency": "số lần mỗi năm",
    "yes_no": "có/không", "unit": "đơn vị tự khai", "authority": "cơ quan đánh giá",
    "year": "hằng năm", "quarter": "hằng quý", "month": "hằng tháng",
    "best_peer": "lấy điểm đơn vị cao nhất", "out_of_base": "không tính vào tổng", "nothing": "0 điểm",
    "scored": "có điểm", "undetermined": "chưa xác định", "not_applicable": "không áp dụng",
}  # fmt: skip
"""The words of drop-downs for what the schema calls its values."""
FLAGS: Final = {"true": "có", "false": "không"}


def sheet_title(table: Table) -> str:
    return SHEETS[".".join(table.path)][0]


def title(column: Column) -> str:
    return TITLES[column.source][0]


def words(column: Column) -> dict[str, str]:
    """The column's values and their words; empty where anything may be written."""
    if column.kind == "flag":
        return FLAGS
    return {value: WORDS[value] for value in column.choices}
