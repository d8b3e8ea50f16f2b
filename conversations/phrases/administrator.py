"""Everything that is said to an administrator, and what units hear when the campaign moves."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date as Date  # noqa: N812 - `date` is the name of the writer
from typing import Final

from criteria.vietnamese import date
from scoring.facts import RoleName, Stage
from scoring.records import State

# --- the campaign --------------------------------------------------------------------------------------

STAGES: Final[Mapping[Stage, str]] = {
    "preparing": "đang chuẩn bị, đơn vị chưa trả lời được",
    "open": "đang mở, các đơn vị trả lời và nộp hồ sơ",
    "verifying": "đã khóa sổ, đang thẩm định nốt",
    "approved": "đã phê duyệt",
    "published": "đã công bố",
    "appeals": "đang nhận khiếu nại",
    "closed": "đã kết thúc",
}
STATES: Final[Mapping[State, str]] = {
    "drafting": "đang kê khai",
    "signing": "chờ lãnh đạo ký",
    "submitted": "chờ thẩm định",
    "reviewing": "đang thẩm định",
    "returned": "chờ đơn vị sửa",
    "verified": "đã thẩm định xong",
    "approved": "đã phê duyệt",
}
NOT_BEGUN = "chưa bắt đầu"
CARD_SET = "Bộ tiêu chí: {title} (phiên bản {version}, mã kiểm {digest})."
CARD_STAGE = "Tình trạng: {stage}."
CARD_NO_DEADLINE = "Chưa đặt hạn nộp."
CARD_UNITS = "Có {count} đơn vị: {states}."
CARD_NO_UNITS = "Chưa có đơn vị nào. Anh/chị nạp danh sách đơn vị trước."
CARD_PEOPLE = (
    "{joined}/{count} đơn vị đã có người tham gia; {waiting} lời mời chưa dùng; {reviewers} người thẩm định."
)
CARD_AGENCY = "Cơ quan đánh giá: {name}."
CARD_SIGN_OFF = "Lãnh đạo đơn vị ký thì hồ sơ mới được nộp."
CARD_APPEALS = "Khiếu nại: trong {days} {counting} kể từ ngày công bố."
CARD_COUNTING = {"working": "ngày làm việc", "calendar": "ngày"}
CARD_NO_APPEALS = "Kỳ này không nhận khiếu nại."
TIMETABLE = "Lịch"
UNIT_LOCKED_RETURNED = "Hồ sơ đang được trả lại: anh/chị vẫn sửa các câu ấy và nộp lại được."
UNIT_LOCKED_EXTENDED = "Riêng đơn vị anh/chị được gia hạn: vẫn trả lời và nộp đến hết ngày {day}."
CARD_DEADLINE_WAS = "Hạn nộp: {day}."
CARD_DEADLINE_HOW = "Đặt hạn nộp: gõ “hạn {example}”."
CARD_NEW_HOW = "Lập kỳ đánh giá mới: nhờ kỹ thuật chạy lệnh trên máy chủ."
OPEN = "Mở kỳ đánh giá"
REOPEN = "Mở lại"
LOCK = "Khóa sổ"
CLOSE = "Kết thúc kỳ đánh giá"
STEPS = {"khoaso": LOCK, "pheduyet": "Phê duyệt", "congbo": "Công bố"}
BACK_TO_VERIFYING = "Quay lại thẩm định"
BACK_TO_APPROVED = "Xem lại kết quả"
BACK_TO_PUBLISHED = "Mở lại kỳ đã kết thúc"
LOAD_UNITS = "Nạp đơn vị"
INVITE = "Mời"
PROGRESS = "Tiến độ"
RANKING = "Xếp hạng"
EXPORT = "Xuất Excel"
CAMPAIGN = "Kỳ đánh giá"
UNITS = "Đơn vị"
CANCEL = "Thôi"
CANCELLED = "Đã bỏ, chưa ghi gì."
LOCK_ASK = (
    "Khóa sổ thì các đơn vị không trả lời và nộp mới được nữa; thẩm định và sửa mục bị trả lại vẫn tiếp tục."
)
LOCK_DRAFTING = "Còn {count} đơn vị chưa nộp: {names}."
LOCK_YES = "Khóa sổ"
CLOSE_ASK = "Kết thúc thì không ai sửa hay thẩm định được nữa, và điểm là điểm cuối cùng."
CLOSE_YES = "Kết thúc"
OPENED = "Đã mở kỳ đánh giá."
REOPENED = "Đã mở lại kỳ đánh giá."
LOCKED = "Đã khóa sổ."
CLOSED = "Đã kết thúc kỳ đánh giá."
STAGE_ALREADY = "Kỳ đánh giá {stage}; không có gì thay đổi."
TOLD = "Đã báo {count} người ở các đơn vị."
AND_MORE = "… và {count} đơn vị nữa"

# --- the deadline --------------------------------------------------------------------------------------

DEADLINE_SET = "Đã đặt hạn nộp: {day}."
DEADLINE_SAME = "Hạn nộp vẫn là {day}."
DEADLINE_UNREAD = "Chưa đọc được ngày. Anh/chị gõ như thế này: hạn {example}."
DEADLINE_PAST = "Ngày {day} đã qua nên không đặt làm hạn nộp được. Anh/chị gõ một ngày từ hôm nay trở đi."
DEADLINE_FAR = "Ngày {day} xa quá, có lẽ gõ nhầm năm. Anh/chị gõ lại, ví dụ: hạn {example}."
DEADLINE_OVER = "Kỳ đánh giá {stage} nên không đổi hạn nộp được nữa."

# --- what units hear -----------------------------------------------------------------------------------

UNIT_OPENED = "Kỳ đánh giá “{name}” đã mở. Mời anh/chị bắt đầu trả lời."
UNIT_REOPENED = "Kỳ đánh giá “{name}” đã mở lại. Hồ sơ chưa nộp thì trả lời và nộp tiếp được. Lý do: {reason}"
UNIT_LOCKED = "Kỳ đánh giá “{name}” đã khóa sổ. Những gì anh/chị đã ghi vẫn được giữ nguyên."
UNIT_DEADLINE = "Hạn nộp hồ sơ nay là {day}."
START = "Bắt đầu"

# --- units ---------------------------------------------------------------------------------------------

UNITS_TITLE = "Đơn vị ({count})"
FIRST_STEP = "Việc đầu tiên: nạp danh sách đơn vị, rồi mời người tham gia và mở kỳ đánh giá."
UNITS_NONE = "Chưa có đơn vị nào."
UNITS_BLOCK = "{block}: {count} đơn vị"
NO_BLOCK = "Chưa chia khối"
UNITS_LINE = "{code}  {name}"
LOAD = "Nạp danh sách"
LOAD_HOW = (
    "Anh/chị điền danh sách vào tệp mẫu này rồi gửi lại đây (Excel hoặc CSV). "
    "Cột cần có: Mã đơn vị, Tên đơn vị; nên có: Khối, Cán bộ đầu mối; "
    "có cấp trên thì thêm: Trực thuộc, Chấm điểm. "
    "Mã đã có thì đơn vị được đổi tên hoặc khối, không bị nhân đôi."
)
LOAD_REFUSED = "Không nhận được tệp “{name}”. Danh sách đơn vị là tệp Excel (.xlsx) hoặc CSV, tối đa 5 MB."
LOAD_WAITING = "Đang chờ tệp danh sách đơn vị. Anh/chị gửi tệp Excel hoặc CSV, hoặc bấm Thôi."
TEMPLATE_NAME = "mau-don-vi.xlsx"
LOAD_OVER = "Kỳ đánh giá {stage} nên không nạp thêm đơn vị được nữa."
LOAD_UNREAD = "Chưa đọc được “{name}”. Anh/chị gửi tệp Excel (.xlsx) hoặc CSV theo mẫu; chưa nạp gì."
LOAD_WRONG = "“{name}” có {count} chỗ sai nên chưa nạp đơn vị nào. Anh/chị sửa rồi gửi lại cả tệp:"
LOAD_MORE = "… và {count} chỗ nữa"
LOADED = "Đã nạp {count} đơn vị: {new} mới, {changed} đổi tên hoặc khối, {same} giữ nguyên."
LOADED_SAME = "Danh sách giống hệt danh sách đang có; không có gì thay đổi."
LOADED_CHANGED = "{code}: {before} → {after}"
LOADED_NAMES = "Danh sách có tên {count} cán bộ đầu mối chưa được mời."
LOADED_NAMES_MANY = (
    "Danh sách có tên {count} cán bộ đầu mối chưa được mời, nhiều quá nên không mời một lượt tại đây được. "
    "Nhờ kỹ thuật chạy trên máy chủ, với chính tệp này: "
    "chamdiem invite officer --all-units --list don-vi.xlsx"
)
INVITE_NAMED = "Mời cả {count} người"

ROW = "Dòng {row}: {why}"
ROW_WHY: Final[Mapping[str, str]] = {
    "no_header": "không thấy dòng tiêu đề có cột “Mã đơn vị” và “Tên đơn vị”.",
    "header_twice": "cột “{value}” có hai lần.",
    "no_rows": "không có đơn vị nào dưới dòng tiêu đề.",
    "no_code": "thiếu mã đơn vị (tên “{value}”).",
    "no_name": "thiếu tên đơn vị (mã “{value}”).",
    "code_twice": "mã “{value}” đã có ở dòng {other}.",
    "odd_code": "mã “{value}” chỉ được gồm chữ không dấu, số và các dấu . - _, không có dấu cách.",
    "long_code": "mã “{value}” dài quá {most} ký tự.",
    "long_name": "tên “{value}” dài quá {most} ký tự.",
    "long_block": "khối “{value}” dài quá {most} ký tự.",
    "no_letters": "tên “{value}” không có chữ nào.",
}

# --- invitations ---------------------------------------------------------------------------------------

ROLES: Final[Mapping[RoleName, str]] = {
    "officer": "Cán bộ đầu mối",
    "leader": "Lãnh đạo đơn vị",
    "reviewer": "Người thẩm định",
    "administrator": "Quản trị",
    "observer": "Người theo dõi",
}
INVITE_WHOM = "Anh/chị mời ai? Cũng có thể gõ một dòng: /moi cán bộ {code} Nguyễn Văn An"
INVITE_ALL = "Mời tất cả đơn vị chưa có cán bộ ({count})"
CALLED: Final[Mapping[RoleName, str]] = {
    "officer": "cán bộ đầu mối",
    "leader": "lãnh đạo",
    "reviewer": "người thẩm định",
    "administrator": "người quản trị",
    "observer": "người theo dõi",
}
INVITE_UNIT = "Mời {role} của đơn vị nào? Bấm chọn, hoặc gõ mã hay tên đơn vị."
INVITE_UNIT_SEVERAL = "Có {count} đơn vị như “{typed}”. Anh/chị chọn một:"
INVITE_NAME = "Họ và tên {role}?"
INVITE_NAME_UNIT = "Họ và tên {role} của {unit}?"
INVITE_ROLE_UNKNOWN = "Chưa rõ “{typed}” là vai trò nào. Anh/chị chọn một vai trò:"
INVITE_NO_UNITS = "Chưa có đơn vị nào để mời. Anh/chị nạp danh sách đơn vị trước."
INVITED_TITLE = "Lời mời: {name}"
INVITED_ROLE = "{role}, {unit}"
INVITED_CODE = "Mã mời: {code}"
INVITED_LINK = "Đường dẫn: {link}"
INVITED_TELEGRAM = "Telegram: {link}"
INVITED_UNTIL = "Dùng một lần, đến hết ngày {day}. Anh/chị chuyển tin này cho đúng người được mời."
INVITED_BEFORE = (
    "Lưu ý: trước đó đã có lời mời chưa dùng cho {names}; lời mời ấy vẫn dùng được; "
    "không cần nữa thì thu hồi ở /phanquyen."
)
INVITED_QR = "loi-moi.png"
INVITED_NEXT = "Anh/chị mời tiếp, hay xem tiến độ?"
INVITE_ANOTHER = "Mời người khác"
INVITED_MANY_TITLE = "{count} lời mời"
INVITED_MANY_LINE = "{unit}: {code}"
INVITED_MANY_HOW = "Mỗi mã dùng một lần, cho đúng đơn vị, đến hết ngày {day}."
INVITE_MANY_NONE = "Mọi đơn vị đều đã có cán bộ, hoặc đã có lời mời còn hạn."
INVITE_AGAIN = "Mời lại đơn vị chưa dùng lời mời ({count})"
INVITE_TOO_MANY = (
    "Có {count} đơn vị cần mời, nhiều hơn {most} nên không gửi hết vào đây được. "
    "Nhờ kỹ thuật chạy trên máy chủ: chamdiem invite officer --all-units "
    "(thêm --list don-vi.xlsx nếu danh sách đơn vị có tên cán bộ)."
)
OFFICER_OF = "Cán bộ {unit}"
LEADER_OF = "Lãnh đạo {unit}"

# --- progress, ranking, export -------------------------------------------------------------------------

PROGRESS_TITLE = "Tiến độ: {done}/{count} đơn vị đã nộp"
PROGRESS_IN_STATE = {
    "returned": "Đang sửa mục bị trả lại ({count}): {names}.",
    "submitted": "Chờ thẩm định ({count}): {names}.",
    "reviewing": "Đang thẩm định ({count}): {names}.",
}
PROGRESS_NOT_BEGUN = "Chưa bắt đầu ({count}): {names}."
PROGRESS_SLOW = "Đang kê khai, ít nhất trước ({count}): {names}."
PROGRESS_SLOW_ONE = "{name} {done}/{questions} câu"
PROGRESS_NOBODY = "Chưa có người tham gia ({count}): {names}."
PROGRESS_JOINED = "Mọi đơn vị đều đã có người tham gia."
RANKING_TITLE = "Xếp hạng tạm thời"
RANKING_TITLE_FINAL = "Xếp hạng"
RANKING_TITLE_PUBLISHED = "Xếp hạng đã công bố"
RANKING_LATER = "Kết quả chưa được công bố. Sau khi công bố, anh/chị gõ /xephang để xem bảng xếp hạng."
RANKING_BLOCK = "Khối: {block}"
RANKING_LINE = "{rank}. {unit}: {points}{mark}"
RANKING_STAR = "* Chưa thẩm định xong, tính theo điểm tự chấm."
RANKING_PROVISIONAL = "Điểm còn tạm tính: các mục {codes} so với đơn vị cao nhất khối."
RANKING_NONE = "Chưa có đơn vị nào để xếp hạng."
RANKING_PAGE = "Từ {first} đến {last} trong {count} đơn vị"
EXPORT_RANKING = "Bảng xếp hạng, tệp Excel."
EXPORT_ONE = "Phiếu, báo cáo của một đơn vị: gõ /xuat kèm mã, ví dụ /xuat {code}."
EXPORT_RANKING_NAME = "xep-hang.xlsx"
EXPORT_FORM = "Phiếu chấm điểm {unit}, tệp Excel."
EXPORT_FORM_NAME = "phieu-{unit}.xlsx"
NOT_FOR_YOU = "Phiếu của {unit} chưa xem được: đơn vị chưa nộp hồ sơ, hoặc không thuộc phạm vi của anh/chị."
ORIENT = "Anh/chị muốn làm gì? Mời chọn một việc dưới đây."


def day(value: Date) -> str:
    """``15/12/2026``."""
    return date(value)


def bar(done: int, count: int, width: int = 10) -> str:
    """``▓▓▓▓░░░░░░ 45%``."""
    full = done * width // count if count else 0
    share = done * 100 // count if count else 0
    return f"{'▓' * full}{'░' * (width - full)} {share}%"
