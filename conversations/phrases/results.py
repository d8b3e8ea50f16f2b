"""What is said about stages, approval, levels, publication and appeals."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from scoring.facts import Stage

# --- stages --------------------------------------------------------------------------------------------

STAGE_NAMES: Final[Mapping[Stage, str]] = {
    "preparing": "chuẩn bị",
    "open": "kê khai",
    "verifying": "thẩm định",
    "approved": "đã phê duyệt",
    "published": "đã công bố",
    "appeals": "khiếu nại",
    "closed": "đã kết thúc",
}
WRONG_STAGE = (
    "Kỳ đánh giá đang ở giai đoạn “{now}” nên không dùng được lệnh /{name}. "
    "Lệnh này dùng ở giai đoạn: {wanted}."
)
NOT_WHOLE = (
    "Việc này dành cho người quản trị toàn kỳ đánh giá; phạm vi của anh/chị chỉ là một phần các đơn vị."
)
OBSTACLES: Final[Mapping[str, str]] = {
    "no_units": "Chưa có đơn vị nào. Anh/chị nạp danh sách đơn vị trước.",
    "none_submitted": "Chưa có đơn vị nào nộp hồ sơ nên chưa có gì để phê duyệt.",
    "under_review": "Còn {count} hồ sơ đang chờ thẩm định: {units}. Thẩm định xong rồi mới chuyển được.",
    "returned": (
        "Còn {count} hồ sơ trả lại cho đơn vị sửa mà chưa nộp lại: {units}. "
        "Anh/chị gõ /nhacnho để nhắc đơn vị, hoặc /pheduyet {code} để thôi chờ và đưa về thẩm định."
    ),
    "not_approved": "Còn {count} hồ sơ thẩm định xong mà chưa phê duyệt: {units}. Anh/chị gõ /pheduyet.",
    "unsettled": (
        "Còn {count} đơn vị có mục chưa xác định được điểm: {units}. "
        "Rút phê duyệt và trả lại thẩm định các mục ấy trước."
    ),
    "appeals": "Còn {count} đơn vị có khiếu nại chưa trả lời: {units}. Anh/chị gõ /khieunai.",
    "appeals_running": "Đơn vị còn được khiếu nại đến hết ngày {day}; sau ngày ấy mới kết thúc được.",
    "unpublished": "Điểm đã đổi sau lần công bố trước. Anh/chị gõ /congbo để công bố lại trước.",
}
UNIT_ITEMS = "{unit} ({items})"
STEP_REFUSED = "Chưa chuyển sang giai đoạn “{wanted}” được:"
STEP_BACK_ASK = (
    "Kỳ đánh giá lùi từ “{now}” về “{wanted}”. Anh/chị gõ lý do; các đơn vị được báo và nhật ký ghi lại."
)
STEP_DONE = "Kỳ đánh giá chuyển sang giai đoạn “{wanted}”."
UNIT_APPROVED_ALL = "Kết quả thẩm định của kỳ đánh giá “{name}” đã được phê duyệt, đang chờ công bố."
UNIT_BACK = "Kỳ đánh giá “{name}” trở lại giai đoạn “{wanted}”. Lý do: {reason}"
UNIT_CLOSED = "Kỳ đánh giá “{name}” đã kết thúc. Cảm ơn anh/chị đã tham gia."

# --- reasons -------------------------------------------------------------------------------------------

REASON_SHORT = "Lý do cần ít nhất 10 ký tự (vừa gõ {length}). Anh/chị gõ lại đầy đủ hơn."
REASON_LONG = "Lý do dài quá ({length} ký tự, tối đa 1000). Anh/chị gõ ngắn lại."
REASON_FIRST = "Anh/chị gõ lý do trước, rồi gửi tệp sau; tệp vừa gửi chưa được ghi nhận."
CANCEL = "Thôi"
CANCELLED = "Đã bỏ, chưa ghi gì."

# --- levels --------------------------------------------------------------------------------------------

LEVEL_NOW = "Mức theo điểm hiện tại: {level}."
LEVEL_NEXT = "Để đạt {next} còn thiếu: {missing}."
LEVEL_LOST = "Chưa thể đạt {next} vì bản in mất một phần: {why} điểm."
LEVEL_MISSING_TOTAL = "{points} điểm"
LEVEL_MISSING = "{name} {points} điểm"
LEVEL_COUNTS = "Mức theo điểm hiện tại: {counts}."
LEVEL_COUNT = "{level}: {count} đơn vị"
RANKING_UNRANKED = "– {unit}: {points}{mark}, {why}"
RANKING_NO_RESULT = "– {unit}: không nộp hồ sơ"
RANKING_LEVEL = " ({level})"

# --- approval ------------------------------------------------------------------------------------------

APPROVE_TITLE = "Phê duyệt: {done}/{count} hồ sơ"
APPROVE_READY = "Sẵn sàng phê duyệt ({count}): {units}."
APPROVE_NONE_READY = "Chưa có hồ sơ nào sẵn sàng phê duyệt."
APPROVE_ALL_DONE = "Mọi hồ sơ đã nộp trong phạm vi của anh/chị đều đã được phê duyệt."
APPROVE_NO_UNITS = "Trong phạm vi của anh/chị chưa có đơn vị nào để phê duyệt."
APPROVE_WAITS: Final[Mapping[str, str]] = {
    "drafting": "Chưa nộp hồ sơ ({count}): {units}.",
    "signing": "Chờ lãnh đạo đơn vị ký ({count}): {units}.",
    "submitted": "Chờ thẩm định ({count}): {units}.",
    "reviewing": "Đang thẩm định ({count}): {units}.",
    "returned": "Đã trả lại, chờ đơn vị sửa ({count}): {units}. Không chờ nữa thì gõ /pheduyet {code}.",
    "unsettled": "Có mục chưa xác định được điểm ({count}): {units}.",
}
APPROVE_ALL = "Phê duyệt cả {count} hồ sơ"
APPROVE_PART = "Phê duyệt {count} hồ sơ đầu danh sách"
APPROVE_ASK = "Anh/chị phê duyệt {count} hồ sơ: {units}?"
APPROVE_YES = "Đồng ý phê duyệt {count} hồ sơ"
APPROVE_MORE = "Còn {count} hồ sơ sẵn sàng phê duyệt."
APPROVE_STEP_BACK = "Để người thẩm định sửa được, anh/chị bấm Quay lại thẩm định ở /kydanhgia."
APPROVE_HOW = "Xem hoặc phê duyệt một đơn vị: /pheduyet {code}"
APPROVED = "Đã phê duyệt {count} hồ sơ."
APPROVED_ONE = "Đã phê duyệt hồ sơ {unit}."
APPROVE_CHANGED = "Danh sách vừa thay đổi nên chưa phê duyệt gì; đây là danh sách hiện tại."
APPROVE_ONE = "Phê duyệt"
APPROVE_LIST = "Danh sách phê duyệt"
APPROVE_CARD = "{unit}: điểm thẩm định {points}, tự chấm {own}."
APPROVE_CARD_OPEN = "{unit}: chưa thẩm định xong, tự chấm {own}."
APPROVE_NOT_READY: Final[Mapping[str, str]] = {
    "drafting": "{unit} chưa nộp hồ sơ nên chưa phê duyệt được.",
    "signing": "Hồ sơ {unit} đang chờ lãnh đạo đơn vị ký nên chưa phê duyệt được.",
    "submitted": "Hồ sơ {unit} đang chờ thẩm định nên chưa phê duyệt được.",
    "reviewing": "Hồ sơ {unit} đang được thẩm định nên chưa phê duyệt được.",
    "returned": "Hồ sơ {unit} đã trả lại, đang chờ đơn vị sửa nên chưa phê duyệt được.",
    "unsettled": (
        "Hồ sơ {unit} có mục chưa xác định được điểm ({items}) nên chưa phê duyệt được. "
        "Anh/chị trả lại thẩm định các mục ấy."
    ),
    "approved": "Hồ sơ {unit} đã được phê duyệt.",
}
APPROVE_NOT_YOURS = "{unit} không thuộc phạm vi phê duyệt của anh/chị."
WITHDRAW_APPROVAL = "Rút phê duyệt"
WITHDRAW_ASK = "Anh/chị gõ lý do rút phê duyệt hồ sơ {unit}."
WITHDRAWN = "Đã rút phê duyệt hồ sơ {unit}; hồ sơ trở lại trạng thái thẩm định xong."
SEND_BACK = "Trả lại thẩm định"
SEND_BACK_ASK = (
    "Anh/chị gõ mã tiêu chí rồi lý do cần thẩm định lại, ví dụ: {code} Số liệu chưa khớp báo cáo quý."
)
SEND_BACK_UNREAD = (
    "Chưa thấy mã tiêu chí ở đầu dòng. Anh/chị gõ như thế này: {code} Số liệu chưa khớp báo cáo."
)
SENT_BACK = "Đã trả hồ sơ {unit} về thẩm định lại tiêu chí {code}."
REVIEWER_SENT_BACK = "Người phê duyệt trả hồ sơ {unit} về thẩm định lại tiêu chí {code}. Lý do: {reason}"
OPEN_DOSSIER = "Mở hồ sơ"
STAGE_APPROVED = "Chuyển kỳ sang đã phê duyệt"
APPROVE_ELSEWHERE = "Còn hồ sơ chưa phê duyệt ở phạm vi khác, nên cả kỳ chưa chuyển giai đoạn."

# --- publication ---------------------------------------------------------------------------------------

PUBLISH_TITLE = "Xem trước khi công bố (lần {number})"
PUBLISH_BLOCK = "{block}: {ranked} đơn vị xếp hạng. Đứng đầu: {first}."
PUBLISH_BLOCK_NONE = "{block}: chưa có đơn vị nào được xếp hạng."
PUBLISH_FIRST = "{unit} ({points} điểm{level})"
PUBLISH_UNRANKED = "Không xếp hạng ({count}): {units}."
PUBLISH_NO_RESULT = "Không có kết quả vì không nộp hồ sơ ({count}): {units}."
PUBLISH_DIGEST = "Mã kiểm kết quả: {digest}."
PUBLISH_APPEALS = "Đơn vị được khiếu nại đến hết ngày {day} ({said})."
PUBLISH_APPEALS_KEPT = "Hạn khiếu nại giữ nguyên: hết ngày {day}."
PUBLISH_NO_APPEALS = "Kỳ này không nhận khiếu nại."
PUBLISH_APPEALS_OVER = "Thời hạn khiếu nại đã hết; đây là kết quả cuối cùng."
PUBLISH_ASK = (
    "Công bố thì mọi đơn vị được báo kết quả của mình ngay, và bảng xếp hạng này được giữ nguyên mãi."
)
PUBLISH_YES = "Công bố"
PUBLISH_CHANGED = "Kết quả vừa thay đổi sau khi anh/chị xem; đây là kết quả hiện tại."
PUBLISH_LACKS = "Trước khi công bố còn phải làm:"
PUBLISH_BEFORE: Final[Mapping[Stage, str]] = {
    "preparing": "Mở kỳ cho các đơn vị kê khai: /kydanhgia.",
    "open": "Khóa sổ nộp hồ sơ: /khoaso.",
    "verifying": "Chuyển kỳ sang đã phê duyệt: /pheduyet.",
}
PUBLISH_REFUSED = "Chưa công bố được:"
PUBLISH_CHANGES = "Thay đổi so với lần {number}:"
PUBLISH_CHANGE = "{unit}: {before} → {after}"
PUBLISH_SAME = "Kết quả giống hệt lần công bố {number} (ngày {day}, mã kiểm {digest}); không cần công bố lại."
PUBLISH_AGAIN = "Kết quả giống hệt lần công bố {number}; công bố lại thì kỳ đánh giá đi tiếp, điểm không đổi."
PUBLISHED = "Đã công bố kết quả lần {number}, mã kiểm {digest}. Đã báo {told} người ở các đơn vị."
PUBLISHED_LIST = "Lần {number}: ngày {day}, mã kiểm {digest}."
PUBLISHED_TITLE = "Kết quả đã công bố"
SEE_CHANGES = "Thay đổi lần {number}"
NO_CHANGES = "Lần {number} không thay đổi đơn vị nào."
NO_SUCH_PUBLICATION = "Không có lần công bố ấy."
OUTCOME = "{points} điểm, thứ {rank}{level}"
OUTCOME_UNRANKED = "{points} điểm, không xếp hạng{level}"
OUTCOME_NONE = "không có kết quả"
MORE_LINES = "… và {count} đơn vị nữa"

RESULT_TITLE = "Kết quả {name}"
RESULT_TITLE_AGAIN = "Kết quả {name} (công bố lần {number})"
RESULT_POINTS = "Điểm thẩm định: {points} (tự chấm {own})."
RESULT_SELF = "Điểm được công bố: {points}."
RESULT_RANK = "Xếp thứ {rank}/{count} trong {block}."
BLOCK = "khối {name}"
RESULT_RANK_ALL = "Xếp thứ {rank}/{count}."
RESULT_LEVEL = "Mức: {why}."
RESULT_UNRANKED = "Không xếp hạng: {why}."
RESULT_NONE = "Đơn vị không có kết quả trong kỳ này vì không nộp hồ sơ."
RESULT_BLOCK = "Trong khối: điểm giữa {median}, điểm cao nhất {best}."
RESULT_BEFORE = "Lần công bố trước: {before}."
RESULT_APPEAL = "Nếu không đồng ý, anh/chị khiếu nại đến hết ngày {day} ({said}): gõ /khieunai."
RESULT_APPEAL_KEPT = "Nếu không đồng ý, anh/chị khiếu nại đến hết ngày {day}: gõ /khieunai."
SEE_SCORE = "Xem điểm"

# --- appeals -------------------------------------------------------------------------------------------

APPEAL = "Khiếu nại"
APPEAL_TITLE = "Khiếu nại"
APPEAL_HOW = "Anh/chị khiếu nại từng tiêu chí, đến hết ngày {day}. Gõ mã, ví dụ: /khieunai {code}"
APPEAL_HERE = "Các tiêu chí có điểm khác với tự chấm:"
APPEAL_LINE = "{code}: tự chấm {own}, thẩm định {verified}"
APPEAL_FILED_LIST = "{code}: {state}"
APPEAL_STATES: Final[Mapping[str, str]] = {
    "": "đã gửi, đang chờ trả lời",
    "upheld": "được chấp nhận. {ruling}",
    "dismissed": "giữ nguyên kết quả. {ruling}",
}
APPEAL_NONE = "Kỳ đánh giá này không nhận khiếu nại."
APPEAL_LATE = (
    "Đã hết hạn khiếu nại (ngày {day}) nên không nhận thêm được. Anh/chị liên hệ người quản trị nếu cần."
)
APPEAL_NO_RESULT = "Đơn vị không có kết quả được công bố nên không có gì để khiếu nại."
APPEAL_TWICE = "Tiêu chí {code} đã được khiếu nại một lần ({state}); mỗi tiêu chí chỉ khiếu nại một lần."
APPEAL_NO_CODE = "Không có tiêu chí nào mã {code}. Anh/chị gõ lại mã, ví dụ: /khieunai {example}"
APPEAL_ASK = (
    "Tiêu chí {code} ({name}): tự chấm {own}, thẩm định {verified}, tối đa {most}.{reason}\n"
    "Anh/chị gõ lý do khiếu nại. Gửi xong lý do thì gửi thêm được minh chứng."
)
APPEAL_ADJUSTED = " Lý do điều chỉnh: {reason}"
APPEAL_FILED = (
    "Đã gửi khiếu nại tiêu chí {code}. Anh/chị gửi thêm ảnh, tệp hoặc dán đường link ngay tại đây; "
    "kết quả sẽ được báo tại đây."
)
APPEAL_SENT = "Khiếu nại đã gửi. Anh/chị gửi thêm được ảnh, tệp hoặc đường link; lý do không sửa được nữa."
APPEAL_EVIDENCE = "Thêm minh chứng {code}"
APPEAL_EVIDENCE_OPEN = "Anh/chị gửi ảnh, tệp hoặc dán đường link cho khiếu nại tiêu chí {code}."
APPEAL_EVIDENCE_OVER = "Khiếu nại tiêu chí {code} đã có trả lời nên không thêm minh chứng được nữa."
APPEAL_CAME = "{unit} khiếu nại tiêu chí {code}: {reason}"
APPEALS_SEE = "Xem khiếu nại"
APPEALS_TITLE = "Khiếu nại chờ trả lời ({count})"
APPEALS_LIST = "{n}. {unit}, tiêu chí {code}"
APPEALS_EMPTY = "Không có khiếu nại nào chờ anh/chị trả lời."
APPEALS_WAIT = "Có {count} khiếu nại chờ trả lời: gõ /khieunai."
APPEALS_OPEN = "{unit} · {code}"
RULE_TITLE = "{unit} · khiếu nại tiêu chí {code}"
RULE_REASON = "Lý do của đơn vị: {reason}"
RULE_POINTS = "Tự chấm {own}, thẩm định {verified}, tối đa {most}."
RULE_EVIDENCE = "Có {count} minh chứng."
RULE_NO_EVIDENCE = "Không có minh chứng."
RULE_SEE = "Xem minh chứng ({count})"
RULE_UPHOLD = "Chấp nhận khiếu nại"
RULE_DISMISS = "Giữ nguyên kết quả"
RULE_ASK_FIGURES = (
    "Anh/chị gõ điểm mới (ví dụ “điểm {points}”, tối đa {most}) hoặc số liệu đúng (ví dụ {example})."
)
RULE_ASK_POINTS = "Anh/chị gõ điểm mới, ví dụ “điểm {points}”, tối đa {most}."
RULE_INCOMPLETE = "Còn thiếu số liệu: {keys}. Anh/chị gõ đủ trong một dòng, ví dụ {example}."
RULE_UNCLEAR = "Số “{text}” có thể hiểu hai cách. Anh/chị gõ lại không có dấu chấm ngăn nghìn."
RULE_SAME = "Điểm mới bằng điểm đang có ({points}). Anh/chị gõ lại, hoặc bấm Giữ nguyên kết quả."
RULE_ASK_REASON_UP = "Điểm tiêu chí {code}: {before} → {after}.\nAnh/chị gõ lý do chấp nhận khiếu nại."
RULE_ASK_REASON = "Anh/chị gõ lý do giữ nguyên kết quả tiêu chí {code} của {unit}."
RULED_UP = "Đã chấp nhận khiếu nại tiêu chí {code} của {unit}: {before} → {after} điểm."
RULED_DOWN = "Đã trả lời khiếu nại tiêu chí {code} của {unit}: giữ nguyên kết quả."
RULED_LAST = "Không còn khiếu nại nào chờ trả lời. Người quản trị công bố lại bằng /congbo."
RULE_OVER = "Khiếu nại này đã có trả lời rồi."
RULE_NOT_YOURS = "Khiếu nại này không thuộc phạm vi của anh/chị."
UNIT_RULED_UP = "Khiếu nại tiêu chí {code} được chấp nhận: {before} → {after} điểm. Lý do: {reason}"
UNIT_RULED_DOWN = "Khiếu nại tiêu chí {code}: giữ nguyên kết quả. Lý do: {reason}"
UNIT_RULED_NEXT = "Thứ hạng mới, nếu có thay đổi, sẽ được công bố sau khi trả lời hết các khiếu nại."

# --- findings of the set -------------------------------------------------------------------------------

FINDINGS = "Lưu ý của bộ tiêu chí ({count})"
FINDINGS_TITLE = "Lưu ý của bộ tiêu chí: {first}–{last}/{count}"
FINDINGS_NUMBERED = "{n}. {told}"
FINDINGS_LINE = "{where}: {message}\nCách xử lý: {ruling}"
FINDINGS_RULING = "{where}\nCách xử lý: {ruling}"
FINDINGS_LEVEL = "{why} điểm, nên chưa đơn vị nào đạt được mức này."
FINDINGS_PLACES = {"set": "Bộ tiêu chí", "part": "Phần", "group": "Nhóm", "date": "Ngày"}
FINDINGS_NONE = "Bộ tiêu chí không có lưu ý nào."
