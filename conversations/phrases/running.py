"""What is said outside the talk: of documents being made, in groups, and when something goes wrong."""

SORRY = (
    "Xin lỗi anh/chị, tin nhắn vừa rồi chưa xử lý được. Những gì đã ghi vẫn còn nguyên. "
    "Anh/chị thử lại hoặc gõ /trogiup."
)
DELAYED = (
    "Máy chủ đang tạm thời không ghi được. Tin nhắn của anh/chị vẫn được giữ và sẽ được ghi ngay khi có thể; "
    "anh/chị không cần gửi lại."
)
TOO_FAST = (
    "Anh/chị gửi quá nhanh nên các tin nhắn từ lúc này chưa được ghi. "
    "Anh/chị chờ một phút rồi gửi lại những gì chưa có câu trả lời."
)
TOO_MANY_FILES = (
    "Anh/chị đã gửi quá nhiều tệp trong ngày nên các tệp từ lúc này chưa được lưu. "
    "Anh/chị gửi lại vào ngày mai."
)
PRIVATE_ONLY = (
    "Tôi chỉ làm việc trong trò chuyện riêng và không ghi nhận gì ở nhóm này. Anh/chị nhắn riêng cho tôi; "
    "xin đừng gửi mã mời vào nhóm."
)
DOCUMENTS = {
    "ranking": "bảng xếp hạng",
    "form": "phiếu chấm điểm",
    "form-docx": "phiếu chấm điểm",
    "report": "báo cáo tự đánh giá",
    "letter": "công văn",
    "notice": "thông báo kết quả",
    "evidence": "hồ sơ minh chứng",
    "figures-template": "bảng số liệu",
    "unit-sheet": "phiếu điền không cần mạng",
    "verdict-sheet": "phiếu thẩm định",
    "chart": "biểu đồ",
    "page": "trang kết quả",
}
"""What is being made, by its recipe."""
DOCUMENT = "tệp"
MAKING = "Đang lập {what} “{name}”. Anh/chị cứ làm việc khác, có tệp tôi sẽ gửi ngay."
SO_FAR = "Đang lập {what} “{name}”: {percent}%. Anh/chị cứ làm việc khác, có tệp tôi sẽ gửi ngay."
MADE = "Đã lập xong {what} “{name}”."
CALL_OFF = "Hủy"
CALLED_OFF = "Đã hủy lập “{name}” theo yêu cầu của anh/chị. Khi cần, anh/chị yêu cầu lại."
OVER = {
    "made": "“{name}” đã lập xong nên không hủy được nữa.",
    "cancelled": "“{name}” đã được hủy từ trước.",
}
"""What is said to somebody who calls off what nobody waits for any more, by what became of it."""
NOTHING_TO_CALL_OFF = "Không có tệp nào đang lập để hủy ở đây."
NOT_MADE = "Xin lỗi anh/chị, chưa lập được tệp “{name}”. Anh/chị vui lòng thử lại sau ít phút."


def not_made(name: str) -> str:
    """A document could not be made."""
    return NOT_MADE.format(name=name)
