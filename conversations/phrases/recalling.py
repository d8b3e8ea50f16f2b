"""What is said when a returned dossier is not waited for any longer."""

from __future__ import annotations

RECALL = "Thôi chờ, đưa về thẩm định"
TITLE = "Thôi chờ {unit} nộp lại"
ASK = "Hồ sơ về thẩm định như đang ghi; đơn vị không sửa được nữa và được báo kèm lý do."
CORRECTED = "Đơn vị đã sửa, được tính ({count}): {codes}."
LEFT = "Chưa sửa, sẽ chờ kết luận ({count}): {codes}."
SIGNING = "Đơn vị đã sửa và đang chờ lãnh đạo ký lại."
EARLY = "⚠ Hạn nộp của đơn vị là {day}, hôm nay chưa qua hạn."
HOW = "Anh/chị gõ lý do (10 đến 1000 ký tự)."
NOT_YOURS = "Việc này do người thẩm định chính hoặc người quản trị của {unit} làm."
AS_IT_STANDS = "Hồ sơ {unit}: {state}, không phải chờ đơn vị nộp lại."
DONE = "Đã đưa hồ sơ {unit} về thẩm định."
OPEN = "Mở hồ sơ"

UNIT_TITLE = "Hồ sơ được thẩm định tiếp"
UNIT_HEARS = (
    "Hồ sơ {unit} được trả lại để sửa mà chưa nộp lại, nên nay được thẩm định tiếp như đang ghi. "
    "Anh/chị xem được nhưng không sửa được nữa."
)
UNIT_REASON = "Lý do: {reason}"
UNIT_CORRECTED = "Các câu anh/chị đã sửa đều được tính ({count}): {codes}."
UNIT_LEFT = "Các câu chưa sửa được giữ như đã ghi ({count}): {codes}."
UNIT_SCORE = "Điểm tự chấm đang ghi: {points}. Mã biên nhận: {digest}"
REVIEWER_HEARS = (
    "Hồ sơ {unit} không chờ đơn vị sửa nữa, đã về thẩm định. Còn {count} mục chờ anh/chị kết luận.\n"
    "Lý do: {reason}"
)
