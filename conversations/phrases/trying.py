"""What is said of what-if and of the cheapest points."""

from __future__ import annotations

TRY_HOW = "Gõ /thu, mã câu và số muốn thử, ví dụ: /thu {example}. Chỉ tính thử, không ghi vào hồ sơ."
TRY_TITLE = "Thử câu {code}"
TRY_TOTAL = "Tổng điểm sẽ là {then}/{most}, hiện nay {now} ({change})."
TRY_SAME = "Tổng điểm không đổi: {now}/{most}."
TRY_NOT_KEPT = "Đây chỉ là tính thử, không ghi vào hồ sơ."
TRY_MORE = "Câu {code} cần {count} số: {keys}. Ví dụ: /thu {example}."
TRY_NOT_READ = "Chưa tính thử được. {why}"
ADVICE_TITLE = "Điểm dễ lấy thêm nhất"
ADVICE_NONE = "Mọi câu đã đạt điểm tối đa."
ADVICE_OVER = "Hồ sơ đã khóa nên không thêm điểm được nữa."
ADVICE_OPEN = "{code}: chưa trả lời, tối đa {gain} điểm"
ADVICE_OPTION = "{code}: thêm {gain} điểm nếu đạt “{label}”"
ADVICE_MORE = "{code}: thêm {gain} điểm nếu {key} tăng thêm {count}"
ADVICE_GAIN = "{code}: còn lấy thêm được {gain} điểm"
ADVICE_RELATIVE = "{code}: còn tới {gain} điểm, tùy đơn vị cao nhất khối"
