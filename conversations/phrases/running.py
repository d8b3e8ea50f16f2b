"""What is said when something goes wrong outside the talk."""

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
NOT_MADE = "Xin lỗi anh/chị, chưa lập được tệp “{name}”. Anh/chị vui lòng thử lại sau ít phút."


def not_made(name: str) -> str:
    """A document could not be made."""
    return NOT_MADE.format(name=name)
