"""What is said of evidence: files, links and explanations."""

from __future__ import annotations

FILE_KEPT = "Đã nhận “{name}” cho câu {code}."
ALBUM_KEPT = "Đã nhận {count} tệp gửi cùng lúc cho câu {code}."
LINK_KEPT = "Đã nhận link cho câu {code}: {url}"
CONFIRM_RETURNED = "Gửi đủ minh chứng rồi, anh/chị bấm Đúng, tiếp tục để câu này được coi là đã sửa."
EVIDENCE_NOW = "Câu này có {count} minh chứng."
ALREADY = "“{name}” đã có ở câu {code} rồi, không ghi thêm lần nữa."
ALSO_AT = "Lưu ý: tệp này cũng đã gắn ở câu {codes}."
SEND_AS_FILE = "Ảnh bị nén khi gửi; nếu chữ mờ, anh/chị gửi lại dưới dạng tệp."
NO_ITEM = "“{name}” chưa gắn vào câu nào nên chưa được lưu. Anh/chị mở câu cần minh chứng rồi gửi lại."
INFO_NEEDS_NONE = (
    "Thông tin chung không cần minh chứng, nên “{name}” chưa được lưu. Anh/chị mở câu cần minh chứng."
)
TOO_MANY_FILES = "Câu {code} đã có {count} minh chứng, là số tối đa. Anh/chị gỡ bớt rồi gửi lại."
LINK_TOO_LONG = "Đường link dài quá nên chưa được lưu. Anh/chị dán link ngắn hơn, hoặc gửi ảnh chụp màn hình."
REFUSED = {
    "too_large": (
        "“{name}” ({size}) lớn quá nên chưa được lưu; mỗi tệp tối đa {most}. "
        "Anh/chị chia nhỏ tệp hoặc gửi link."
    ),
    "empty": "“{name}” là tệp rỗng (0 byte) nên chưa được lưu. Anh/chị kiểm tra rồi gửi lại.",
    "wrong_kind": "“{name}” không phải loại tệp nhận được, hoặc đuôi tệp không đúng nội dung. Nhận: {kinds}.",
    "not_fetched": "“{name}” tải về chưa được nên chưa được lưu. Anh/chị vui lòng gửi lại.",
    "locked": (
        "“{name}” có mật khẩu, không mở ra để thẩm định được, nên chưa được lưu. "
        "Anh/chị bỏ mật khẩu rồi gửi lại."
    ),
    "packed": (
        "“{name}” có chương trình hoặc macro bên trong, hoặc nén bất thường, nên chưa được lưu. "
        "Anh/chị gửi lại dưới dạng PDF hoặc ảnh."
    ),
    "infected": (
        "“{name}” có mã độc nên không được lưu. Anh/chị quét vi-rút trên máy của mình rồi gửi tệp khác."
    ),
    "unscanned": (
        "Máy chủ đang chưa kiểm tra vi-rút được nên “{name}” chưa được lưu. Anh/chị gửi lại sau ít phút."
    ),
    "disk_full": "Máy chủ hết chỗ nên “{name}” chưa được lưu. Anh/chị báo người quản trị rồi gửi lại sau.",
}
UNIT_FULL = (
    "Minh chứng của đơn vị đã dùng {used} trong {most} nên “{name}” ({size}) chưa được lưu. "
    "Anh/chị gỡ bớt tệp không cần, hoặc gửi link."
)
FILES_TITLE = "Minh chứng câu {code}"
FILES_NONE = "Câu này chưa có minh chứng. Anh/chị gửi ảnh, tệp hoặc dán link ngay tại đây."
FILES_LINE = "{n}. {name}{size}{caption}"
VIEW = "Xem {n}"
DROP = "Gỡ {n}"
DROP_ASK = "Gỡ “{name}” khỏi câu {code}?"
DROP_YES = "Gỡ"
DROP_NO = "Giữ lại"
DROPPED = "Đã gỡ “{name}” khỏi câu {code}."
EXPLAIN_ASK = (
    "Anh/chị viết giải trình cho câu {code} (điều cần ghi rõ, hoặc vì sao chưa có minh chứng), "
    "từ 10 đến 2000 ký tự."
)
EXPLAIN_SHORT = "Giải trình ngắn quá, cần ít nhất 10 ký tự. Anh/chị viết rõ hơn một chút."
EXPLAIN_LONG = "Giải trình dài quá (tối đa 2000 ký tự). Anh/chị viết ngắn lại."
EXPLAIN_KEPT = "Đã ghi giải trình cho câu {code}."
EXPLAIN_THIS = "Ghi làm giải trình"
EXPLAIN_REMOVE = "Bỏ giải trình"
EXPLAIN_REMOVED = "Đã bỏ giải trình của câu {code}."
ANSWER_THIS = "Trả lời câu này"
