"""The Vietnamese words of the public results page and of the pictures in the chat."""

from __future__ import annotations

from typing import Final

# --- the page ------------------------------------------------------------------------------------------

TITLE: Final = "Kết quả đánh giá, xếp hạng"
DRAFT: Final = "BẢN NHÁP"
DRAFT_WHY: Final = "Kết quả chưa công bố. Bản này chỉ để người quản trị xem trước, không phổ biến."
PUBLISHED: Final = "Công bố lần {number}, lúc {at}"
APPEALS: Final = "Đơn vị được khiếu nại đến hết ngày {day}."
BLOCK: Final = "Khối"
ALL_UNITS: Final = "Bảng xếp hạng"
COUNTS: Final = "{count} đơn vị, xếp hạng {ranked}."
MIDDLE: Final = "Điểm trung vị {median}, cao nhất {best}, tối đa {max}."
NO_RESULT: Final = "Không có kết quả"
NOT_RANKED: Final = "Không xếp hạng"
STAR: Final = "Dấu *: hồ sơ chưa thẩm định xong, ghi theo điểm tự chấm."
GROUPS_MOVED: Final = (
    "Điểm của đơn vị đang được xử lý sau lần công bố này, nên chưa ghi điểm từng nhóm. Tổng điểm và thứ hạng "
    "là của lần công bố."
)
SOME_MOVED: Final = (
    "{count} đơn vị có điểm thay đổi sau lần công bố này; số liệu mới sẽ có ở lần công bố sau."
)
ROUNDED: Final = (
    "Điểm được tính chính xác, chỉ làm tròn đến {places} chữ số thập phân khi ghi ra. "
    "Thứ hạng theo điểm chưa làm tròn."
)
COMPARED: Final = "Điểm các tiêu chí {codes} có so sánh với các đơn vị cùng khối."

TOTAL: Final = "Tổng điểm"
DEMAND: Final = "{name} từ {points} điểm"

SPREAD_TITLE: Final = "Phổ điểm"
SPREAD_NOTE: Final = (
    "Mỗi cột là số đơn vị đạt từ tỷ lệ ghi dưới cột đến dưới mức kế tiếp, so với điểm tối đa."
)
GROUPS_TITLE: Final = "Điểm theo nhóm: trung vị và cao nhất"
GROUPS_NOTE: Final = "Thanh đậm: trung vị của khối. Thanh gạch chéo: đơn vị cao nhất."
LEVELS_TITLE: Final = "Số đơn vị theo mức"
PAIR: Final = "{median} · {best} / {max}"

LOST: Final = "Bản in mất một phần tại {where}: {points} điểm. {why}"
RESTORED: Final = "{field}: bản in ghi “{print}”, dùng “{value}”. {why}"
RESTORED_EMPTY: Final = "{field}: bản in không có, dùng “{value}”. {why}"
FIELDS: Final = {
    "declared_max": "Điểm tối đa", "max": "Điểm tối đa", "name": "Tên", "quote": "Cách cho điểm",
    "code": "Số thứ tự", "evidence": "Tài liệu kiểm chứng", "data_source": "Nguồn số liệu",
    "verifier": "Cơ quan kiểm chứng", "points": "Điểm", "decision.number": "Số văn bản",
    "decision.date": "Ngày văn bản",
}  # fmt: skip

WHERE: Final = {"set": "Cả bộ tiêu chí", "group": "Nhóm", "part": "Phần", "date": "Ngày", "nhóm": "Nhóm"}
WHERE_CRITERION: Final = "Tiêu chí"

# --- pictures ------------------------------------------------------------------------------------------

SCORE_OWN: Final = "{unit}: tự chấm {own}/{max}"
SCORE_BOTH: Final = "{unit}: thẩm định {verified}, tự chấm {own}/{max}"
ANSWERED: Final = "Đã trả lời {answered}/{asked} câu"
GROUP: Final = "{code}. {name}"
GROUP_ANSWERED: Final = "{code}. {name} ({answered}/{asked} câu)"
BOTH_BARS: Final = "Thanh đậm và số: điểm thẩm định. Thanh gạch chéo: điểm tự chấm."
OWN_BARS: Final = "Điểm tự chấm, tạm tính."
RANKING: Final = "Xếp hạng: {block}"
RANKING_DRAFT: Final = "Xếp hạng tạm thời, chưa công bố: {block}"
SHOWN: Final = "{shown}/{count} đơn vị"
GAP: Final = "…"
REST: Final = "Còn {count} đơn vị: xem bảng Excel hoặc trang kết quả."
REST_BLOCKS: Final = "Còn {count} khối không vẽ ở đây."
PROGRESS: Final = "Tiến độ: {done}/{count} đơn vị đã nộp"
PROGRESS_BLOCK: Final = "{block}: {done}/{count}"
MADE: Final = "Lập lúc {at}"
