"""What is said about people: roles, scopes, invitations, handing over, further chats and signatures."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Final
from zoneinfo import ZoneInfo

from criteria.vietnamese import ZONE

CANCEL = "Thôi"
DONE = "Xong"
CANCELLED = "Đã bỏ, chưa ghi gì."

# --- joining -------------------------------------------------------------------------------------------

NO_ROLE = (
    "Anh/chị hiện không có vai trò nào trong kỳ đánh giá này. "
    "Nếu có mã mời mới, anh/chị gõ mã (10 ký tự) vào đây."
)
WAIT_CODES = "Mã đã nhập sai nhiều lần. Anh/chị chờ đến {time} rồi thử lại, hoặc xin lại lời mời mới."
WITHDRAWN = "Lời mời này đã được cơ quan mời thu hồi. Anh/chị vui lòng hỏi lại cơ quan đã mời mình."
INVITED_TWICE = (
    "Anh/chị đã là {role} rồi nên không cần lời mời này. Lời mời chưa bị dùng: "
    "nếu nhận hộ người khác, anh/chị chuyển cho đúng người."
)
HAND_TO_ONESELF = "Đây là lời mời bàn giao của chính anh/chị. Anh/chị chuyển nó cho người kế nhiệm."

INVITED_KNOWN = (
    "Lưu ý: {name} đã tham gia với đúng vai trò này. Nếu là cùng một người muốn dùng thêm thiết bị, "
    "người ấy gõ /lienket; lời mời này chỉ cần cho người khác trùng tên."
)

# --- scopes --------------------------------------------------------------------------------------------

EVERYTHING = "toàn bộ kỳ đánh giá"
SCOPE_BLOCKS = "khối {names}"
SCOPE_UNITS = "đơn vị {names}"
SCOPE_CRITERIA = "tiêu chí {names}"
SCOPE_BODY = "các đơn vị trực thuộc {names}"
ASSIGNED_ROLE = "người trả lời câu {codes} của {unit}"
SCOPE_MORE = "… (+{count})"
SCOPE_ASK = "Phạm vi của {name}?"
SCOPE_NOW = "Hiện chọn: {scope}."
SCOPE_HOW = "Bấm để chọn theo khối, đơn vị, tiêu chí; hoặc gõ mã, cách nhau bằng dấu phẩy."
SCOPE_HOW_BODY = "Quản trị toàn bộ, hay chỉ các đơn vị trực thuộc một cấp? Bấm chọn, hoặc gõ mã."
SCOPE_ALL = "Tất cả"
SCOPE_DIMENSIONS: Final[Mapping[str, str]] = {
    "b": "Theo khối",
    "u": "Theo đơn vị",
    "c": "Theo tiêu chí",
    "p": "Theo cấp trên",
}
SCOPE_PICK: Final[Mapping[str, str]] = {
    "b": "Chọn khối. Bấm để thêm hoặc bỏ.",
    "u": "Chọn đơn vị. Bấm để thêm hoặc bỏ, hoặc gõ mã hay tên, cách nhau bằng dấu phẩy.",
    "c": "Chọn tiêu chí. Bấm để thêm hoặc bỏ, hoặc gõ mã, ví dụ: {example}.",
    "p": "Chọn một cấp: mọi đơn vị trực thuộc cấp đó.",
}
SCOPE_OVER = "Việc chọn phạm vi này đã xong hoặc đã bỏ. Mời anh/chị chọn lại từ đây."
SCOPE_BACK = "Quay lại"
SCOPE_UNKNOWN = "Chưa rõ: {typed}. Anh/chị gõ mã đơn vị, mã tiêu chí hoặc tên khối."
SCOPE_NONE = "Phạm vi này không có đơn vị nào. Anh/chị chọn lại."
SCOPE_REVIEW_ALL = "Phạm vi: thẩm định mọi đơn vị, mọi tiêu chí (trừ đơn vị của chính mình)."
SCOPE_LINE = "Phạm vi: {scope}."
TICKED, UNTICKED = "☑", "☐"

# --- /phanquyen ----------------------------------------------------------------------------------------

PEOPLE_TITLE = "Người tham gia ({count})"
PEOPLE_NONE = "Chưa có ai tham gia. Anh/chị mời người bằng /moi."
PEOPLE_NOT_FOUND = "Không có ai như “{typed}”. Đây là tất cả:"
PEOPLE_LINE = "{name}: {roles}{since}"
PEOPLE_SINCE = " (từ {day})"
PEOPLE_PAGE = "Từ {first} đến {last} trong {count} người"
PEOPLE_FORMER = "không còn vai trò"
WAITING = "Lời mời chưa dùng ({count})"
WAITING_TITLE = "Lời mời chưa dùng ({count})"
WAITING_LINE = "{name}: {role}, {until}{handing}"
WAITING_UNTIL = "đến {day}"
WAITING_OVER = "đã hết hạn"
WAITING_HANDING = ", nhận bàn giao từ {name}"
WAITING_NONE = "Không có lời mời nào đang chờ."
WITHDRAW = "Thu hồi: {name}"
WITHDRAWN_NOW = "Đã thu hồi lời mời của {name}; mã ấy không dùng được nữa."
WITHDRAWN_ALREADY = "Lời mời ấy đã được dùng hoặc đã thu hồi rồi."
BACK_TO_PEOPLE = "Danh sách"
INVITE = "Mời"
PERSON_ROLE = "• {role}: {scope}"
PERSON_UNIT = "• {role}"
PERSON_JOINED = "Tham gia từ {moment}."
PERSON_CHATS = "Đang dùng {count} tài khoản chat; tin nhắn đến tài khoản liên kết gần nhất."
PERSON_NONE = "Không còn vai trò nào."
PERSON_GONE = "Người hoặc vai trò này vừa thay đổi. Đây là tình hình hiện nay."
CHANGE_SCOPE = "Đổi phạm vi: {role}"
REVOKE = "Thu hồi: {role}"
GIVE = "Giao thêm vai trò"
GIVE_WHICH = "Giao thêm vai trò nào cho {name}?"
GIVE_UNIT = "{role} của đơn vị nào? Bấm chọn, hoặc gõ mã hay tên đơn vị."
GIVE_OTHER_UNIT = "{name} đã thuộc {unit}; mỗi người chỉ thay mặt một đơn vị."
UNIT_UNKNOWN = "Không có đơn vị nào như “{typed}”. Anh/chị gõ lại mã hoặc tên đơn vị."
UNIT_SEVERAL = "Có {count} đơn vị như “{typed}”. Anh/chị chọn một:"
GIVEN = "Đã giao cho {name}: {role}."
GIVEN_ALREADY = "{name} đã có vai trò này với đúng phạm vi ấy; không có gì thay đổi."
CHANGED = "Đã đổi phạm vi của {name}: {role}."
HEARD_GIVEN = "Anh/chị vừa được giao vai trò: {role}."
HEARD_CHANGED = "Phạm vi của anh/chị nay là: {role}."
REVOKE_ASK = "Thu hồi vai trò {role} của {name}? Có hiệu lực ngay. Anh/chị gõ lý do (từ 3 đến 300 ký tự)."
REVOKE_REASON_BAD = "Lý do cần từ 3 đến 300 ký tự. Anh/chị gõ lại."
REVOKED = "Đã thu hồi vai trò {role} của {name}."
REVOKE_SELF = (
    "Anh/chị không tự thu hồi vai trò quản trị của mình được. Muốn chuyển cho người khác, gõ /bangiao."
)
REVOKED_HANDING = "Người này đã gửi lời mời bàn giao cho {name}; lời mời ấy vẫn dùng được nếu không thu hồi."
HEARD_REVOKED = "Vai trò {role} của anh/chị đã được thu hồi."
HEARD_REVOKED_LAST = (
    "Anh/chị không còn vai trò nào trong kỳ đánh giá này. Cảm ơn anh/chị đã tham gia. "
    "Nếu có nhầm lẫn, anh/chị hỏi cơ quan đã mời mình."
)
NOT_YOURS_TO_GIVE = "Việc này ngoài phạm vi quản trị của anh/chị."

# --- the list of units ---------------------------------------------------------------------------------

ROW_WHY: Final[Mapping[str, str]] = {
    "no_parent": "không có đơn vị hay cấp trên nào mang mã “{value}” (cột Trực thuộc).",
    "circle": "mã “{value}” trực thuộc chính mình, qua cột Trực thuộc.",
    "odd_scored": "cột Chấm điểm chỉ ghi “có” hoặc “không”, không ghi “{value}”.",
    "was_unit": "mã “{value}” là đơn vị đang được chấm điểm nên không đổi thành không chấm điểm được.",
    "was_body": "mã “{value}” là cấp trên không chấm điểm nên không đổi thành đơn vị được chấm điểm được.",
    "too_many": "tệp dài quá: tối đa {most} đơn vị. Anh/chị chia thành nhiều tệp; chưa nạp dòng nào.",
    "not_below": "“{value}” không trực thuộc cấp mà anh/chị quản trị.",
}
LOADED_BODIES = "Có {count} cấp trên không chấm điểm: {new} mới, {changed} thay đổi."
UNITS_BODIES = "Cấp trên không chấm điểm ({count}): {names}."

# --- handing over --------------------------------------------------------------------------------------

HAND_WHICH = "Anh/chị bàn giao vai trò nào?"
HAND_NAME = (
    "Bàn giao vai trò {role}. Họ và tên người kế nhiệm? Anh/chị vẫn giữ vai trò cho đến khi người ấy nhận."
)
HAND_NONE = "Vai trò của anh/chị không bàn giao được ở đây. Anh/chị nhờ người quản trị đổi."
NAME_BAD = "Họ tên cần từ 2 đến 80 ký tự và có chữ cái. Anh/chị gõ lại họ và tên."
HAND_ISSUED = "Khi {name} nhận, vai trò chuyển sang người ấy và anh/chị được báo. Chưa nhận thì còn hủy được."
HAND_WAITING = "Đang chờ {name} nhận bàn giao vai trò {role}, đến hết ngày {day}."
HAND_CANCEL = "Hủy bàn giao"
HAND_ANEW = "Bàn giao cho người khác"
HAND_CANCELLED = "Đã hủy bàn giao cho {name}; anh/chị vẫn giữ vai trò."
HAND_NOTHING = "Không có bàn giao nào đang chờ."
HANDED = "{name} đã nhận bàn giao vai trò {role}. Cảm ơn anh/chị."
HANDED_ADMIN = "{name} đã nhận bàn giao vai trò {role} từ {giver}."
HANDED_ADMIN_LATE = (
    "{name} đã nhận vai trò {role} theo lời mời bàn giao của {giver}, người đã thôi vai trò trước đó."
)
HANDED_WELCOME = "Anh/chị nhận bàn giao từ {giver}; những gì đã ghi được giữ nguyên."

# --- handing single criteria to a colleague ------------------------------------------------------------

ASSIGN = "Giao cho đồng nghiệp"
ASSIGN_NOW = "Đang giao cho {name}: câu {codes}."
ASSIGN_NOW_WAITING = "Đang giao cho {name} (chưa nhận): câu {codes}."
ASSIGN_TAKE = "Thu lại: {name}"
ASSIGN_TAKEN = "Đã thu lại các câu giao cho {name}; những gì đã ghi được giữ nguyên."
ASSIGN_GONE = "Việc giao ấy không còn nữa."
ASSIGN_TAKEN_REASON = "Cán bộ đầu mối thu lại việc được giao"
ASSIGN_WHICH = (
    "Giao câu nào cho đồng nghiệp? Gõ mã các câu, cách nhau bằng dấu phẩy, rồi họ tên nếu muốn. "
    "Ví dụ: {example} Nguyễn Văn An"
)
ASSIGN_UNKNOWN = "Không có câu {codes}. Anh/chị gõ lại mã các câu, ví dụ: {example}"
ASSIGN_NAME = "Giao câu {codes}. Họ và tên đồng nghiệp?"
ASSIGN_ISSUED = "{name} chỉ trả lời được câu {codes} và không nộp hồ sơ. Khi làm xong, anh/chị được báo."
ASSIGN_NOT_MAIN = "Anh/chị chỉ được giao một số câu nên không giao tiếp được. Anh/chị nhờ cán bộ đầu mối."
ASSIGN_JOINED = "{name} đã nhận trả lời câu {codes}."
ASSIGN_WELCOME = "Anh/chị được giao trả lời các câu: {codes}."
ASSIGN_FINISHED_TITLE = "Đã trả lời hết các câu được giao"
ASSIGN_FINISHED = "Cảm ơn anh/chị. Cán bộ đầu mối được báo và sẽ nộp hồ sơ."
ASSIGN_TOLD = "{name} đã trả lời xong các câu được giao: {codes}."
ASSIGN_LOOK = "Xem câu {code}"
NOT_ASSIGNED = "Câu này không được giao cho anh/chị nên chỉ xem được. Câu được giao: {codes}."
NOT_TO_SUBMIT = "Hồ sơ do cán bộ đầu mối của đơn vị nộp. Anh/chị chỉ cần trả lời các câu được giao: {codes}."

# --- further chats -------------------------------------------------------------------------------------

BIND_TITLE = "Liên kết thêm tài khoản chat"
BIND_HOW = (
    "Trên thiết bị hoặc kênh chat kia, anh/chị mở cuộc trò chuyện và gõ mã này. "
    "Mã dùng một lần, đến {time} hôm nay; không chuyển cho người khác."
)
BIND_LATEST = "Sau khi liên kết, tin nhắn của anh/chị được gửi đến tài khoản liên kết gần nhất."
BIND_SAME = "Mã này để mở trên một tài khoản chat khác của anh/chị."
BIND_TAKEN = "Tài khoản chat này đã gắn với một người khác nên không liên kết được."
BIND_EXPIRED = "Mã liên kết này đã hết hạn (15 phút). Anh/chị gõ /lienket ở tài khoản cũ để lấy mã mới."
BIND_GONE = "Mã liên kết này không còn dùng được."
BOUND = "Đã liên kết. Từ nay tin nhắn của anh/chị được gửi đến tài khoản chat này."

# --- signatures ----------------------------------------------------------------------------------------

LOCKED_SIGNING = "Hồ sơ đang chờ lãnh đạo ký nên câu này chỉ xem được. Muốn sửa, anh/chị gõ /nop rồi lấy lại."
ASK_SIGNATURE = "Gửi lãnh đạo ký"
OFFER_SIGNATURE = "Lãnh đạo đơn vị ký thì hồ sơ mới được nộp. Gửi đi rồi, hồ sơ khóa lại trong lúc chờ ký."
OFFER_SIGN = "Anh/chị ký thì hồ sơ được nộp ngay và khóa lại để thẩm định."
SIGN_AND_SUBMIT = "Ký và nộp"
NO_LEADER = (
    "Hồ sơ cần lãnh đạo đơn vị ký, nhưng chưa có lãnh đạo nào của {unit} tham gia. "
    "Người quản trị mời lãnh đạo: {names}."
)
NO_LEADER_NOBODY = "Hồ sơ cần lãnh đạo đơn vị ký, nhưng chưa có lãnh đạo nào của {unit} tham gia."
TELL_ADMINISTRATOR = "Nhờ quản trị mời lãnh đạo"
TOLD_ADMINISTRATOR = "Đã nhờ: {names}."
TOLD_TODAY = "Hôm nay anh/chị đã nhờ rồi: {names}. Anh/chị chờ thêm, hoặc gọi điện nếu gấp."
ADMINISTRATOR_HEARS = (
    "{unit} đã làm xong hồ sơ nhưng chưa có lãnh đạo để ký. Anh/chị mời lãnh đạo của đơn vị?"
)
INVITE_LEADER = "Mời lãnh đạo"
SIGNATURE_ASKED = "Đã gửi lãnh đạo ký: {names}. Hồ sơ khóa lại trong lúc chờ."
SIGNING_TITLE = "Đang chờ ký"
SIGNING_NOW = "Đang chờ lãnh đạo ký: {names}."
SIGNING_NOBODY = "Đang chờ lãnh đạo ký, nhưng đơn vị không còn lãnh đạo nào tham gia."
TAKE_BACK = "Lấy lại để sửa"
TAKEN_BACK = "Đã lấy lại hồ sơ để sửa. Sửa xong, anh/chị gửi ký lại."
TAKEN_BACK_REASON = "Cán bộ lấy lại để sửa"
LEADER_TAKEN_BACK = "{name} đã lấy lại hồ sơ {unit} để sửa; lúc này anh/chị chưa cần ký."
SIGN_WELCOME = "Anh/chị ký hồ sơ của {unit}; cán bộ gửi ký thì anh/chị nhận tin tại đây."
SIGN_SEE = "Xem để ký"
LEADER_JOINED = "{name} (lãnh đạo đơn vị) đã tham gia. Hồ sơ xong là anh/chị gửi ký được."
SIGN_TITLE = "Hồ sơ {unit} chờ anh/chị ký"
SIGN_SCORE = "Điểm tự chấm: {total}/{most}."
SIGN_LEVEL = "Mức đạt được: {level}."
SIGN_WARNINGS = "Có cảnh báo ở {count} câu: {codes}."
SIGN_COMPLETE = "Mọi câu đã trả lời; không câu nào thiếu minh chứng hoặc giải trình."
SIGN_CORRECTED = "Đã sửa {count} câu bị trả lại: {codes}."
SIGN_EARLIER = "So với kỳ trước: {before} → {after} điểm; {count} câu thay đổi."
SIGN_EARLIER_SAME = "So với kỳ trước: vẫn {after} điểm; {count} câu thay đổi."
SIGN_LATE = "Đã quá hạn nộp; ký bây giờ thì hồ sơ được ghi là nộp muộn."
SIGN = "Ký"
SEND_BACK = "Trả lại cán bộ"
SEND_BACK_ASK = "Anh/chị gõ một câu cho cán bộ biết cần sửa gì (từ 3 đến 500 ký tự)."
SEND_BACK_BAD = "Lời nhắn cần từ 3 đến 500 ký tự. Anh/chị gõ lại."
SENT_BACK = "Đã trả lại hồ sơ cho cán bộ."
OFFICER_SENT_BACK_TITLE = "Lãnh đạo chưa ký, hồ sơ được trả lại"
OFFICER_SENT_BACK = "{name}: {reason}"
OFFICER_SIGNED = "{name} đã ký; hồ sơ đã nộp lúc {moment}. Mã biên nhận: {digest}"
GO_ON = "Sửa tiếp"
NOT_WAITING = "Hồ sơ lúc này không chờ ký."
NOT_LEADER = "Chỉ lãnh đạo đơn vị ký được hồ sơ."
SIGN_CHANGED = "Hồ sơ đã thay đổi từ lúc gửi; đây là nội dung hiện nay."
SIGNED_BY = "Người ký: {name}."


def clock(at: datetime) -> str:
    """``14:05``, in Vietnam."""
    return f"{at.astimezone(ZoneInfo(ZONE)):%H:%M}"
