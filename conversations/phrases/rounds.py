"""What is said of rounds: opening the next one, and figures kept from the last."""

from __future__ import annotations

# --- opening the next round ----------------------------------------------------------------------------

TITLE = "Mở {period}"
RUNNING = "Đang chạy: {period}."
ASKED = "Sẽ hỏi {count} câu: {codes}."
AND_MORE_CODES = "… và {count} câu nữa"
DUE_ON = "Hạn trong văn bản: {days}."
DUE_DAY = "{day} ({count} câu)"
DUE_NONE = "không ghi ngày ({count} câu)"
DEADLINE = "Hạn nộp sẽ đặt: {day}. Muốn ngày khác, anh/chị gõ “hạn {example}”."
DEADLINE_NONE = "Chưa có hạn nộp. Muốn đặt hạn, anh/chị gõ “hạn {example}”."
DEADLINE_PASSED = "Ngày {day} trong văn bản đã qua. Muốn đặt hạn, anh/chị gõ “hạn {example}”."
NOT_LOCKED = "Kỳ đang chạy chưa khóa sổ; mở kỳ mới thì kỳ đó dừng lại."
APPEALING = "Kỳ đang chạy còn trong thời gian khiếu nại; mở kỳ mới thì khiếu nại dừng lại."
UNFINISHED = (
    "{count} đơn vị chưa nộp xong kỳ đang chạy: {names}. Hồ sơ chưa nộp lần nào thì không có điểm kỳ ấy."
)
STARTS_EMPTY = "Hồ sơ kỳ mới bắt đầu trống; số liệu kỳ trước được gợi ý lại để đơn vị giữ hoặc sửa."
OPEN = "Mở {period}"
CANCEL = "Thôi"
CAMPAIGN = "Kỳ đánh giá"
NEXT = "Mở kỳ mới"
CANCELLED = "Chưa mở kỳ mới."

NO_ROUNDS = (
    "Kỳ đánh giá này hỏi cả bộ tiêu chí một lần, không chia theo tháng, quý, năm nên không có kỳ tiếp theo. "
    "Muốn chia thì phải chọn kỳ đầu tiên ngay khi lập kỳ đánh giá."
)
NOT_BEGUN = "Kỳ đầu tiên ({period}) chưa mở. Anh/chị mở kỳ ấy trước bằng /kydanhgia."
HAD = "Đã có kỳ {period} rồi; mỗi kỳ chỉ mở một lần."
NOTHING_DUE = "Bộ tiêu chí này không có câu nào đánh giá theo {every}. Có các kỳ: {cadences}."
UNDER_REVIEW = (
    "Chưa mở được: còn {count} hồ sơ của {period} đang chờ thẩm định ({names}). Thẩm định xong thì mở được."
)
UNREAD = "Chưa đọc được kỳ. Anh/chị gõ như thế này: tháng 7/2026, quý III/2026 hoặc năm 2026."
DAY_UNREAD = "Chưa đọc được ngày. Anh/chị gõ như thế này: hạn {example}."
DAY_PAST = "Ngày {day} đã qua. Anh/chị gõ một ngày từ hôm nay trở đi."
DAY_FAR = "Ngày {day} xa quá. Anh/chị kiểm tra lại năm rồi gõ lại, ví dụ: hạn {example}."
CHANGED = "Từ lúc hỏi đến giờ đã có thay đổi; đây là tình hình hiện nay."
OPENED = "Đã mở {period}, hỏi {count} câu."
WITH_DEADLINE = "Hạn nộp: {day}."
WITHOUT_DEADLINE = "Chưa đặt hạn nộp."
TOLD = "Đã báo {count} người ở các đơn vị."
UNIT_OPENED = "{campaign}: bắt đầu {period}, có {count} câu."
UNIT_FRESH = "Hồ sơ kỳ này bắt đầu mới. Câu nào số liệu vẫn như kỳ trước, anh/chị bấm Vẫn đúng."
CADENCES = {"month": "tháng", "quarter": "quý", "year": "năm"}

OLD_BUTTON = "Nút vừa bấm là của kỳ trước; đây là câu hỏi của {period}."
OLD_BUTTON_GONE = "Nút vừa bấm là của kỳ trước nên không còn dùng được. Mời anh/chị tiếp tục với {period}."

# --- figures kept from the last round ------------------------------------------------------------------

EARLIER = "Kỳ trước ({round}): {derivation}"
EARLIER_FIGURE = "Kỳ trước ({round}): {value}"
EARLIER_DIFFERS = "Số dùng chung nay đã khác kỳ trước nên anh/chị ghi lại câu này."
STILL_RIGHT = "Vẫn đúng"
STILL_RIGHT_FIGURE = "Vẫn đúng: {value}"
KEEP_ALL = "Giữ cả {count} số liệu của kỳ trước"
KEPT = "Đã giữ số liệu của kỳ trước ({round})."
KEPT_EVIDENCE = "Minh chứng không dùng lại: anh/chị gửi minh chứng của kỳ này."
KEPT_ALL = "Đã giữ {count} số liệu của kỳ trước ({round}); mục nào khác, anh/chị mở Mục lục để sửa:"
KEPT_LINE = "• {label}: {value}"
GO_ON = "Tiếp tục"
KEPT_NONE = "Không còn số liệu nào của kỳ trước để giữ."
JUMPED = "{label}: kỳ trước {before}, nay {now}: đúng chứ?"

# --- against the last round ----------------------------------------------------------------------------

GROUP_BEFORE = " (kỳ trước {before})"
GROUP_CHANGE = " (kỳ trước {before}, {change})"
TOTAL_BEFORE = "Kỳ trước ({round}): {before} điểm."
TOTAL_CHANGE = "So với kỳ trước ({round}): {before} → {now} ({change}) điểm."
