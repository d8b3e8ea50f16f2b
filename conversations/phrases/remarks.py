"""What is said of a unit's difficulties and proposals, which stand in its report."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from scoring.facts import Topic
from scoring.records import State

NAMES: Final[Mapping[str, str]] = {
    "difficulties": "Khó khăn, vướng mắc",
    "proposals": "Đề xuất, kiến nghị",
}
BOTH = "Khó khăn, đề xuất"
QUESTION: Final[Mapping[Topic, str]] = {
    "difficulties": "Trong kỳ này, đơn vị có khó khăn, vướng mắc gì?",
    "proposals": "Đơn vị có đề xuất, kiến nghị gì?",
}
WHICH = "Anh/chị ghi rõ nội dung giúp."
HOW = (
    "Anh/chị gõ vào đây, xuống dòng được, tối đa {most} ký tự. Nội dung này được in trong báo cáo "
    "tự đánh giá; không bắt buộc."
)
GIVEN = "{name}: {text}"
GIVEN_WHOLE = "{name}:\n{text}"
GIVEN_NOW = "Đang ghi: {text}"
HOW_TO_CHANGE = "Muốn thay, anh/chị gõ lại toàn bộ vào đây, xuống dòng được, tối đa {most} ký tự."
BEFORE = "Kỳ trước ({round}): {text}"
KEEP_BEFORE = "Ghi như kỳ trước"
NOTHING = "Không có"
NOTHING_TEXT = "Không có."
REMOVE = "Xóa phần này"
SKIP = "Bỏ qua ›"
LEAVE = "Giữ nguyên"
CHANGE: Final[Mapping[Topic, str]] = {"difficulties": "Sửa khó khăn", "proposals": "Sửa đề xuất"}
WRITE: Final[Mapping[Topic, str]] = {"difficulties": "Ghi khó khăn", "proposals": "Ghi đề xuất"}
TO_SIGN = "Về hồ sơ chờ ký"

ASK_FIRST = (
    f"Đơn vị có khó khăn hay đề xuất gì không? Có thì bấm “{BOTH}” để ghi vào báo cáo; không bắt buộc."
)
TITLE = "Khó khăn, đề xuất của đơn vị"
TITLE_OF = "Khó khăn, đề xuất của {unit}"
UNSAID = "chưa ghi"
TO_WRITE = "Muốn ghi hay sửa, anh/chị bấm nút bên dưới rồi gõ."
KEPT = "✓ Đã ghi {name}."
REMOVED = "Đã xóa {name}."
SAME = "Phần này đã được ghi như vậy rồi."
MEANWHILE = "Phần này vừa có thay đổi; đây là nội dung hiện nay."
LONG = "Nội dung dài {length} ký tự, tối đa {most}, nên chưa được ghi. Anh/chị vui lòng viết ngắn lại."
SHORT = "Nội dung chỉ có {length} ký tự nên chưa được ghi. Anh/chị gõ rõ hơn, hoặc gõ “bỏ qua”."

LOCKED: Final[Mapping[State, str]] = {
    "submitted": "Hồ sơ đã nộp nên phần này chỉ xem được. Muốn sửa, anh/chị rút hồ sơ bằng /ruthoso.",
    "signing": "Hồ sơ đang chờ lãnh đạo ký nên phần này chỉ xem được. Gõ /nop để xem hoặc lấy lại hồ sơ.",
    "reviewing": "Hồ sơ đang được thẩm định nên phần này chỉ xem được.",
    "verified": "Hồ sơ đã thẩm định xong nên phần này chỉ xem được.",
    "approved": "Hồ sơ đã được phê duyệt nên phần này chỉ xem được.",
}
NOT_OPEN = "Kỳ đánh giá chưa mở nên phần này chưa ghi được."
CLOSED = "Kỳ đánh giá đã khóa sổ nên phần này chỉ xem được."
NOT_ASSIGNED = "Anh/chị được giao một số câu; phần này do cán bộ đầu mối chính ghi."
