"""What is said about papers to take away."""

from __future__ import annotations

OWN_TITLE = "Giấy tờ của {unit}"
OWN = "Anh/chị cần tệp nào?"
OWN_DRAFT = "Hồ sơ chưa nộp nên các tệp có dòng BẢN NHÁP."
TAKE = "Phiếu, báo cáo, công văn"

BUTTONS = {
    "form": "Phiếu (Excel)",
    "form-docx": "Phiếu (Word)",
    "report": "Báo cáo tự đánh giá",
    "letter": "Công văn gửi hồ sơ",
    "notice": "Thông báo kết quả",
}
SENT = {
    "form": "Phiếu chấm điểm {unit}, tệp Excel.",
    "form-docx": "Phiếu chấm điểm {unit}, tệp Word.",
    "report": "Báo cáo tự đánh giá của {unit}, tệp Word để lãnh đạo ký.",
    "letter": "Công văn gửi hồ sơ của {unit}, tệp Word để lãnh đạo ký.",
    "notice": "Thông báo kết quả của {unit}, tệp Word.",
}
FILE_TITLES = {
    "form": "Phiếu đánh giá",
    "report": "Báo cáo tự đánh giá",
    "letter": "Công văn gửi hồ sơ",
    "notice": "Thông báo kết quả",
}
"""What the files of all units are called in a folder, between the unit's code and its name."""
NAMES = {
    "form": "phieu-{unit}.xlsx",
    "form-docx": "phieu-{unit}.docx",
    "report": "bao-cao-{unit}.docx",
    "letter": "cong-van-{unit}.docx",
    "notice": "thong-bao-{unit}.docx",
}
NOT_YOURS = "Anh/chị chỉ lấy được giấy tờ của đơn vị mình, hoặc của hồ sơ đã nộp mà mình thẩm định."
NOT_PUBLISHED = "Kết quả của {unit} chưa được công bố nên chưa có thông báo."
