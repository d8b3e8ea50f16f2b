"""What the clock says, and what is said about reminders, extensions and dates."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from datetime import date as Date  # noqa: N812 - `date` is the name of the writer
from datetime import timedelta
from itertools import groupby

from conversations.phrases.common import LAST_KNOWN_YEAR, dated, left
from criteria.vietnamese import date
from criteria.workdays import Calendar, Skipped

FEW = 5  # working days that are named one by one

# --- deadlines -----------------------------------------------------------------------------------------

DEADLINE = "Hạn nộp: {day}, {counting}."
DUE = "Hạn của các tiêu chí dưới đây: {day}, {counting}."
NOT_COUNTED = "không tính {days}"
MADE_UP = "tính cả {day} ({reason})"
PROVISIONAL = "lịch nghỉ năm {year} là tạm tính"
SPAN = "từ {first} đến {last}"

# --- what units hear -----------------------------------------------------------------------------------

TITLE = "Nhắc nộp hồ sơ: {unit}"
TITLE_LAST = "Hôm nay là ngày cuối: {unit}"
TITLE_RETURNED = "Hồ sơ chờ sửa: {unit}"
TITLE_SIGNING = "Hồ sơ chờ ký: {unit}"
NOT_BEGUN = "Hồ sơ chưa có câu trả lời nào."
ANSWERS = "Chưa trả lời {count} tiêu chí, tối đa {points} điểm: {codes}."
PROOFS = "Thiếu minh chứng {count} tiêu chí: {codes}."
RETURNED = "Được trả lại, chưa sửa {count} tiêu chí, tối đa {points} điểm: {codes}."
READY = "Không còn thiếu gì; chỉ còn bấm Nộp hồ sơ."
READY_AGAIN = "Đã sửa xong các mục được trả lại; chỉ còn nộp lại."
CODE = "{code} ({points}đ)"
MORE = "… và {count} tiêu chí nữa"
SEE_MISSING = "Xem còn thiếu gì"
SUBMIT = "Nộp hồ sơ"
GO_ON = "Tiếp tục"
LEADER = "Cán bộ đầu mối: {names}. Đơn vị chưa nộp hồ sơ."
LEADER_NOBODY = "Đơn vị chưa nộp hồ sơ và chưa có cán bộ đầu mối."
LEADER_MISSING = "Còn {count} tiêu chí chưa xong, tối đa {points} điểm."
LEADER_READY = "Đã trả lời xong, chỉ còn nộp."
LEADER_SIGN = "Hồ sơ đã soạn xong và đang chờ anh/chị ký. Chưa ký thì chưa tính là đã nộp."
EXTENDED = "Hồ sơ của {unit} được gia hạn nộp. Lý do: {reason}"

# --- what the authority hears --------------------------------------------------------------------------

ABSENT = (
    "{count} đơn vị chưa có ai tham gia nên không nhắc được: {names}. "
    "Anh/chị mời cán bộ đầu mối của các đơn vị này."
)
ABSENT_TITLE = "Chưa nhắc được"
OVER_TITLE = "Đã hết hạn nộp ({day})"
OVER_DONE = "{done}/{count} đơn vị đã nộp."
OVER_LEFT = "Chưa nộp: {names}."
OVER_EXTENDED = "{count} đơn vị đang được gia hạn."
OVER_HOW = (
    "Nộp lúc này vẫn nhận và ghi là nộp muộn. Anh/chị khóa sổ, hoặc gia hạn cho đơn vị cần thêm thời gian."
)
LOCK = "Khóa sổ"
EXTEND = "Gia hạn"
INVITE = "Mời"
QUEUE_TITLE = "Chờ thẩm định: {count} hồ sơ"
QUEUE_OLDEST = "Chờ lâu nhất: {names}."
QUEUE = "Mở hàng đợi"

# --- reminding by hand ---------------------------------------------------------------------------------

HAND_TITLE = "Nhắc nhở"
HAND_WHO = "Sẽ nhắc {people} người của {units} đơn vị ({scope}): {states}."
HAND_ALL = "tất cả"
HAND_NOBODY = "{count} đơn vị chưa có ai tham gia: {names}."
HAND_TIME = "Gửi hết trong khoảng {minutes} phút."
HAND_SAMPLE = "Mỗi đơn vị nhận một tin như thế này:"
HAND_SEND = "Gửi nhắc nhở"
HAND_WHICH = "Anh/chị nhắc đơn vị nào? Gõ mã hoặc tên, ví dụ: /nhacnho {example}."
HAND_NONE = "Không có đơn vị nào cần nhắc ({scope})."
HAND_NONE_JOINED = "Chưa nhắc được ai ({scope}): chưa có người tham gia."
HAND_ASKED = "Đã nhận. Tin bắt đầu được gửi trong vòng một phút; gõ /nhacnho để xem đã gửi đến đâu."
HAND_LATER = "Ngoài giờ làm việc không gửi tin. Lệnh đã ghi; tin được gửi từ 7:30 ngày {day}."
HAND_WHEN = "Ngoài giờ làm việc không gửi tin; nếu bấm gửi, tin đi từ 7:30 ngày {day}."
HAND_STAGE = "Kỳ đánh giá {stage} nên chưa có gì để nhắc."
HAND_PROGRESS = (
    "Lần nhắc lúc {at} ({scope}): đã gửi {told}/{count} đơn vị; còn {waiting} tin đang chờ gửi đi."
)
HAND_ASLEEP = (
    "Lần nhắc lúc {at} ({scope}): đã gửi {told}/{count} đơn vị; số còn lại được gửi từ 7:30 ngày {day}."
)
HAND_DONE = "Lần nhắc lúc {at} ({scope}): đã gửi xong {told} đơn vị."
UNREACHED = "Không liên lạc được {count} người: {names}."
UNREACHED_ONE = "{person} ({unit}, {why})"
CANCEL = "Thôi"
UNREACHED_WHY = (
    ("blocked", "đã chặn bot"),
    ("deactivated", "tài khoản không còn"),
    ("not found", "không tìm thấy cuộc trò chuyện"),
    ("", "gửi không được"),
)
STATES = {"drafting": "chưa nộp", "returned": "chờ sửa", "signing": "chờ ký"}
AND_MORE = "… và {count} nữa"
NO_SUCH = "Không có đơn vị hay khối nào là “{typed}”. Anh/chị gõ mã hoặc tên, ví dụ: /{name} {example}."
WHICH = "Có {count} đơn vị giống “{typed}”. Anh/chị chọn một:"
BLOCK_SCOPE = "khối {name}"
BODY_SCOPE = "trực thuộc {name}"

# --- extensions ----------------------------------------------------------------------------------------

EXTEND_TITLE = "Gia hạn nộp"
EXTEND_HOW = "Gõ: /giahan {unit} {day} lý do."
EXTEND_PICK = "Hoặc chọn đơn vị, khối dưới đây."
EXTEND_NOW = "Đang gia hạn cho {count} đơn vị: {names}."
EXTEND_ONE = "{name} đến {day}"
EXTEND_DAY = (
    "Gia hạn cho {target} đến ngày nào? Hạn chung là {deadline}. Chọn, hoặc gõ ngày, ví dụ {example}."
)
EXTEND_REASON = "Gia hạn cho {target} đến {day}. Anh/chị gõ lý do (sẽ báo cho đơn vị và ghi vào nhật ký)."
EXTEND_ASK = "Gia hạn cho {target} đến {day}, {counting}. Lý do: {reason}"
EXTEND_ASK_COUNT = "Khối này có {count} đơn vị; {done} đơn vị đã nộp."
EXTEND_OFF = "Lưu ý: {day} là ngày nghỉ ({reason}); ngày làm việc cuối là {last}."
EXTEND_YES = "Gia hạn"
EXTENDED_NOW = "Đã gia hạn cho {target} đến {day}. Đơn vị được báo trong giờ làm việc."
EXTEND_UNREAD = "Chưa đọc được ngày trong “{typed}”. Anh/chị gõ ngày/tháng/năm, ví dụ {example}."
EXTEND_TROUBLE = {
    "past": "Ngày {day} đã qua. Anh/chị gõ một ngày sau hạn chung {deadline}, ví dụ {example}.",
    "early": "Ngày {day} không sau hạn chung {deadline}, nên không phải là gia hạn. Ví dụ: {example}.",
    "far": "Ngày {day} xa quá, có lẽ gõ nhầm năm. Anh/chị gõ lại, ví dụ {example}.",
}
EXTEND_NO_DEADLINE = "Kỳ đánh giá chưa đặt hạn nộp chung nên chưa gia hạn được."
EXTEND_STAGE = "Kỳ đánh giá {stage} nên không gia hạn được."
EXTEND_WHY = "Lý do ngắn quá. Anh/chị viết rõ hơn, từ {least} đến {most} ký tự."
EXTEND_STALE = "Việc gia hạn này đã thay đổi; mời anh/chị làm lại."
EXTEND_CANCELLED = "Đã bỏ, chưa gia hạn cho ai."
EXTEND_BLOCK = "Khối {name}"

# --- the timetable -------------------------------------------------------------------------------------

LIST_TITLE = "Lịch: {name}"
LIST_STAGE = "Các bước theo quyết định, năm đánh giá {year}:"
LIST_OTHERS = "Các bước của khối khác ({names}), không phải của kỳ này:"
LIST_SPANS = "Thời kỳ:"
LIST_SPAN = "• {name}: từ {first} đến {last}."
LIST_STEP = "• {name} ({who}): {said}."
LIST_WAITS = "• {name} ({who}): {text}."
LIST_UNDATED = "• {name} ({who}): bản in không ghi ngày."
LIST_OWN = "Đơn vị được gia hạn đến {day}. Lý do: {reason}"
LIST_DUE = "Tiêu chí đến hạn {day}: {codes}."
LIST_OFF = "Ngày nghỉ từ nay đến hạn (ngoài thứ Bảy, Chủ nhật): {days}."
LIST_MADE_UP = "Ngày làm bù: {days}."
LIST_NOTHING = "Chưa có mốc thời gian nào."


def deadline(day: Date, now: Date, calendar: Calendar, template: str = DEADLINE) -> str:
    """The deadline with the days left, and which those are."""
    return template.format(day=dated(day), counting="; ".join(_counting(day, now, calendar)))


def _counting(day: Date, now: Date, calendar: Calendar) -> Iterator[str]:
    """``còn 3 ngày làm việc: 28, 29, 30/12``, then what does not count and what does."""
    told = left(day, now, calendar)
    working = calendar.working_between(now, day) if now < day and day.year < LAST_KNOWN_YEAR else 0
    if not working:
        yield told
        return
    counted = calendar.counted(now, working)
    days = [now + timedelta(n) for n in range(1, (counted.last - now).days + 1)]
    yield f"{told}: {_named([each for each in days if calendar.is_working(each)])}"
    off = [*_holidays(counted.skipped), *_weekends(counted.skipped)]
    if off:
        yield NOT_COUNTED.format(days=", ".join(off))
    yield from (MADE_UP.format(day=_short(each.day), reason=each.reason) for each in counted.made_up)
    yield from (PROVISIONAL.format(year=year) for year in counted.provisional)


def _named(days: list[Date]) -> str:
    """``30, 31/12, 04/01``: the month stands with the last day of it; many days as a span."""
    if len(days) > FEW:
        return SPAN.format(first=_short(days[0]), last=_short(days[-1]))
    months = [list(found) for _, found in groupby(days, lambda each: each.month)]
    return ", ".join(
        ", ".join([*(f"{each.day:02}" for each in month[:-1]), _short(month[-1])]) for month in months
    )


def _holidays(skipped: Iterable[Skipped]) -> Iterator[str]:
    off = [each for each in skipped if not each.weekend]
    for reason, found in groupby(off, lambda each: each.reason):
        yield f"{runs([each.day for each in found])} ({reason})"


def runs(days: list[Date]) -> str:
    """First and last of some days in a row: ``04/02–10/02``."""
    first, last = days[0], days[-1]
    return _short(first) if first == last else f"{_short(first)}–{_short(last)}"


def _weekends(skipped: Iterable[Skipped]) -> Iterator[str]:
    count = Counter(each.day.weekday() for each in skipped if each.weekend)
    yield from (f"{count[5]} thứ Bảy" for _ in range(bool(count[5])))
    yield from (f"{count[6]} Chủ nhật" for _ in range(bool(count[6])))


def _short(day: Date) -> str:
    return date(day)[:5]


def unreached(why: str) -> str:
    """Why somebody cannot be reached, from the channel's own words."""
    return next(said for sign, said in UNREACHED_WHY if sign in why.lower())


def first(listed: list[str], most: int = 10) -> str:
    """The first few of a list, and how many more."""
    more = [AND_MORE.format(count=len(listed) - most)] if len(listed) > most else []
    return ", ".join([*listed[:most], *more])
