"""What is said about pictures of points, ranking and progress, and about the results page."""

from __future__ import annotations

from typing import Final

SEE: Final = "Xem biểu đồ"
SEE_PLACE: Final = "Vị trí trong khối"
PAGE: Final = "Trang kết quả"

SCORE: Final = "Điểm theo từng nhóm của {unit}."
SCORE_FILE: Final = "diem-{unit}.png"
PLACE: Final = "Vị trí của {unit} trong khối, theo kết quả đã công bố."
PLACE_FILE: Final = "vi-tri-{unit}.png"
PLACE_LATER: Final = "Kết quả chưa công bố nên chưa xem được vị trí trong khối."
PLACE_NONE: Final = "{unit} không có trong kết quả công bố lần gần nhất."
RANKING: Final = "Xếp hạng: {block}."
RANKING_DRAFT: Final = "Xếp hạng tạm thời, chưa công bố: {block}."
RANKING_FILE: Final = "xep-hang.png"
WHICH_BLOCK: Final = "Anh/chị chọn khối."
WHICH_BLOCK_MORE: Final = "Anh/chị chọn khối. Còn {count} khối nữa: xem ở bảng Excel."
PROGRESS: Final = "Tiến độ các đơn vị, mỗi ô một đơn vị."
PROGRESS_FILE: Final = "tien-do.png"
NO_UNITS: Final = "Chưa có đơn vị nào để vẽ biểu đồ."
PAGE_FILE: Final = "ket-qua.html"
PAGE_HERE: Final = (
    "Trang kết quả đã công bố, một tệp xem được trên điện thoại, máy tính và in ra giấy. Anh/chị có thể gửi "
    "cho mọi người hoặc đưa lên trang thông tin điện tử."
)
PAGE_DRAFT: Final = "Trang kết quả, BẢN NHÁP: kết quả chưa công bố, anh/chị chỉ dùng để xem trước."
