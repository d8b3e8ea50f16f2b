"""What is asked back before anything is recorded, and why a figure cannot be taken."""

from __future__ import annotations

STALE = "Câu này vừa được ghi lại; đây là nội dung mới nhất."
HALF_GIVEN = "Câu này đang sửa dở. Anh/chị trả lời nốt, hoặc bấm Bỏ qua để giữ điều đã ghi."
GONE = "Lựa chọn đó không còn dùng được; đây là câu hỏi hiện nay."
WHICH_FIGURE = "“{text}” là {candidates}?"
OR = " hay "
FIGURE_OR_CODE = "“{text}” là số liệu, hay anh/chị muốn mở câu {code}?"
WRITE = "Ghi {value}"
OPEN = "Mở câu {code}"
IS_IT_RIGHT = "{top} lớn hơn {bottom}: tỷ lệ {percent}, hơn 100%. Số liệu đúng như vậy chứ?"
ABOVE_WHOLE_ASK = "Tỷ lệ ra {percent}, hơn 100%. Số liệu đúng như vậy chứ?"
ZERO_ASK = "Mẫu số bằng 0 mà tử số lớn hơn 0 thì chưa xác định được điểm. Số liệu đúng như vậy chứ?"
ZERO_OR_NOT_APPLICABLE = (
    "Mẫu số bằng 0 thì chưa xác định được điểm. Nếu câu này không áp dụng cho đơn vị, anh/chị bấm {button}; "
    "nếu số liệu đúng như vậy, người thẩm định sẽ quyết định điểm."
)
ZERO_RATIO = (
    "Mẫu số bằng 0 thì chưa tính được tỷ lệ. Nếu đơn vị không có đối tượng nào để tính, anh/chị ghi rõ ở "
    "Giải trình; người thẩm định sẽ quyết định điểm."
)
RATIO_ALONE = "Anh/chị chỉ gõ tỷ lệ, không kèm gì khác. Ví dụ: {example}."
SURE = "Đúng như vậy"
TYPE_AGAIN = "Gõ lại"
LINKED_ASK = "{label}: trước đây đã ghi {known}, nay anh/chị gõ {typed}. Dùng số nào?"
LINKED_ASK_SUM = "{label}: tính từ thông tin chung {sources} là {known}, nay anh/chị gõ {typed}. Dùng số nào?"
USE_KNOWN = "Dùng {value} đã ghi"
USE_NEW = "Đổi thành {value} ở mọi câu"
USE_HERE = "Chỉ câu này: {value}"
FIGURE_NOT_ROW = "Câu này cần con số thật; mức điểm được tính tự động. Ví dụ: {example}."
WHICH_OPTION = "“{text}” khớp với nhiều lựa chọn. Anh/chị chọn lựa chọn nào?"
ALIKE_ITEMS = "“{text}” có thể là: {labels}."
PICK_SEVERAL_RANGE = (
    "Câu này có {count} mục. Bấm các mục đã đạt rồi bấm Xong, hoặc gõ số thứ tự từ 1 đến {count}."
)
PICK_RANGE = "Câu này có {count} lựa chọn. Anh/chị bấm một nút, hoặc gõ số từ 1 đến {count}."
TEXT_TOO_LONG = "Mục này ghi tối đa {most} ký tự. Anh/chị vui lòng viết ngắn lại."
UNSURE = "Chưa có số liệu thì anh/chị bỏ qua câu này, có rồi thì mở lại từ Mục lục."
UNSURE_COUNTED = (
    "Chưa có số liệu thì anh/chị bỏ qua câu này, có rồi thì mở lại từ Mục lục; thật sự không có thì gõ 0."
)
STILL_NOT = "Anh/chị có thể xem ví dụ, bỏ qua câu này, hoặc hỏi người hỗ trợ."
STUCK = "Anh/chị có thể bỏ qua câu này, hoặc hỏi người hỗ trợ."
SEE_EXAMPLE = "Xem ví dụ"
SKIP_THIS = "Bỏ qua câu này"
ASK_SUPPORT = "Hỏi người hỗ trợ"
EXAMPLE_TITLE = "Cách gõ số"
EXAMPLE_BODY = {
    "count": "Số đếm viết liền: 1234. Cũng được: 1.234 hoặc 1 234. Không cần ghi đơn vị.",
    "amount": "Dấu phẩy cho phần lẻ: 12,5. Nghìn cách bằng dấu chấm: 1.234,5.",
    "ratio": "Tỷ lệ phần trăm: 82,5%. Hoặc phân số: 421/512.",
    "frequency": "Số lần trong một năm: 24. Hoặc: 2 lần/tháng, 1 lần/tuần, hằng ngày.",
    "yes_no": "Gõ có hoặc không.",
    "text": "Gõ chữ như bình thường.",
}
EXAMPLE_SEVERAL = "Câu này cần {count} số, hỏi lần lượt từng số. Gõ một lượt cũng được: {example}."

WHY_NOT = {
    "empty": "Anh/chị chưa gõ số nào. Ví dụ: {example}.",
    "letters": "Chỗ này cần con số, viết bằng chữ số; không có thì gõ 0. Ví dụ: {example}.",
    "negative": "Số này không thể âm. Ví dụ: {example}.",
    "too_many_marks": "Dấu chấm, dấu phẩy chưa đúng nên chưa rõ là số nào. Ví dụ: {example}.",
    "percent_not_allowed": (
        "Chỗ này cần số lượng, không phải phần trăm; tỷ lệ sẽ được tính tự động. Ví dụ: {example}."
    ),
    "too_long": "Số này dài quá. Anh/chị chỉ gõ một con số thôi. Ví dụ: {example}.",
    "two_numbers": "Anh/chị gõ nhiều số, mà lúc này chỉ cần một số. Ví dụ: {example}.",
    "not_whole": "Số này đếm được nên không có phần lẻ. Ví dụ: {example}.",
    "about": "Cần số chính xác, không ghi khoảng, hơn hay gần. Ví dụ: {example}.",
    "over_100": "Tỷ lệ hơn 100% thì anh/chị ghi kèm dấu %, hoặc ghi phân số. Ví dụ: {example}.",
    "zero_denominator": "Mẫu số (số chia) không thể bằng 0. Ví dụ: {example}.",
}
WHY_NOT_OF = "{key}: "
