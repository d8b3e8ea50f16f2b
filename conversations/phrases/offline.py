"""What is said of sheets that are filled in without a connection and sent back."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from scoring.records import Outcome

# --- the sheet as a whole ------------------------------------------------------------------------------

TROUBLE: Final = {
    "macros": "Tệp có macro nên không đọc. Anh/chị lưu lại thành .xlsx (không macro) rồi gửi lại.",
    "too_large": "Tệp lớn quá so với một phiếu nên không đọc. Anh/chị lấy phiếu mới rồi chép sang.",
    "password": "Tệp có mật khẩu, hoặc là .xls cũ. Anh/chị bỏ mật khẩu, lưu thành .xlsx rồi gửi lại.",
    "unreadable": "Tệp hỏng nên không đọc được. Anh/chị mở bằng Excel, lưu lại rồi gửi lại.",
    "no_key": "Phiếu mất phần mã ẩn nên không nhận ra được. Anh/chị lấy phiếu mới rồi chép câu trả lời sang.",
    "no_sheet": "Phiếu mất trang cần điền. Anh/chị lấy phiếu mới rồi chép câu trả lời sang.",
}
OTHER_VERSION = "Phiếu theo mẫu khác nên không đọc được. Anh/chị lấy phiếu mới rồi chép câu trả lời sang."
OTHER_CAMPAIGN = "Phiếu của kỳ đánh giá khác nên không đọc được ở đây."
OTHER_ROUND = "Phiếu của kỳ khác (tháng, quý hoặc năm khác). Anh/chị lấy phiếu của kỳ này."
OTHER_SET = "Bộ tiêu chí đã khác lúc xuất phiếu. Anh/chị lấy phiếu mới rồi chép câu trả lời sang."
COLUMNS_MOVED = (
    "Các cột của phiếu đã bị thêm, xóa hoặc đổi chỗ nên không đọc được. Anh/chị lấy phiếu mới rồi chép "
    "câu trả lời sang."
)
ROWS_MOVED = (
    "Các dòng của phiếu đã bị thêm, xóa, sắp xếp hoặc mã ẩn bị sửa nên không đọc được. Anh/chị lấy phiếu mới "
    "rồi chép câu trả lời sang."
)
OTHER_UNIT = "Phiếu này của {unit}, không phải của đơn vị anh/chị, nên không đọc được."
UNKNOWN_UNIT = "đơn vị khác"

# --- a cell --------------------------------------------------------------------------------------------

CELL = "Ô {cell} ({code}): {why}."
CELL_ODD: Final = {
    "formula": "là công thức; anh/chị ghi thẳng kết quả",
    "date": "Excel đã đổi thành ngày tháng; anh/chị đặt ô kiểu chữ (Text) rồi ghi lại",
    "error": "là lỗi của Excel; anh/chị ghi lại",
    "truth": "là TRUE hoặc FALSE; anh/chị chọn trong danh sách",
    "merged": "bị gộp ô; anh/chị bỏ gộp rồi ghi lại",
}
CELL_NO_OPTION = "“{text}” không có trong danh sách; anh/chị chọn một dòng của danh sách"
CELL_MISSING = "còn trống, câu này cần đủ số"
CELL_CHOICE_MISSING = "còn trống, anh/chị chọn một dòng của danh sách"
CELL_NOT_NEEDED = "phương án đã chọn không dùng số này; anh/chị xóa ô này hoặc chọn lại"
CELL_ABSENT_BUT_FILLED = "đã chọn không áp dụng thì để trống các ô khác của câu"
CELL_TEXT_LONG = "dài quá {most} ký tự; anh/chị viết ngắn lại"
CELL_REMARK = "cần từ {least} đến {most} ký tự, hiện có {length}"
CELL_EXPLANATION = "giải trình cần từ {least} đến {most} ký tự"

# --- the officer ---------------------------------------------------------------------------------------

NAME = "phieu-{unit}.xlsx"
SENT = (
    "Đây là phiếu của {unit}, điền được khi không có mạng. Anh/chị điền các ô nền vàng, lưu lại rồi gửi tệp "
    "vào đây; chỗ nào khác với hồ sơ sẽ được hiện ra để anh/chị xem trước khi ghi. Minh chứng không gửi kèm "
    "phiếu được: gửi ở từng câu, trong chat."
)
ASK = "Đây là phiếu ngoại tuyến của {unit} (“{name}”). Đọc số liệu từ phiếu này?"
READ = "Đọc phiếu"
KEEP = "Lưu làm minh chứng"
KEEP_AT = "Lưu làm minh chứng câu {code}"
GONE = "Phiếu đó không còn chờ nữa. Anh/chị gửi lại tệp phiếu."
NOT_A_UNIT = (
    "Đây là phiếu của {unit}. Cán bộ đầu mối của đơn vị gửi phiếu trong chat của mình; người quản trị nạp "
    "trên máy chủ bằng lệnh chamdiem form load."
)
WRONG = "Phiếu có {count} chỗ cần sửa nên chưa ghi gì:"
WRONG_HOW = "Anh/chị sửa trong tệp rồi gửi lại."
AND_MORE = "… và {count} chỗ nữa"
TITLE = "Phiếu của {unit}"
NOTHING = "Phiếu không có gì khác với hồ sơ."
COUNTS = "Phiếu có {new} câu trả lời mới, {changed} câu khác với hồ sơ:"
EXPLANATIONS = "Giải trình mới hoặc sửa: {codes}."
REMOVED = "xóa nội dung"
NEW = "• {code}: {after}"
CHANGED = "• {code}: {before} → {after}"
MORE = "… và {count} câu nữa"
SCORE = "Điểm tự chấm: {before} → {after}."
REMARKS = "Đề nghị xem lại:"
REMARK = "• {code}: {text}"
EMPTIED = "ô để trống không xóa được câu trả lời; câu trả lời đã ghi giữ nguyên"
DIFFERS_HERE = "{label} ghi {typed}, khác {known} ở {sources}; chỉ đổi ở câu này"
LEFT_OUT = "Không nhận thay đổi ở {codes}: {why}"
ASK_TAKE = "Chưa ghi gì. Ghi các thay đổi này vào hồ sơ?"
TAKE = "Ghi vào hồ sơ"
LEAVE = "Không ghi"
LEFT = "Đã bỏ qua phiếu, hồ sơ giữ nguyên."
MEANWHILE = "Hồ sơ hoặc phiếu đã khác từ lúc anh/chị xem; đây là các thay đổi như hiện nay."
TAKEN = "Đã ghi {count} câu từ phiếu vào hồ sơ. Điểm tự chấm: {before} → {after}."
TAKEN_EXPLANATIONS = "Đã ghi {count} giải trình từ phiếu vào hồ sơ."
TAKEN_REMARKS = "Đã ghi khó khăn, đề xuất từ phiếu vào hồ sơ."
NO_EVIDENCE = "Minh chứng không đi theo phiếu: còn {count} câu cần minh chứng, anh/chị gửi trong chat."
CHOSEN_NONE = "không mục nào"
OR = "; "

# --- what stands on the sheet --------------------------------------------------------------------------

ABSENT = "Không áp dụng"
NUMBERED = "{n}. {label}"
ROW_CHOICE = "Chọn một phương án"
ROW_PICK = "Chọn mức, hoặc ghi số ở dòng dưới"
ROW_ABSENT = "Nếu không áp dụng cho đơn vị thì chọn ở đây ({when})"
ROW_LINKED = "{label} (để trống thì lấy từ {sources})"
ROW_SUPPLIED = "{label} (cơ quan cung cấp; để trống được)"
ROW_REMARK = "{name} (in trong báo cáo tự đánh giá, tối đa {most} ký tự; để trống được)"
ROW_LETTERED = "{key}: {label}"
INFO = "Thông tin chung"
INFO_CODE = "thông tin chung {code}"
POINTS = "Tối đa {points}"

# --- the reviewer --------------------------------------------------------------------------------------

VERDICT_NAME = "phieu-tham-dinh.xlsx"
VERDICT_SENT = (
    "Đây là phiếu thẩm định của {units} đơn vị. Anh/chị điền các ô nền vàng, lưu lại rồi gửi tệp vào đây; "
    "kết quả sẽ được hiện ra để anh/chị xem trước khi ghi. Minh chứng xem trong chat."
)
NOTHING_TO_REVIEW = "Chưa có hồ sơ nào đang chờ anh/chị thẩm định."
TOO_MANY_ROWS = (
    "Phiếu sẽ có {count} dòng, nhiều hơn {most}. Anh/chị lấy từng tiêu chí, ví dụ: /phieuthamdinh {code}"
)
VERDICTS: Final[Mapping[Outcome, str]] = {
    "accepted": "Chấp nhận",
    "adjusted": "Điều chỉnh",
    "returned": "Trả lại",
}
UNANSWERED = "Chưa trả lời"
EVIDENCE_PIECES = "{count} minh chứng"
EXPLAINED = "Giải trình: {text}"
VERDICT_CELL = "Ô {cell} ({unit}, câu {code}): {why}."
VERDICT_LEFT = "• {unit}, câu {code}: {why}"
NO_OUTCOME = "còn trống; anh/chị chọn Chấp nhận, Điều chỉnh hoặc Trả lại"
POINTS_ONLY_ADJUSTED = "chỉ ghi điểm khi điều chỉnh; anh/chị xóa ô này hoặc chọn Điều chỉnh"
POINTS_MISSING = "điều chỉnh thì cần số điểm"
POINTS_SAME = "bằng điểm tự chấm; anh/chị chọn Chấp nhận"
REASON_NOT_ACCEPTED = "chấp nhận không kèm lý do; anh/chị xóa ô này hoặc chọn kết quả khác"
REASON_LENGTH = "cần lý do từ {least} đến {most} ký tự"
OUT_OF_SCOPE = "không thuộc phạm vi của anh/chị"
CLAIM_CHANGED = "câu trả lời đã thay đổi sau khi xuất phiếu"
VERDICT_TITLE = "Phiếu thẩm định"
VERDICT_COUNTS = "Phiếu có {accepted} chấp nhận, {adjusted} điều chỉnh, {returned} trả lại, ở {units} đơn vị."
NO_VERDICTS = "Phiếu không có kết quả nào mới để ghi."
WOULD_ADJUST = "• {unit}, câu {code}: {before} → {after} điểm"
WOULD_RETURN = "• {unit}, câu {code}: trả lại, {reason}"
VERDICTS_LEFT_OUT = "Không ghi các dòng sau, vì đã khác lúc xuất phiếu hoặc không thẩm định được:"
AND_MORE_VERDICTS = "… và {count} dòng nữa"
ASK_TAKE_VERDICTS = "Chưa ghi gì. Ghi các kết quả này?"
TAKE_VERDICTS = "Ghi kết quả"
LEFT_VERDICTS = "Đã bỏ qua phiếu, chưa ghi kết quả nào."
MEANWHILE_VERDICTS = "Hồ sơ đã khác từ lúc anh/chị xem; đây là kết quả như hiện nay."
TAKEN_VERDICTS = (
    "Đã ghi {count} kết quả thẩm định ở {units} đơn vị. Đơn vị chưa biết: anh/chị mở từng hồ sơ và kết thúc "
    "thẩm định thì đơn vị được báo."
)
