"""The Vietnamese words of the documents: names of states, outcomes, flags and roles, and fixed sentences."""

from __future__ import annotations

from typing import Final

from scoring.facts import RoleName
from scoring.records import Outcome, State
from scoring.rules import Flag

STATES: Final[dict[State, str]] = {
    "drafting": "Đang kê khai",
    "submitted": "Đã nộp",
    "reviewing": "Đang thẩm định",
    "returned": "Trả lại để bổ sung",
    "verified": "Đã thẩm định",
    "approved": "Đã phê duyệt",
}
NOT_STARTED: Final = "Chưa kê khai"

OUTCOMES: Final[dict[Outcome, str]] = {
    "accepted": "Chấp nhận",
    "adjusted": "Điều chỉnh",
    "returned": "Trả lại",
}

FLAGS: Final[dict[Flag, str]] = {
    "above_whole": "tỷ lệ vượt 100%",
    "capped": "đã tính ở mức điểm tối đa",
    "zero_denominator": "mẫu số bằng 0",
    "tier_hole": "số liệu nằm giữa hai mức của bản in",
    "no_tier": "số liệu không thuộc mức nào",
    "no_peer": "chưa có đơn vị để so sánh",
    "requirement_unmet": "không đạt điều kiện",
}

ROLES: Final[dict[RoleName, str]] = {
    "officer": "Cán bộ đầu mối",
    "leader": "Lãnh đạo đơn vị",
    "reviewer": "Người thẩm định",
    "administrator": "Quản trị",
    "observer": "Người theo dõi",
}

NATION: Final = "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"
MOTTO: Final = "Độc lập - Tự do - Hạnh phúc"
DATELINE: Final = "…………………, ngày …… tháng …… năm {year}"
SIGN: Final = "(Ký, ghi rõ họ tên)"
SEAL: Final = "(Ký tên, đóng dấu)"

RANKED_BY: Final = "Xếp hạng theo điểm thẩm định; đơn vị chưa thẩm định xong: theo điểm tự chấm, đánh dấu *."
ROUNDED: Final = (
    "Điểm được tính chính xác, chỉ làm tròn đến {places} chữ số thập phân khi ghi ra; vì vậy tổng có thể "
    "lệch nhẹ so với cộng các số đã làm tròn. Thứ hạng theo điểm chưa làm tròn."
)
STILL_OPEN: Final = (
    "Còn tạm tính: điểm các tiêu chí {codes} so với đơn vị cao nhất khối, đến khi cả khối thẩm định xong."
)
PROVISIONAL: Final = "Tạm tính: còn phụ thuộc số liệu của các đơn vị cùng khối."


def state(name: State, answered: int) -> str:
    """How far a unit is."""
    return NOT_STARTED if name == "drafting" and not answered else STATES[name]
