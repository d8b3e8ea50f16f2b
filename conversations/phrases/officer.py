"""Everything that is said to a unit's officer."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction
from typing import Final

from conversations.phrases.common import maximum
from criteria.vietnamese import number

# --- joining -------------------------------------------------------------------------------------------

STRANGER = "Xin chào. Cuộc trò chuyện này dành cho người được mời. Anh/chị vui lòng gõ mã mời (10 ký tự)."
WRONG_CODE = "Mã này không dùng được. Anh/chị vui lòng kiểm tra và gõ lại mã mời (10 ký tự)."
USED = "Lời mời này đã được dùng rồi; mỗi lời mời chỉ dùng một lần. Anh/chị vui lòng xin lời mời mới."
EXPIRED = "Lời mời này đã hết hạn. Anh/chị vui lòng xin lời mời mới từ cơ quan đã mời mình."
OTHER_UNIT = "Tài khoản này đã gắn với một đơn vị khác. Anh/chị vui lòng mở lời mời bằng tài khoản chat khác."

HELLO = "Chào anh/chị {name}!"
WHAT_THIS_IS = "Đây là nơi {unit} tự chấm điểm theo “{title}”."
HOW_MUCH = "Có {questions} câu và {fields} mục thông tin chung, mỗi lần một câu ngắn."
HOW_MANY = "Có {questions} câu, mỗi lần một câu ngắn."
HOW_SAVED = "Câu nào trả lời xong là được lưu ngay; anh/chị dừng lúc nào cũng được và làm tiếp sau."
HOW_HELP = "Cần giúp, gõ /trogiup."
DONE_SO_FAR = "Đã trả lời {done}/{questions} câu."
START = "Bắt đầu"
GO_ON = "Tiếp tục"
RETURNED_SO_FAR = "Hồ sơ được trả lại để sửa {count} câu."
STATES = {
    "signing": "Hồ sơ đang chờ lãnh đạo đơn vị ký. Gõ /nop để xem, ký hoặc lấy lại.",
    "submitted": "Hồ sơ đã nộp, đang chờ thẩm định.",
    "reviewing": "Hồ sơ đang được thẩm định.",
    "verified": "Hồ sơ đã thẩm định xong.",
    "approved": "Hồ sơ đã được phê duyệt.",
}
WELCOME_OTHER = {
    "reviewer": "Anh/chị thẩm định hồ sơ của các đơn vị.",
    "administrator": "Anh/chị quản trị kỳ đánh giá.",
    "leader": "Anh/chị là lãnh đạo đơn vị.",
    "observer": "Anh/chị được xem bảng xếp hạng khi kết quả được công bố.",
}

# --- what may not be changed now -----------------------------------------------------------------------

NOT_OPEN = "Kỳ đánh giá chưa mở. Anh/chị xem trước các câu được, nhưng chưa trả lời được."
CLOSED = "Kỳ đánh giá đã khóa sổ, các câu chỉ còn xem được."
LOCKED_SUBMITTED = "Hồ sơ đã nộp nên câu này chỉ xem được. Muốn sửa, anh/chị rút hồ sơ bằng /ruthoso."
LOCKED_REVIEWING = "Hồ sơ đang được thẩm định nên câu này chỉ xem được."
LOCKED_VERIFIED = "Hồ sơ đã thẩm định xong, các câu chỉ còn xem được."
LOCKED_NOT_RETURNED = "Câu này không bị trả lại nên chỉ xem được. Chỉ các câu bị trả lại mới sửa được."

# --- cards ---------------------------------------------------------------------------------------------

# how a decision's general information names the unit, the contact officer and a person's name
FIELD_OF_UNIT_NAME = "Tên "
FIELD_OF_NAME = "Họ tên"
SECTION_OF_CONTACT = "Chuyên viên"

INFO_TITLE = "Thông tin chung {n}/{of}"
TITLE = "Câu {n}/{of} · {code} · {group}"
MOST = "Tối đa {points} điểm."
EVIDENCE_NAMED = "Minh chứng: {evidence}."
FROM_AUTHORITY = "Số liệu câu này do {who} cung cấp; anh/chị có thể bỏ qua, hoặc ghi số mình biết."
FROM_AUTHORITY_NAMED = "Số liệu câu này do {who} cung cấp."
FROM_AUTHORITY_ANSWERED = "Minh chứng không bắt buộc: số liệu câu này do {who} cung cấp để đối chiếu."
AUTHORITY = "cơ quan đánh giá"
WRITE_OUT = "Chỗ nào cần ghi rõ bằng chữ, anh/chị bấm Giải trình rồi gõ."
ZERO_NEEDS_NONE = "Câu 0 điểm không cần minh chứng."
AS_PRINTED = "Văn bản ghi: {evidence}."
NO_EVIDENCE_ASKED = "Câu này không yêu cầu minh chứng."
RETURNED_FOR = "Người thẩm định trả lại vì: {reason}."
SEND_MORE = "Cần bổ sung gì, anh/chị gửi ảnh, tệp hoặc dán link ngay tại đây."
ODD_PRINT = "Lưu ý: văn bản in có chỗ chưa rõ, xem Chi tiết."
GIVEN_BEFORE = "Đã ghi: {derivation}"
GIVEN_FIGURE = "Đã ghi: {value}"
EVIDENCE_COUNT = "Đã có {count} minh chứng."
EXPLAINED = "Giải trình: {text}"
RETURNED_BECAUSE = "↩ Được trả lại: {reason}"
ADJUSTED_BECAUSE = "Người thẩm định điều chỉnh: {before} → {after} điểm. Lý do: {reason}"
FROM_INFO = "{label}: {value} (thông tin chung {source})"
FROM_CRITERION = "{label}: {value} (câu {source})"
ENTERED = "{label}: {value}"
ON_RECORD = " (đã ghi: {value})"
LETTERED = "{key} = {label}"
ASKING = "▸ {label}{unit}?"
PICK_YES_NO = "Anh/chị bấm Có hoặc Không."
UNIT_HINT = ", tính bằng {unit}"
UNIT_COUNTED = " (số {unit})"
THIS_SHARE = "Tỷ lệ này là bao nhiêu"
THIS_FIGURE = "Số này là bao nhiêu"
PICK = "Anh/chị bấm chọn, hoặc gõ số thứ tự."
PICK_OR_TYPE = {
    "frequency": "Bấm chọn, gõ số thứ tự, hoặc gõ tần suất, ví dụ 2 lần/tháng.",
    "ratio": "Bấm chọn, gõ số thứ tự, hoặc gõ tỷ lệ có dấu %, ví dụ 82,5%.",
}
PICK_OR_FIGURE = "Bấm chọn một mức, hoặc gõ con số thật, ví dụ 3."
PICK_SEVERAL = (
    "Bấm các mục đã đạt rồi bấm Xong, hoặc gõ các số thứ tự, ví dụ: {example}. Không đạt mục nào thì gõ 0."
)
PICK_MORE = "Bấm tiếp các mục đã đạt, rồi bấm Xong."
ALL_KNOWN = "Các số của câu này đã có sẵn. Bấm Ghi để tính điểm, hoặc gõ số khác."
TYPE_TEXT = "Anh/chị gõ vào đây."
TYPE_AMOUNT = "Gõ số, ví dụ {example}."
TYPE_SHARE = "Gõ tỷ lệ, ví dụ {example}."
OR_BOTH = "Có thể gõ cả hai số theo {pair}: {example}."
OR_ALL = "Có thể gõ một lượt, cách nhau bằng dấu chấm phẩy: {example}."
NEEDS_FIRST = "Điều kiện: {label}."

EXAMPLE_FEW = "3"
EXAMPLES = {
    "count": "421",
    "amount": "12,5",
    "ratio": "82,5% hoặc 421/512",
    "frequency": "2 lần/tháng",
    "yes_no": "có hoặc không",
    "text": "UBND xã",
}

PREVIOUS = "‹ Trước"
SKIP = "Bỏ qua ›"
NEXT = "Câu tiếp ›"
MORE = "Chi tiết"
CONTENTS = "Mục lục"
TO_CRITERIA = "Vào tiêu chí"
BACK_TO_QUESTION = "Quay lại câu hỏi"
RIGHT_GO_ON = "Đúng, tiếp tục"
CHANGE = "Sửa"
EXPLAIN = "Giải trình"
EVIDENCE = "Minh chứng"
DONE = "Xong"
TAKE = "Ghi"
NOT_APPLICABLE = "Không áp dụng"
CHANGE_SOURCE = "Sửa {label}"
TICKED, UNTICKED = "☑", "☐"

MORE_SOURCE = "Nguồn số liệu: {source}"
MORE_VERIFIER = "Đơn vị phối hợp xác minh: {verifier}"
MORE_EVIDENCE = "Tài liệu kiểm chứng: {evidence}"
MORE_PRINT = "Bản in: “{print}”"
MORE_RULING = "Cách hiểu: {ruling}"
MORE_WHY = "Vì: {why}"
MORE_RESTORED = "Bản in: “{print}”; dùng: {value}. Vì: {why}"

ANSWERED_TITLE = "Câu {n}/{of} · {code} · Đã ghi"
PROVISIONAL = "Điểm này còn tạm tính: phụ thuộc số liệu các đơn vị cùng khối, chốt khi khóa sổ."
UNDETERMINED = "Câu này vẫn được ghi nhận; điểm do người thẩm định quyết định."
NO_PEER = "Khi các đơn vị cùng khối có số liệu, điểm sẽ được tính."
ABOVE_WHOLE = "Tỷ lệ trên 100% được tính là 100%."
TIER_HOLE = "Văn bản in không có mức cho số này; tính theo mức liền dưới."
SEND_EVIDENCE = (
    "Minh chứng cần có: {evidence}. Gửi ảnh, tệp hoặc dán link ngay tại đây; tối đa {size} mỗi tệp."
)
MOVED = "Câu dùng chung số này được tính lại:"
MOVED_LINE = "{code}: {before} → {after} điểm"
UNMOVED_LINE = "{code}: vẫn {after} điểm"
NOTED = "✓ Đã ghi {label}: {value}."
SAME = "Câu này đã được ghi như vậy rồi."

FOOTER = "Tạm tính {total}/{most} · {done}/{questions} câu"
FOOTER_UNPROVEN = " · thiếu minh chứng {count} câu"

# --- getting around ------------------------------------------------------------------------------------

NO_CODE = "Không có câu {code}."
NO_SUCH_CODE = NO_CODE + " Có phải anh/chị muốn mở một trong các câu này?"
IDLE = "Anh/chị muốn làm gì tiếp? Gõ mã câu (ví dụ {code}) cũng mở được câu đó."
AFTER_ANSWER = (
    "Câu {code} đã ghi. Anh/chị bấm Sửa nếu cần gõ lại, Giải trình nếu muốn ghi thêm bằng chữ, "
    "hoặc Đúng, tiếp tục."
)
AFTER_ANSWER_TEXT = "Câu {code} đã ghi. Ghi thêm “{text}” làm giải trình cho câu này chứ?"
AFTER_ANSWER_REPLACES = "Câu {code} đã có giải trình “{known}”. Thay bằng “{text}” chứ?"
THANKED = "Dạ, cảm ơn anh/chị. Lúc nào tiện, mời anh/chị làm tiếp."
PAUSED = "Mọi câu đã trả lời đều được lưu. Khi nào tiện, anh/chị gõ “tiếp tục”."
CONTENTS_TITLE = "Mục lục"
CONTENTS_LEGEND = "✓ đã trả lời · ● thiếu minh chứng · ○ chưa trả lời · ↩ được trả lại"
INFO_GROUP = "Thông tin chung"
NO_INFO = "Bộ tiêu chí này không có thông tin chung."
GROUP_LINE = "{code}. {name}: {done}/{count} câu"
GROUP_UNPROVEN = ", thiếu minh chứng {count}"
ALL_GROUPS = "Tất cả nhóm"
STANDING_TITLE = "Điểm tạm tính: {total}/{most}"
STANDING_LOCKED = "Điểm tự chấm: {total}/{most}"
STANDING_PUBLISHED = "Kết quả đã công bố"
STANDING_OWN = "Điểm tự chấm của đơn vị:"
STANDING_GROUPS = "Điểm tự chấm theo nhóm; nhóm nào thẩm định khác thì ghi kèm:"
STANDING_LINE = "{code}. {name}: {points}/{most}"
STANDING_JUDGED = ", thẩm định {points}"
STANDING_PROVISIONAL = "Trong đó có điểm còn phụ thuộc số liệu các đơn vị cùng khối ({codes})."
STANDING_VERIFIED = "Điểm thẩm định: {points}."
MISSING_TITLE = "Còn thiếu"
MISSING_ANSWERS = "Chưa trả lời {count} câu, tối đa còn {points} điểm:"
MISSING_SUPPLIED = "{count} câu chờ số liệu do {who} cung cấp."
MISSING_EVIDENCE = "Thiếu minh chứng {count} câu:"
MISSING_RETURNED = "Được trả lại, chưa sửa {count} câu:"
MISSING_INFO = "Thông tin chung còn {count} mục chưa ghi."
MISSING_NOTHING = "Không còn thiếu gì."
MISSING_LINE = "{code} ({points}đ)"
AND_MORE = "… và {count} câu nữa"
ALL_DONE_TITLE = "Đã trả lời hết các câu"
ALL_DONE = "Anh/chị xem lại những gì còn thiếu, rồi nộp hồ sơ."
ONE_LEFT_TITLE = "Chỉ còn câu {code}"
ONE_LEFT = "Các câu khác đã xong. Lúc nào đủ số liệu, minh chứng, anh/chị mở lại câu này."
OPEN_CODE = "Mở câu {code}"
ALL_CORRECTED_TITLE = "Đã sửa hết các câu được trả lại"
ALL_CORRECTED = "Anh/chị nộp lại hồ sơ để được thẩm định tiếp."
SUBMIT = "Nộp hồ sơ"
WHAT_IS_MISSING = "Còn thiếu"

# --- submitting ----------------------------------------------------------------------------------------

OFFER_TITLE = "Nộp hồ sơ"
OFFER_SCORE = "Điểm tự chấm: {total}/{most}."
OFFER_CORRECTED = "Mọi câu bị trả lại đã sửa xong."
OFFER_COMPLETE = "Mọi câu đã trả lời; không câu nào thiếu minh chứng hoặc giải trình."
OFFER_ASK = "Nộp xong, hồ sơ khóa lại để thẩm định. Anh/chị nộp bây giờ chứ?"
OFFER_LATE = "Đã quá hạn nộp; hồ sơ vẫn được nhận và ghi là nộp muộn."
SUBMIT_YES = "Nộp"
SUBMIT_NO = "Xem lại"
OFFER_CHANGED = "Hồ sơ vừa có thay đổi; anh/chị xem lại rồi nộp."
RECEIPT_TITLE = "Đã nộp hồ sơ"
RECEIPT_TIME = "Lúc {moment}."
RECEIPT_LATE = "Nộp muộn so với hạn."
RECEIPT_SCORE = "Điểm tự chấm: {total}/{most}."
RECEIPT_CODE = "Mã biên nhận: {digest}"
RECEIPT_NEXT = "Người thẩm định sẽ xem từng câu; kết quả, hoặc câu nào cần sửa, sẽ được báo ngay tại đây."
WITHDRAW = "Rút hồ sơ"
KEEP_SUBMITTED = "Để nguyên"
ALREADY_SUBMITTED = "Hồ sơ đã nộp rồi."
CANNOT_SUBMIT = {
    "preparing": "Kỳ đánh giá chưa mở nên chưa nộp được hồ sơ.",
    "closed": "Kỳ đánh giá đã khóa sổ nên không nộp được nữa. Anh/chị liên hệ người quản trị nếu cần.",
    "reviewing": "Hồ sơ đã nộp và đang được thẩm định.",
    "verified": "Hồ sơ đã được thẩm định xong.",
}
NOTHING_YET = "Hồ sơ chưa có câu trả lời nào nên chưa nộp được."
WITHDRAW_ASK = "Rút hồ sơ về để sửa? Sau khi sửa, anh/chị cần nộp lại."
WITHDRAWN = "Đã rút hồ sơ. Anh/chị sửa tiếp được, rồi nhớ nộp lại."
CANNOT_WITHDRAW: Final[Mapping[str, str]] = {
    **dict.fromkeys(("drafting", "returned"), "Hồ sơ chưa nộp nên không có gì để rút."),
    "reviewing": "Hồ sơ đang được thẩm định nên không rút được nữa.",
    **dict.fromkeys(("verified", "approved"), "Hồ sơ đã thẩm định xong nên không rút được nữa."),
}
UNPUBLISHED = "{own}, so với đơn vị cao nhất khối (chưa công bố) → {points}"
TOLD_REVIEWER = "{unit} vừa nộp hồ sơ, điểm tự chấm {total}/{most}."
TOLD_CO_VERIFIER = "{unit} vừa nộp hồ sơ có mục anh/chị thẩm định."
TOLD_REVIEWER_AGAIN = "{unit} vừa nộp lại hồ sơ đã sửa, điểm tự chấm {total}/{most}."
OPEN_DOSSIER = "Mở hồ sơ"


def pick_several(count: int) -> str:
    """How several of ``count`` items are chosen, with numbers that the list has."""
    example = " ".join(str(n) for n in ((1, 2) if count < 3 else (1, 3, 4)) if n <= count)
    return PICK_SEVERAL.format(example=example)


def footer(total: Fraction, most: Fraction, done: tuple[int, int], unproven: int) -> str:
    """``Tạm tính 512,4/1000 · 18/37 câu · thiếu minh chứng 3 câu``."""
    line = FOOTER.format(total=number(total, 2), most=maximum(most), done=done[0], questions=done[1])
    return line + (FOOTER_UNPROVEN.format(count=unproven) if unproven else "")
