"""The Vietnamese words of the documents: names of states, outcomes, flags and roles, and fixed sentences."""

from __future__ import annotations

from datetime import datetime
from typing import Final

from criteria.schema import Decision
from criteria.workdays import local_day
from scoring.records import Outcome, State
from scoring.rules import Flag

STATES: Final[dict[State, str]] = {
    "drafting": "Đang kê khai",
    "signing": "Chờ lãnh đạo ký",
    "submitted": "Đã nộp",
    "reviewing": "Đang thẩm định",
    "returned": "Trả lại để bổ sung",
    "verified": "Đã thẩm định",
    "approved": "Đã phê duyệt",
}
NOT_STARTED: Final = "Chưa kê khai"

OUTCOMES: Final[dict[Outcome, str]] = {
    "accepted": "Chấp nhận",
    "adjusted": "Điều chỉnh",
    "returned": "Trả lại",
}

FLAGS: Final[dict[Flag, str]] = {
    "above_whole": "tỷ lệ vượt 100%",
    "capped": "đã tính ở mức điểm tối đa",
    "zero_denominator": "mẫu số bằng 0",
    "tier_hole": "số liệu nằm giữa hai mức của bản in",
    "no_tier": "số liệu không thuộc mức nào",
    "no_peer": "chưa có đơn vị để so sánh",
    "requirement_unmet": "không đạt điều kiện",
}


NATION: Final = "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"
MOTTO: Final = "Độc lập - Tự do - Hạnh phúc"
DATELINE: Final = "…………………, ngày …… tháng …… năm {year}"
NAME_WORDS: Final = 3  # ``TỈNH LÂM ĐỒNG``
SIGN: Final = "(Ký, ghi rõ họ tên)"
SEAL: Final = "(Ký tên, đóng dấu)"

DRAFT: Final = "BẢN NHÁP"
DETAILS: Final = "BẢNG KÊ CÁCH TÍNH, MINH CHỨNG VÀ Ý KIẾN THẨM ĐỊNH"
DRAFT_WHY: Final = "Đơn vị chưa nộp hồ sơ"

REPORT_RESULT: Final = (
    "Thực hiện {decision}, {unit} đã tự đánh giá {answered}/{asked} tiêu chí, tự chấm {own}/{most} điểm, "
    "đạt {share}."
)
REPORT_VERIFIED: Final = "Điểm thẩm định: {verified} điểm."
REMARKS: Final = {"difficulties": "KHÓ KHĂN, VƯỚNG MẮC", "proposals": "ĐỀ XUẤT, KIẾN NGHỊ"}
REPORT_CLOSING: Final = "{unit} báo cáo kết quả tự đánh giá, kính đề nghị {authority} xem xét, thẩm định./."
NOT_COMPARED: Final = (
    "Không so sánh nhóm {groups}: lần trước chưa có số liệu, hoặc điểm còn tùy vào đơn vị khác."
)
ALL_PROVEN: Final = "Mọi tiêu chí đã trả lời đều có minh chứng."
ASKED_PROVEN: Final = (
    "Mọi tiêu chí tự chấm trên 0 điểm mà văn bản yêu cầu tài liệu kiểm chứng đều đã có minh chứng."
)
NOTHING_ASKED: Final = "Không có tiêu chí nào mà văn bản yêu cầu đơn vị gửi minh chứng."
UNANSWERED: Final = "Còn {count} tiêu chí chưa trả lời: {codes}."

