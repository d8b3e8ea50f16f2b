"""What reviewers ask units about single criteria, and what units answer."""

from __future__ import annotations

from typing import Final

# --- the reviewer --------------------------------------------------------------------------------------

ASK = "Hỏi đơn vị"
ASK_TITLE = "Hỏi {unit} về mục {code}"
ASK_HOW = "Anh/chị gõ câu hỏi (10 đến 1000 ký tự). Đơn vị được báo ngay và trả lời tại đây."
ASK_SHORT = "Câu hỏi ngắn quá, cần ít nhất 10 ký tự để đơn vị hiểu. Anh/chị viết rõ hơn một chút."
ASK_LONG = "Câu hỏi dài quá ({length} ký tự, tối đa 1000). Anh/chị viết gọn lại."
ASKED_NOW = "Đã gửi câu hỏi tới: {names}. Khi đơn vị trả lời, anh/chị được báo ngay."
ASKED_NOBODY = "Đã ghi câu hỏi, nhưng đơn vị chưa có ai tham gia nên chưa báo được cho ai."
HEARD_REPLY_TITLE = "{unit} trả lời về mục {code}"
HEARD_REPLY = "Anh/chị hỏi: {question}\n\nĐơn vị trả lời: {answer}"
OPEN_ITEM = "Mở mục {code}"

# --- the unit ------------------------------------------------------------------------------------------

HEARD_TITLE = "Người thẩm định hỏi về câu {code}"
HEARD = "{name}\n\n{by}: “{question}”"
REPLY = "Trả lời"
REPLY_TITLE = "Trả lời câu hỏi về câu {code}"
REPLY_HOW = "Anh/chị gõ câu trả lời (2 đến 2000 ký tự). Số liệu và minh chứng của hồ sơ giữ nguyên."
REPLY_SHORT = "Câu trả lời ngắn quá. Anh/chị viết rõ hơn một chút."
REPLY_LONG = "Câu trả lời dài quá ({length} ký tự, tối đa 2000). Anh/chị viết gọn lại."
REPLIED = "Đã gửi câu trả lời về câu {code} cho người thẩm định."
REPLIED_ALREADY = "Câu hỏi này đã được trả lời."
REPLY_OVER = "Hồ sơ không còn ở bước thẩm định nên không cần trả lời câu hỏi này nữa."
SEE_ITEM = "Xem câu {code}"
ANSWER_NEXT = "Trả lời câu hỏi về câu {code}"
MISSING = "Người thẩm định đang chờ trả lời {count} câu hỏi: {codes}."
CANCEL = "Thôi"
CANCELLED = "Đã bỏ, chưa gửi gì."

# --- both ----------------------------------------------------------------------------------------------

EXCHANGE: Final = "Hỏi đáp:"
EXCHANGE_QUESTION = "• {by} hỏi: {text}"
EXCHANGE_ANSWER = "  Đơn vị trả lời: {text}"
EXCHANGE_WAITING = "  (chưa trả lời)"
SOMEBODY = "Người thẩm định"
