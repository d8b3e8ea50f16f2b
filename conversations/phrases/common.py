"""Words that everybody hears: buttons, amounts, dates and sizes."""

from __future__ import annotations

from datetime import date as Date  # noqa: N812 - `date` is the name of the writer
from datetime import datetime
from fractions import Fraction
from zoneinfo import ZoneInfo

from criteria.vietnamese import ZONE, date, number
from criteria.workdays import Calendar

WEEKDAYS = ("thứ Hai", "thứ Ba", "thứ Tư", "thứ Năm", "thứ Sáu", "thứ Bảy", "Chủ nhật")
LAST_KNOWN_YEAR = 2100  # no holidays are known after it
CONTINUE = "Tiếp tục"
YES = "Có"
NO = "Không"
PREVIOUS = "‹ Trước"
NEXT = "Sau ›"
NO_SUCH_UNIT = "Không có đơn vị nào như “{typed}”. Anh/chị thử gõ mã hoặc một phần tên đơn vị."
WHICH_UNIT = "Có {count} đơn vị như “{typed}”. Anh/chị chọn đơn vị nào?"

NOT_YOURS = "Lệnh /{name} không dành cho vai trò của anh/chị."
UNKNOWN_COMMAND = "Không có lệnh /{name}. Các lệnh dùng được có trong /trogiup."
SAY_YES = "Để chắc chắn, anh/chị gõ “đồng ý” hoặc bấm “{label}”. Anh/chị muốn làm ngay chứ?"
UNKNOWN_BUTTON = "Nút này không còn dùng được. Mời anh/chị tiếp tục từ đây."
NOT_UNDERSTOOD = "Chưa rõ anh/chị cần gì. Mời anh/chị chọn một việc dưới đây."
FILE_NOT_EXPECTED = "Lúc này chưa cần tệp nên tệp vừa gửi không được ghi nhận."
NO_CAMPAIGN = "Chưa có kỳ đánh giá nào. Anh/chị sẽ được báo khi kỳ đánh giá bắt đầu."

ODD = {
    "sticker": "Chưa đọc được nhãn dán. Anh/chị vui lòng gõ chữ, số, hoặc gửi ảnh, tệp.",
    "voice": "Chưa nghe được tin nhắn thoại. Anh/chị vui lòng gõ chữ hoặc số.",
    "location": "Chưa dùng được vị trí. Anh/chị vui lòng gõ chữ hoặc số.",
    "contact": "Chưa dùng được danh thiếp. Anh/chị vui lòng gõ chữ hoặc số.",
    "video_note": "Chưa xem được tin nhắn video. Anh/chị vui lòng gõ chữ, hoặc gửi ảnh hay tệp.",
    "other": "Loại tin nhắn này chưa dùng được. Anh/chị vui lòng gõ chữ, số, hoặc gửi ảnh, tệp.",
}
EMPTY = "Tin nhắn trống. Anh/chị vui lòng gõ lại."
TOO_LONG = (
    "Tin nhắn dài quá ({length} ký tự, tối đa {most}) nên chưa được ghi. Anh/chị vui lòng viết ngắn lại."
)
EDITED = (
    "Tin nhắn sửa lại không được đọc; điều đã ghi trước đó giữ nguyên. "
    "Anh/chị vui lòng gõ thành tin mới, hoặc bấm Sửa ở câu cần sửa."
)

HELP_TITLE = "Trợ giúp"
HELP_TALK = (
    "Gõ số như bình thường: 1234, 12,5 hay 421/512. Gửi ảnh, tệp hoặc dán đường link để nộp minh chứng. "
    "Gõ mã câu (ví dụ {code}) để mở câu đó. Mọi câu trả lời được lưu ngay."
)
A_CODE = "mã câu"
HELP_LATER = "Lúc khác mới dùng: {names}."
SUPPORT_NOBODY = "Anh/chị vui lòng liên hệ cơ quan đã gửi lời mời."
SUPPORT = "Anh/chị vui lòng liên hệ người quản trị kỳ đánh giá: {names}."


def cut(text: str, most: int = 60) -> str:
    """The text in one line of at most ``most`` characters."""
    line = " ".join(text.split())
    if len(line) <= most:
        return line
    kept, _, word = line[:most].rpartition(" ")
    return (kept if len(word) < most // 4 else line[: most - 1]).rstrip(" ,.;:(") + "…"


def points(value: Fraction) -> str:
    """``28,78 điểm``."""
    return f"{number(value, 2)} điểm"


def maximum(value: Fraction) -> str:
    """A maximum as the decisions print it: ``1000``, without a dot."""
    return number(value, 2).replace(".", "")


def size(count: int) -> str:
    """``1,2 MB``, ``35 kB``, ``44 byte``."""
    if count < 1000:
        return f"{count} byte"
    if count >= 1_000_000:
        return f"{number(Fraction(count, 1_000_000), 1)} MB"
    return f"{number(Fraction(count, 1000), 0)} kB"


def today(now: datetime) -> Date:
    """The day in Vietnam."""
    return now.astimezone(ZoneInfo(ZONE)).date()


def deadline(until: str, now: datetime, calendar: Calendar) -> str:
    """``Hạn nộp: 31/12/2026 (thứ Năm), còn 5 ngày làm việc.``, or an empty text where there is none."""
    if not until:
        return ""
    day = Date.fromisoformat(until[:10])
    return f"Hạn nộp: {dated(day)}, {left(day, today(now), calendar)}."


def dated(day: Date) -> str:
    """``31/12/2026 (thứ Năm)``."""
    return f"{date(day)} ({WEEKDAYS[day.weekday()]})"


def left(day: Date, now: Date, calendar: Calendar) -> str:
    """How long it is until a day: ``còn 5 ngày làm việc``; in plain days where no calendar is known."""
    days = (day - now).days
    if days < 0:
        return f"đã quá hạn {-days} ngày"
    if days == 0:
        return "hôm nay là ngày cuối"
    if day.year > LAST_KNOWN_YEAR:
        return f"còn {days} ngày"
    working = calendar.working_between(now, day)
    return f"còn {working} ngày làm việc" if working else f"còn {days} ngày, đều là ngày nghỉ"
