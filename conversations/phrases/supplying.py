"""What is said of figures that the authority itself holds."""

from __future__ import annotations

TEMPLATE_NAME = "so-lieu-co-quan.xlsx"
HOW = (
    "Đây là bảng {count} số liệu do cơ quan cung cấp, mỗi đơn vị một dòng. Anh/chị điền rồi gửi lại tại đây. "
    "Ô để trống thì số đã có giữ nguyên. Ghi nguồn số liệu vào chú thích của tệp, ví dụ: Hệ thống quản lý "
    "văn bản, tháng 7."
)
WAITING = "Đang chờ bảng số liệu. Anh/chị gửi tệp Excel đã điền, hoặc bấm Thôi."
NONE_HELD = "Bộ tiêu chí này không có số liệu do cơ quan cung cấp."
NONE_HELD_NOW = "Kỳ đang chạy không có số liệu do cơ quan cung cấp."
NO_UNITS = "Chưa có đơn vị nào trong phạm vi của anh/chị."
OVER = "Kỳ đánh giá {stage} nên không ghi thêm số liệu được nữa."
UNREAD = "Không đọc được “{name}”. Anh/chị gửi tệp Excel (.xlsx) theo mẫu."
REFUSED = "“{name}” không nhận được nên chưa ghi gì. Anh/chị gửi lại tệp Excel (.xlsx)."
CANCEL = "Thôi"
CANCELLED = "Đã bỏ, chưa ghi số liệu nào."
WRONG = "“{name}” có {count} chỗ cần sửa nên chưa ghi số liệu nào:"
AND_MORE = "… và {count} chỗ nữa"
LOADED = "Đã ghi số liệu của {criteria} câu cho {units} đơn vị (nguồn: {source})."
LOADED_SAME = "Mọi số trong bảng đã có sẵn, không có gì thay đổi."
LOADED_DIFFER = "{count} chỗ khác số đơn vị ghi; hai số đều được giữ để thẩm định:"
DIFFERS = "• {unit}, câu {item}: cơ quan {supplied}, đơn vị {own}"
AGAIN = "Gửi bảng khác"

NO_HEADER = "Không thấy cột “Mã đơn vị”. Anh/chị dùng bảng mẫu, đừng đổi dòng đầu."
NO_COLUMNS = "Không thấy cột số liệu nào. Anh/chị dùng bảng mẫu, đừng đổi dòng đầu."
NO_ROWS = "Bảng chưa có dòng nào của đơn vị."
COLUMN_TWICE = "Cột {column}: mã {code} có hai lần."
COLUMN_UNKNOWN = "Cột {column}: “{code}” không phải số liệu do cơ quan cung cấp trong kỳ này."
ROW_NO_CODE = "Dòng {row}: thiếu mã đơn vị."
ROW_UNKNOWN = "Dòng {row}: không có đơn vị “{code}” trong phạm vi của anh/chị."
ROW_TWICE = "Dòng {row}: đơn vị {code} đã có ở dòng {other}."
ROW_NOT_YOURS = "Dòng {row}: câu {item} không thuộc phạm vi của anh/chị."
ROW_LOCKED = "Dòng {row}: hồ sơ của {unit} đã thẩm định xong nên không đổi số được."
CELL = "Ô {cell} ({unit}): {why}."
CELL_UNREAD = "“{text}” {why}"
CELL_AMBIGUOUS = "“{text}” có thể là {could}; viết liền, không dấu ngăn nghìn"
CELL_AMBIGUOUS_SHARE = "“{text}” có thể là {could}; ghi kèm dấu %"
OR = " hoặc "
CELL_WHY = {
    "letters": "không phải con số",
    "empty": "không phải con số",
    "negative": "là số âm",
    "too_many_marks": "có dấu chấm, dấu phẩy chưa rõ",
    "percent_not_allowed": "là phần trăm, chỗ này cần số lượng",
    "too_long": "dài quá",
    "two_numbers": "là nhiều số",
    "not_whole": "có phần lẻ, chỗ này cần số đếm",
    "about": "không phải số chính xác",
    "over_100": "lớn hơn 100; nếu là tỷ lệ thì ghi kèm dấu %",
    "zero_denominator": "chia cho 0",
}

# --- what the officer sees -----------------------------------------------------------------------------

SUPPLIED = "{who} cung cấp ({source}): {values}."
SCORED_BY = "Tính theo số được cung cấp: {derivation}"
SUPPLIED_ONE = "{label}: {value}"
SUPPLIED_DIFFERS = "{label}: {value}; đơn vị ghi: {own}"
FROM_AUTHORITY = "{label}: {value} ({who} cung cấp)"