DECISIONS: Final = {"QĐ-": "Quyết định", "KH-": "Kế hoạch", "TT-": "Thông tư", "NQ-": "Nghị quyết"}
LETTER_RESULT: Final = (
    "Thực hiện {decision}, {unit} đã tổ chức tự đánh giá theo {title}. Kết quả: trả lời {answered}/{asked} "
    "tiêu chí, tự chấm {own}/{most} điểm, đạt {share}."
)
LETTER_ENCLOSED: Final = "Hồ sơ gửi kèm gồm:"
LETTER_NO_EVIDENCE: Final = "không có"
LETTER_NOTHING_ASKED: Final = "không có, văn bản không yêu cầu"
LETTER_RECEIPT: Final = "Hồ sơ điện tử đã nộp lúc {at}. Mã băm SHA-256 của hồ sơ:"
LETTER_LIABLE: Final = "Đơn vị chịu trách nhiệm về tính chính xác của số liệu và minh chứng."
LETTER_CLOSING: Final = "{unit} kính gửi {authority} xem xét, thẩm định./."

NOTICE_OPENING: Final = (
    "Căn cứ {decision} và kết quả công bố lần {number} lúc {at}, {authority} thông báo kết quả của {unit} "
    "như sau:"
)
NOTICE_APPEALS: Final = "Nếu không đồng ý với kết quả, đơn vị gửi khiếu nại đến hết {until}."
NOTICE_CLOSING: Final = "{authority} thông báo để {unit} biết, thực hiện./."

RANKED_BY: Final = "Xếp hạng theo điểm thẩm định; đơn vị chưa thẩm định xong: theo điểm tự chấm, đánh dấu *."
LEDGER = "Mã sổ: {head}"
ROUNDED: Final = (
    "Điểm được tính chính xác, chỉ làm tròn đến {places} chữ số thập phân khi ghi ra; vì vậy tổng, hiệu có "
    "thể lệch nhẹ so với khi cộng, trừ các số đã làm tròn. Thứ hạng theo điểm chưa làm tròn."
)
MAXIMA: Final = (
    "Điểm tối đa văn bản ghi khác với các tiêu chí cộng lại: {told}. Cả hai giữ như văn bản, không quy đổi."
)
MAXIMUM: Final = "{where} ghi {printed}, cộng lại {summed}"
EXACT: Final = (
    "Ô điểm giữ giá trị chính xác nhất mà Excel giữ được và chỉ hiện {places} chữ số thập phân; ô tổng là "
    "công thức. Thứ hạng theo điểm chưa làm tròn."
)
STILL_OPEN: Final = (
    "Còn tạm tính: điểm các tiêu chí {codes} so với đơn vị cao nhất khối, đến khi cả khối thẩm định xong."
)
LAST_ROUND: Final = "Hạng, điểm kỳ trước: theo kết quả công bố gần nhất của {name}."
PROVISIONAL: Final = "Tạm tính: còn phụ thuộc số liệu của các đơn vị cùng khối."


def headed(agency: str) -> str:
    """An agency in the head of its paper: in capitals, without ``Chủ tịch``, whose paper it is not, and with
    no line's end inside its last words.
    """
    words = agency.removeprefix("Chủ tịch ").upper().split(" ")
    return " ".join([*words[:-NAME_WORDS], "\N{NO-BREAK SPACE}".join(words[-NAME_WORDS:])])


def dateline(at: datetime) -> str:
    """Where and when it is signed, to be filled in, in Vietnam's year."""
    return DATELINE.format(year=local_day(at).year)


def state(name: State, answered: int) -> str:
    """How far a unit is."""
    return NOT_STARTED if name == "drafting" and not answered else STATES[name]


def cited(decision: Decision) -> str:
    """``Quyết định số 745/QĐ-UBND ngày 24/3/2020 của … (Ban hành …)``; with dots where the print leaves its
    number open.
    """
    number, _, unfilled = decision.number.partition(" (")
    kind = next((name for sign, name in DECISIONS.items() if sign in number), "")
    if not kind:
        return f"{decision.title}, số {decision.number}, {decision.date}"
    dots = "……" if unfilled else ""
    about = decision.title.removeprefix(kind).strip()
    named = f"{kind} số {dots}{number} {decision.date} của {decision.authority}"
    return f"{named} ({about})" if about else named
