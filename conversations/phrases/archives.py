"""What is said about the evidence of a unit as one file to take away."""

from __future__ import annotations

from typing import Final

OFFER: Final = "Hồ sơ minh chứng (zip)"
FILE: Final = "minh-chung-{unit}.zip"
PACKING: Final = "Đang gói {count} tệp minh chứng của {unit} ({size}). Tệp zip sẽ được gửi ngay sau đây."
HERE: Final = (
    "Hồ sơ minh chứng của {unit}: mỗi tiêu chí một thư mục, kèm mục lục ghi rõ ai gửi, lúc nào "
    "và mã kiểm tra từng tệp."
)
NOTHING: Final = "{unit} chưa gửi tệp minh chứng nào."
TOO_LARGE: Final = (
    "Minh chứng của {unit} gồm {count} tệp, {size}, lớn hơn mức gửi được trong tin nhắn ({most}). Anh/chị "
    "nhờ người quản lý máy chủ xuất giúp bằng lệnh: chamdiem export evidence minh-chung.zip --unit {code}"
)
NOT_FOR_YOU: Final = "Minh chứng của {unit} không thuộc phạm vi của anh/chị, hoặc đơn vị chưa nộp hồ sơ."
