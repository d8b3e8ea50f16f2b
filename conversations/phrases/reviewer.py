"""Everything that is said to a reviewer."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime
from fractions import Fraction
from typing import Final

from conversations.phrases.common import cut
from criteria.vietnamese import moment, number
from scoring.records import Outcome, State
from scoring.review import Warning_
from scoring.warnings import Sign

Look = Warning_ | Sign

# --- states, verdicts and warnings ---------------------------------------------------------------------

STATES: Final[Mapping[State, str]] = {
    "drafting": "đang kê khai",
    "signing": "đang chờ lãnh đạo đơn vị ký",
    "submitted": "đã nộp, chờ thẩm định",
    "reviewing": "đang thẩm định",
    "returned": "đã trả lại để sửa",
    "verified": "đã thẩm định xong",
    "approved": "đã phê duyệt",
}
NOT_NOW: Final[Mapping[State, str]] = {
    "drafting": "{unit} đang kê khai, chưa nộp hồ sơ nên chưa thẩm định được.",
    "signing": "Hồ sơ {unit} đang chờ lãnh đạo đơn vị ký nên chưa thẩm định được.",
    "submitted": "Hồ sơ {unit} đang chờ thẩm định.",
    "reviewing": "Hồ sơ {unit} đang được thẩm định.",
    "returned": "Hồ sơ {unit} đã trả lại, đang chờ đơn vị sửa và nộp lại. Lúc này chỉ xem được.",
    "verified": "Hồ sơ {unit} đã thẩm định xong. Lúc này chỉ xem được.",
    "approved": "Hồ sơ {unit} đã được phê duyệt. Lúc này chỉ xem được.",
}
STAGE_OVER = "Kỳ đánh giá hiện không ở giai đoạn thẩm định nên hồ sơ chỉ xem được."
WARNINGS: Final[Mapping[Look, str]] = {
    "missing": "chưa trả lời",
    "no_evidence": "chưa có minh chứng",
    "explained_only": "chỉ có giải trình, không có minh chứng",
    "above_whole": "tỷ lệ hơn 100%",
    "undetermined": "chưa xác định được điểm",
    "tier_hole": "số liệu nằm giữa hai mức của bản in",
    "outside_block": "khác hẳn các đơn vị cùng khối",
    "jump": "thay đổi quá một nửa so với kỳ trước",
    "same_file": "tệp minh chứng dùng ở nhiều chỗ",
    "differs": "khác số liệu cơ quan đang giữ",
    "question_open": "đơn vị chưa trả lời câu hỏi",
}
MARKS: Final[Mapping[Outcome, str]] = {"accepted": "✓", "adjusted": "±", "returned": "↩"}

# --- the queue -----------------------------------------------------------------------------------------

QUEUE_TITLE = "Hồ sơ chờ thẩm định ({count})"
QUEUE_EMPTY = "Hiện không có hồ sơ nào chờ thẩm định. Đơn vị nào nộp, anh/chị sẽ được báo ngay tại đây."
QUEUE_LINE = "{n}. {unit}: tự chấm {points} điểm, nộp {when}; {left}"
QUEUE_LINE_PART = "{n}. {unit}: nộp {when}; {left}"
QUEUE_LEFT = "còn {count} mục chờ thẩm định"
QUEUE_LEFT_YOURS = "còn {count} mục của anh/chị"
QUEUE_ALL_SEEN = "đã xem hết, chưa kết thúc"
QUEUE_WARNED = ", ít nhất {count} cảnh báo"
QUEUE_UNANSWERED = ", {count} mục chưa trả lời"
QUEUE_OTHERS = "Các hồ sơ khác: {counts}."
QUEUE_OWN = "Hồ sơ của đơn vị anh/chị do người khác thẩm định nên không có ở đây."
OTHERS: Final[Mapping[State, str]] = {
    "drafting": "{count} đang kê khai",
    "signing": "{count} chờ lãnh đạo ký",
    "returned": "{count} chờ đơn vị sửa",
    "verified": "{count} đã thẩm định xong",
    "approved": "{count} đã phê duyệt",
}
QUEUE = "Hàng đợi"
OPEN_NEXT = "Hồ sơ tiếp theo: {unit}"

# --- a unit's dossier ----------------------------------------------------------------------------------

WHICH_UNIT_MORE = "Có {count} đơn vị như “{typed}”, dưới đây là {shown} đơn vị đầu. Anh/chị gõ rõ hơn nhé."
OUT_OF_SCOPE = "{unit} không thuộc phạm vi thẩm định được giao cho anh/chị."
OUT_OF_SCOPE_ITEM = "Mục {code} của {unit} do người khác thẩm định."
OWN_UNIT = "{unit} là đơn vị của anh/chị nên hồ sơ này do người khác thẩm định."
NO_UNIT_OPEN = "Anh/chị chưa mở hồ sơ nào. Mời anh/chị chọn một hồ sơ trong hàng đợi trước."
UNIT_TITLE = "Hồ sơ {unit}"
UNIT_STATE = "Mã {code}, {state}."
UNIT_SUBMITTED = "Nộp lúc {when}."
UNIT_OWN = "Điểm tự chấm: {points}/{most}."
UNIT_VERIFIED = "Điểm thẩm định đến lúc này: {points}."
UNIT_VERIFIED_DONE = "Điểm thẩm định: {points}."
UNIT_PROVISIONAL = "Có điểm còn tạm tính, phụ thuộc các đơn vị cùng khối ({codes})."
UNIT_WARNED = "⚠ Cần xem kỹ {count} mục:"
UNIT_UNANSWERED = "Chưa trả lời {count} mục: {codes}."
UNIT_NOTHING_WARNED = "Không có cảnh báo nào."
UNIT_MORE = "… và {count} mục nữa"
UNIT_PART = "Anh/chị thẩm định {count} mục của hồ sơ này: {codes}."
UNIT_PART_OWN = "Điểm tự chấm các mục này: {points}/{most}."
UNIT_PART_VERIFIED = "Điểm thẩm định các mục này: {points}."
UNIT_CO_VERIFIERS = "Đồng thẩm định chưa xong: {names}."
CO_VERIFIER_LEFT = "{name} (còn {count} mục: {codes})"
UNIT_QUESTIONS = "Chờ đơn vị trả lời {count} câu hỏi: {codes}."
UNIT_PROGRESS = "Đã thẩm định {done}/{count} mục"
UNIT_GROUP = "{code}. {name}: {points}/{most}"
WALK = "Xem lần lượt"
ACCEPT_UNWARNED = "Chấp nhận {count} mục không cảnh báo"
FINISH = "Kết thúc thẩm định"
FORM = "Phiếu Excel"
COUNTED: Final[Mapping[Outcome, str]] = {
    "accepted": "{count} chấp nhận",
    "adjusted": "{count} điều chỉnh",
    "returned": "{count} trả lại",
}

# --- a criterion ---------------------------------------------------------------------------------------

CARD_TITLE = "{unit} · {code} ({n}/{of})"
CARD_WARNED = "⚠ {warnings}."
CARD_MOST = "Tối đa {points} điểm."
CARD_CLAIM = "Đơn vị kê khai:"
CARD_CHOSEN = "• {label}"
CARD_FIGURE = "{key} = {label}: {value}"
CARD_FIGURE_LONE = "{label}: {value}"
CARD_FROM = " (từ thông tin chung {sources})"
CARD_DIFFERS = " (thông tin chung {sources} ghi {value})"
CARD_FROM_CRITERION = " (từ mục {sources})"
CARD_DIFFERS_CRITERION = " (mục {sources} ghi {value})"
CARD_BLOCK = "Khối: trung vị {median} · cao nhất {best} (không nêu tên)."
CARD_EARLIER = "Kỳ trước: {figures}."
CARD_EARLIER_SAME = "Kỳ trước: như trên."
CARD_SUPPLIED = "Cơ quan có số liệu ({source}): {figures}. Điểm thẩm định tính theo số liệu này."
CARD_PAIR = "{key} = {value}"
CARD_FILE_ELSEWHERE = "Tệp {name} còn dùng ở: {places}."
PLACE_ITEM = "mục {code}"
PLACE_UNIT = "mục {code} của {unit}"
PLACE_OTHER = "một đơn vị khác"
CARD_NOT_APPLICABLE = "Không áp dụng: {why}"
CARD_UNANSWERED = "Đơn vị chưa trả lời mục này (0 điểm)."
CARD_UNANSWERED_SUPPLIED = "Đơn vị chưa trả lời mục này."
CARD_OWN = "Tự chấm: {derivation}"
CARD_EVIDENCE = "Minh chứng ({count}):"
CARD_EVIDENCE_ASKED = "Cần có: {evidence}"
CARD_NO_EVIDENCE = "Chưa có minh chứng."
CARD_FILE = "{n}. {name}{size}{caption}"
CARD_LINK = "{n}. {url}{caption}"
CARD_EXPLAINED = "Giải trình của đơn vị: {text}"
CARD_ACCEPTED = "✓ Đã chấp nhận{by}."
CARD_ADJUSTED = "± Đã điều chỉnh{by}: {before} → {after} điểm. Lý do: {reason}"
CARD_ADJUSTED_HOW = "Thẩm định: {derivation}"
CARD_RETURNED = "↩ Đã trả lại{by}. Lý do: {reason}"
BY = " (người thẩm định: {name})"
CARD_FOOTER = "Đã thẩm định {done}/{count} · tự chấm {own} · thẩm định {verified}"
ACCEPT = "Chấp nhận"
ACCEPT_POINTS = "Chấp nhận {points} điểm"
ADJUST = "Điều chỉnh"
RETURN = "Trả lại"
SEE_EVIDENCE = "Xem minh chứng ({count})"
DOSSIER = "Hồ sơ"
EVIDENCE_LINE = "{code} · minh chứng {n}/{of}{caption}"
EVIDENCE_NONE = "Mục {code} không có tệp minh chứng nào."
EVIDENCE_SENT = "Các tệp minh chứng của mục {code} đã gửi ở trên."
SEND_AGAIN = "Gửi lại"
BACK_TO_ITEM = "Về mục {code}"
DECIDED_MEANWHILE = (
    "{name} vừa {outcome} mục này nên lựa chọn của anh/chị chưa được ghi. "
    "Anh/chị xem lại dưới đây rồi chọn lại nếu cần."
)
OUTCOMES: Final[Mapping[Outcome, str]] = {
    "accepted": "chấp nhận",
    "adjusted": "điều chỉnh",
    "returned": "trả lại",
}
SOMEBODY = "Người thẩm định khác"
STALE = "Mục này đã thay đổi từ lúc thẻ kia hiện ra; đây là nội dung hiện nay."
ACCEPTED = "✓ {code}: đã chấp nhận, {points} điểm."
ALL_SEEN = "Đã thẩm định hết các mục đơn vị trả lời. Anh/chị kết thúc thẩm định để báo kết quả cho đơn vị."
ALL_SEEN_RETURNING = (
    "Đã thẩm định hết các mục đơn vị trả lời. Anh/chị kết thúc thẩm định để trả lại các mục cần sửa."
)
ALL_SEEN_YOURS = "Anh/chị đã thẩm định hết phần của mình. Người kết thúc thẩm định: {names}."
NOBODY_LEADS = "chưa có, đề nghị báo người quản trị"
SEE_UNANSWERED = "Xem mục chưa trả lời"
SEE_AGAIN = "Xem lại {code}"
NO_SUCH_CODE = "Không có mục {code}. Có phải anh/chị muốn mở một trong các mục này?"
NOT_UNDERSTOOD = "Chưa rõ anh/chị cần gì. Gõ mã mục (ví dụ {code}) để mở mục đó, hoặc bấm một nút."
NOTHING_OPEN = "Chưa rõ anh/chị cần gì. Gõ tên hoặc mã đơn vị để mở hồ sơ, hoặc mở hàng đợi."
WHICH_ITEM = "Anh/chị mở mục cần xử lý trước, ví dụ gõ {code}."

# --- one criterion in all units ------------------------------------------------------------------------

ACROSS = "Xem mục này ở các đơn vị khác"
ACROSS_TITLE = "{code} ở các đơn vị ({progress})"
ACROSS_PROGRESS = "{done}/{count} đã xem"
ACROSS_LINE = "{mark} {n}. {unit}: {points}"
ACROSS_POINTS = "tự chấm {points}"
ACROSS_NO_POINTS = "chưa có điểm"
ACROSS_WAITING = "○"
ACROSS_SEEN = "✓"
ACROSS_NOT_HANDED_IN = "{count} đơn vị khác chưa nộp hồ sơ."
ACROSS_NOBODY = "Chưa có đơn vị nào trong phạm vi của anh/chị nộp hồ sơ."
ACROSS_ALL_SEEN = "Đã xem mục này ở tất cả đơn vị đã nộp."
ACROSS_FOOTER = "{code}: {progress}"
ACROSS_UNITS = "Các đơn vị"
ACROSS_START = "Xem lần lượt các đơn vị"
PREVIOUS_UNIT = "‹ Đơn vị trước"
NEXT_UNIT = "Đơn vị sau ›"

# --- accepting many ------------------------------------------------------------------------------------

ACCEPTED_MANY = "✓ Đã chấp nhận {count} mục không có cảnh báo."
ACCEPTED_NONE = "Không còn mục nào vừa chưa thẩm định vừa không có cảnh báo."
STILL_LEFT = "Còn {count} mục cần xem: {codes}."
STILL_UNANSWERED = "{count} mục chưa trả lời, tính 0 điểm nếu không trả lại."
STILL_BY_FIGURES = "{count} mục tính theo số liệu của cơ quan: {codes}."
NONE_LEFT = "Không còn mục nào chưa thẩm định."

# --- adjusting -----------------------------------------------------------------------------------------

ADJUST_TITLE = "Điều chỉnh {code} · {unit}"
ADJUST_NOW = "Đang tính: {derivation}"
ADJUST_FIGURES = "Anh/chị gõ số liệu đúng, ví dụ {example}; hoặc gõ thẳng số điểm, ví dụ: điểm {points}."
ADJUST_OPTIONS = "Anh/chị bấm mức đúng, hoặc gõ số thứ tự; hoặc gõ thẳng số điểm, ví dụ: điểm {points}."
ADJUST_NEXT = "▸ {label}?"
ADJUST_NEXT_KEY = "▸ {key} = {label}?"
ADJUST_MOST = "Mục này tối đa {most} điểm."
TYPE_AGAIN = "Gõ lại"
CANCEL = "Thôi"
CANCELLED = "Đã bỏ, chưa ghi gì."
POINTS_OVER = "{typed} điểm vượt mức tối đa. Mục này chỉ từ 0 đến {most} điểm."
POINTS_UNREAD = "Chưa đọc được số điểm. Ví dụ: điểm {points}."
WHICH_POINTS = "“{text}” là {candidates} điểm? Anh/chị gõ lại, ví dụ: điểm {points}."
UNREAD = "{why} Muốn cho thẳng số điểm, gõ: điểm {points}."
WHICH_FIGURE = "“{text}” là {candidates}?"
OR = " hay "
NO_CHANGE = "Kết quả như cũ: số liệu vẫn như đơn vị kê khai. Nếu đúng rồi, anh/chị bấm Chấp nhận."
ADJUST_PREVIEW = "{before} → {after} điểm."
OPTION_RANGE = "Mục này có {count} mức. Anh/chị bấm một nút, hoặc gõ số từ 1 đến {count}."

# --- reasons -------------------------------------------------------------------------------------------

REASON_ADJUST = "Lý do điều chỉnh? (10 đến 1000 ký tự; đơn vị sẽ đọc được)"
REASON_RETURN = "Vì sao trả lại mục {code}, đơn vị cần sửa gì? (10 đến 1000 ký tự; đơn vị sẽ đọc được)"
REASON_SHORT = "Lý do ngắn quá, cần ít nhất 10 ký tự để đơn vị hiểu. Anh/chị viết rõ hơn một chút."
REASON_LONG = "Lý do dài quá ({length} ký tự, tối đa 1000). Anh/chị viết gọn lại."
RETURN_TITLE = "Trả lại {code} · {unit}"
ADJUSTED = "± {code}: đã điều chỉnh {before} → {after} điểm."
RETURNED = "↩ {code}: sẽ trả lại khi kết thúc thẩm định."
STOCK_REASONS: Final = (
    "Minh chứng chưa có chữ ký hoặc con dấu, đề nghị gửi lại bản đã ký.",
    "Thiếu minh chứng cho số liệu đã kê khai, đề nghị bổ sung.",
    "Số liệu không khớp với minh chứng, đề nghị kiểm tra lại.",
)

# --- notices and workload ------------------------------------------------------------------------------

WITHDRAWN = "{unit} vừa rút hồ sơ để sửa. Khi đơn vị nộp lại, anh/chị sẽ được báo."
WORKLOAD = "Người thẩm định:"
WORKLOAD_LINE = "• {name}: {count} hồ sơ chờ, lâu nhất từ {when}"
WORKLOAD_NONE = "• {name}: không có hồ sơ chờ"
WORKLOAD_MORE = "… và {count} người nữa"
WORKLOAD_NOBODY = "⚠ Chưa có người thẩm định chính: {names}."


def points(value: Fraction) -> str:
    """``28,78``."""
    return number(value, 2)


def when(iso: str) -> str:
    """``08:05 ngày 21/11/2026``; empty where nothing is known."""
    return moment(datetime.fromisoformat(iso)) if iso else ""


def warned(signs: Iterable[Look]) -> str:
    """``chưa có minh chứng; tỷ lệ hơn 100%``."""
    return "; ".join(WARNINGS[sign] for sign in signs)


def listed(codes: Iterable[str], most: int = 12) -> str:
    """The first codes, and how many more there are."""
    found = list(codes)
    more = [UNIT_MORE.format(count=len(found) - most)] if len(found) > most else []
    return ", ".join([*found[:most], *more])


def caption(text: str) -> str:
    """A file's caption after its name, where it has one."""
    return f": {cut(text, 120)}" if text else ""
