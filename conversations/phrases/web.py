"""What the web chat's page is told outside the talk: what is refused, and why."""

from __future__ import annotations

from typing import Final

NOWHERE: Final = "Không có trang này. Anh/chị mở lại đường dẫn trong lời mời."
NOT_NOW: Final = "Máy chủ đang tạm thời không ghi được. Anh/chị vui lòng thử lại sau ít phút."
REFUSED: Final = "Yêu cầu bị từ chối."
BROKEN: Final = "Yêu cầu không đọc được."
SLOW: Final = "Đường truyền quá chậm. Anh/chị vui lòng thử lại."
TOO_LONG: Final = "Nội dung quá dài hoặc không đọc được."
NO_FILE_SENT: Final = "Không có tệp nào trong yêu cầu."
NO_SUCH_FILE: Final = "Không có tệp này."
INVITED_ONLY: Final = "Cần có lời mời trước khi gửi tệp."
OTHER_DEVICE: Final = "Cuộc trò chuyện này thuộc về một thiết bị khác."
WRONG_CODE: Final = "Mã mời không đúng."
TOO_MANY_CODES: Final = "Từ mạng này đã có quá nhiều lần nhập mã. Anh/chị chờ vài phút rồi thử lại."
LARGEST_FILE: Final = "Tối đa {megabytes} MB mỗi tệp"
