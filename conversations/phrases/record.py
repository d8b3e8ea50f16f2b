"""How the journal is read out: one sentence for each kind of fact, without its subject and full stop."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

RECEIPT = "Mã sổ: {code}"

TITLE = "Nhật ký"
TITLE_OF = "Nhật ký: {what}"
LINE = "{when} · {who}{unit}: {what}."
OF_UNIT = " · {unit}"
NOTHING = "Chưa có việc nào được ghi."
NO_MORE = "Không còn dòng nào cũ hơn."
HIDDEN = "{count} dòng ngoài phạm vi của anh/chị không hiện ở đây."
NEWER = "‹ Mới hơn"
OLDER = "Cũ hơn ›"
WHOLE = "Cả nhật ký"
HOW = "Xem riêng một đơn vị hoặc một mục: gõ, ví dụ, /nhatky {unit} {item}."
NO_SUCH = "Không có đơn vị hay mục nào như “{typed}”. Anh/chị gõ mã đơn vị, mã mục, hoặc cả hai."
NOT_FOR_YOU = "{unit} không thuộc phạm vi của anh/chị nên nhật ký đơn vị này do người khác xem."

CRITERION = "mục {code}"
INFO = "thông tin chung {code}"

WHO: Final[Mapping[str, str]] = {
    "cli": "Máy chủ (dòng lệnh)",
    "clock": "Hệ thống (theo lịch)",
    "": "Người chưa tham gia",
}
UNKNOWN = "người không rõ"

FACTS: Final[Mapping[str, str]] = {
    # the unit
    "answer_given": "kê khai {item} lần {version}: {claim}{kept}",
    "explanation_given": "giải trình {item}{text}",
    "evidence_attached": "gửi minh chứng {item}: {evidence}",
    "evidence_removed": "gỡ một minh chứng của {item}",
    "remark_given": "ghi {topic}{text}",
    "signature_asked": "trình lãnh đạo ký, tự chấm {claimed} điểm, mã {digest}",
    "signature_refused": "chưa ký, chuyển lại cán bộ{reason}",
    "submission_submitted": "nộp hồ sơ{late}, tự chấm {claimed} điểm, mã biên nhận {digest}{signed_by}",
    "submission_withdrawn": "rút hồ sơ đã nộp",
    "question_answered": "trả lời câu hỏi về {item}{text}",
    "appeal_filed": "khiếu nại {item}{reason}",
    # the authority, about a unit
    "figures_supplied": "ghi số liệu của cơ quan cho {item}: {values}{source}",
    "answer_accepted": "chấp nhận {item} (lần kê khai {version})",
    "answer_adjusted": "điều chỉnh {item} (lần kê khai {version}){points}{claim}{reason}",
    "answer_returned": "trả lại {item} (lần kê khai {version}){reason}",
    "question_asked": "hỏi đơn vị về {item}{text}",
    "submission_returned": "trả hồ sơ để sửa: {items}",
    "return_recalled": "thôi chờ đơn vị sửa, về thẩm định: tự chấm {claimed} điểm, mã {digest}{reason}",
    "submission_verified": "kết thúc thẩm định, điểm thẩm định {verified}",
    "submission_approved": "phê duyệt điểm thẩm định",
    "approval_withdrawn": "rút lại phê duyệt{reason}",
    "appeal_ruled": "kết luận khiếu nại {item}: {upheld}{points}{claim}{reason}",
    # the campaign
    "campaign_created": "lập kỳ đánh giá “{name}” theo bộ {set_id}, phiên bản {set_version}{deadline}",
    "units_imported": "nạp {units}",
    "invitation_issued": "mời {name} làm {role}{unit}{scope}{replaces}",
    "invitation_withdrawn": "thu hồi một lời mời",
    "invitation_accepted": "tham gia qua {channel} với vai trò {role}{unit}{scope}{replaces}",
    "role_given": "giao cho {person} vai trò {role}{unit}{scope}",
    "role_revoked": "thôi vai trò {role} của {person}{unit}{reason}",
    "stage_changed": "chuyển kỳ đánh giá sang giai đoạn {stage}{reason}",
    "deadline_set": "đặt hạn nộp{deadline}",
    "terms_set": "đặt quy định của kỳ đánh giá: {terms}",
    "extension_given": "gia hạn cho {units}{deadline}{reason}",
    "round_opened": "mở đợt {period}{deadline}",
    "reminders_issued": "gửi tin cho {units}",
    "results_published": "công bố kết quả lần {number} cho {placings}, mã {digest}{appeals_until}",
    "act_refused": "bị từ chối {act}: {why}",
}
"""By ``kind``; a test walks all facts."""

REASON = ". Lý do: “{text}”"
QUOTED = ": “{text}”"
KEPT = " (giữ số liệu đợt {period})"
LATE = " sau hạn"
SIGNED_BY = ", {name} ký"
SOURCE = ", theo {source}"
POINTS = ": {points} điểm"
CLAIM = ": {claim}"
UNIT = " của {unit}"
REPLACES = ", thay {name}"
UNTIL = ", hạn {day}"
APPEALS = ", nhận khiếu nại đến {day}"
NO_TEXT = ": bỏ giải trình"
NO_REMARK = ": xóa nội dung đã ghi"
TOPICS: Final[Mapping[str, str]] = {
    "difficulties": "khó khăn, vướng mắc", "proposals": "đề xuất, kiến nghị",
}  # fmt: skip
NOT_APPLICABLE = "không áp dụng, {why}"
EMPTY_CLAIM = "chưa có số liệu"
UNITS = "{count} đơn vị"
UNITS_NAMED = "{names}"
AND_MORE = "{names} và {count} đơn vị nữa"
UPHELD: Final[Mapping[bool, str]] = {True: "chấp nhận khiếu nại", False: "giữ nguyên kết quả"}
SCOPE = " (chỉ {parts})"
SCOPE_PARTS: Final[Mapping[str, str]] = {
    "blocks": "khối {names}", "units": "đơn vị {names}", "criteria": "mục {names}", "body": "thuộc {names}",
}  # fmt: skip
AGENCY = "cơ quan đánh giá: {name}"
SIGN_OFF: Final[Mapping[bool, str]] = {True: "lãnh đạo ký trước khi nộp", False: "không cần lãnh đạo ký"}
APPEAL_DAYS = "khiếu nại trong {days} ngày"
NO_APPEALS = "không nhận khiếu nại"
REMINDERS = "nhắc trước hạn {days} ngày"
CHANNELS: Final[Mapping[str, str]] = {"web": "trang web", "telegram": "Telegram", "zalo": "Zalo"}
ROLES: Final[Mapping[str, str]] = {
    "officer": "cán bộ đầu mối", "leader": "lãnh đạo đơn vị", "reviewer": "người thẩm định",
    "administrator": "quản trị", "observer": "người theo dõi",
}  # fmt: skip
STAGES: Final[Mapping[str, str]] = {
    "preparing": "chuẩn bị", "open": "kê khai", "verifying": "thẩm định", "approved": "đã phê duyệt",
    "published": "đã công bố", "appeals": "nhận khiếu nại", "closed": "kết thúc",
}  # fmt: skip
WHY: Final[Mapping[str, str]] = {
    "role": "việc này không thuộc vai trò của người đó",
    "scope": "ngoài phạm vi được giao",
    "own": "là đơn vị của chính người đó",
    "stage": "kỳ đánh giá không ở giai đoạn phù hợp",
    "codes": "nhập sai quá nhiều lần, có thể có người đang dò mã",
    "infected": "phần mềm quét vi-rút thấy mã độc, tệp không được lưu",
    "unreadable": "dòng này không đọc được",
}
ACTS: Final[Mapping[str, str]] = {"join": "nhập mã mời", "file": "gửi tệp"}
COMMAND = "lệnh {act}"
BUTTON = "nút “{act}”"
