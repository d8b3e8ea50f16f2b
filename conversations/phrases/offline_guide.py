"""What stands on the sheets themselves: titles of columns, and how they are filled in."""

from __future__ import annotations

from typing import Final

ANSWER_TITLE = "PHIẾU KÊ KHAI KHI KHÔNG CÓ MẠNG"
ANSWER_TITLES: Final = (
    "Mã", "Nội dung, cách cho điểm", "Đơn vị tính, điểm tối đa", "Trả lời", "Giải trình", "Minh chứng",
    "Kỳ trước",
)  # fmt: skip
ANSWER_NOTES: Final = (
    "Chỉ điền các ô nền vàng. Điền xong, lưu lại rồi gửi tệp này vào chat, hoặc nộp cho người quản trị.",
    "Minh chứng không gửi kèm phiếu được: gửi ở từng câu, trong chat.",
)
EVIDENCE_HAS = "Đã có {count}"
EVIDENCE_ASKED = "Cần: {asked}"
ANSWER_GUIDE: Final = (
    "CÁCH ĐIỀN PHIẾU",
    "Chỉ điền các ô nền vàng ở cột Trả lời và cột Giải trình. Không thêm, xóa, sắp xếp, gộp dòng hay cột.",
    "Ô có danh sách: bấm vào ô rồi chọn một dòng. Câu nhiều mục: mục nào đạt thì chọn Có.",
    "Số đếm: 1234, cũng được 1.234. Phần lẻ sau dấu phẩy: 12,5 hoặc 1.234,5.",
    "Tỷ lệ: 82,5% hoặc 421/512. Số lần trong năm: 24, hoặc 2 lần/tháng.",
    "Không viết công thức; ghi thẳng kết quả.",
    "Số có ghi “để trống thì lấy từ …” chỉ cần điền khi khác với nơi đó.",
    "Câu để trống hết thì hồ sơ không thay đổi. Câu đã trả lời được điền sẵn; sửa được, không xóa được.",
    "Câu không áp dụng: chọn ở dòng riêng của câu và để trống các ô khác.",
    "Khó khăn, đề xuất của đơn vị ghi ở hai dòng cuối; xuống dòng trong ô bằng Alt+Enter.",
    "Ô không có nền vàng là câu hiện không sửa được.",
    "Cột Kỳ trước chỉ để tham khảo.",
    "Mọi chỗ khác với hồ sơ sẽ được hiện ra để anh/chị xem; bấm nút ghi thì mới ghi vào hồ sơ.",
)

VERDICT_TITLE = "PHIẾU THẨM ĐỊNH"
VERDICT_TITLES: Final = (
    "Đơn vị", "Mã", "Tiêu chí", "Kê khai", "Cách tính điểm", "Tối đa", "Tự chấm", "Minh chứng", "Lưu ý",
    "Đã thẩm định", "Kết quả", "Điểm điều chỉnh", "Lý do",
)  # fmt: skip
VERDICT_NOTES: Final = (
    "Chỉ điền các ô nền vàng; dòng để trống thì chưa có kết quả. Điền xong, lưu lại rồi gửi tệp vào chat.",
    "Câu đã thay đổi hoặc đã có người khác thẩm định sau khi xuất phiếu thì không bị ghi đè.",
)
VERDICT_GUIDE: Final = (
    "CÁCH ĐIỀN PHIẾU THẨM ĐỊNH",
    "Cột Kết quả: chọn Chấp nhận, Điều chỉnh hoặc Trả lại.",
    "Điều chỉnh: ghi số điểm (từ 0 đến tối đa) và lý do. Muốn sửa số liệu thì làm trong chat.",
    "Trả lại: ghi lý do, để trống ô điểm. Chấp nhận: để trống cả ô điểm và ô lý do.",
    "Lý do từ 10 đến 1000 ký tự; đơn vị sẽ đọc được.",
    "Không thêm, xóa, sắp xếp, gộp dòng hay cột; không viết công thức.",
    "Minh chứng xem trong chat hoặc trong gói minh chứng.",
)
