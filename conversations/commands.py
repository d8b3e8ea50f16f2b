"""Every command: its name, who may use it, and what the menu says. One table for all channels.

``acts.py`` has the act behind each name; a test walks both.
"""

from __future__ import annotations

from typing import NamedTuple

from criteria.vietnamese import fold
from scoring.facts import RoleName, Stage
from scoring.people import Person
from scoring.values import APPROVING, PUBLISHING, RULING, WORKED_ON


class Command(NamedTuple):
    """``name`` is ``[a-z0-9]``; ``takes`` shows its arguments, ``{code}`` in it is a criterion of the set;
    ``help`` is at most 60 characters; ``stages``: the stages of the campaign in which it makes sense, none is
    all.
    """

    name: str
    roles: frozenset[RoleName]
    help: str
    takes: str = ""
    stages: frozenset[Stage] = frozenset()


UNIT: frozenset[RoleName] = frozenset({"officer", "leader"})
_REVIEW: frozenset[RoleName] = frozenset({"reviewer"})
_ADMIN: frozenset[RoleName] = frozenset({"administrator"})
_OBSERVE: frozenset[RoleName] = frozenset({"observer"})
_ALL: frozenset[RoleName] = UNIT | _REVIEW | _ADMIN | _OBSERVE

_TAKING: frozenset[Stage] = frozenset(WORKED_ON)
_APPROVING: frozenset[Stage] = frozenset(APPROVING)
_PUBLISHING: frozenset[Stage] = frozenset({*PUBLISHING, "closed"})  # where it shows what was published
_APPEALING: frozenset[Stage] = frozenset(RULING)
_LOCKING: frozenset[Stage] = frozenset({"open", "published", "appeals"})

COMMANDS: tuple[Command, ...] = (
    Command("batdau", _ALL, "Bắt đầu"),
    Command("tieptuc", UNIT, "Câu tiếp theo chưa trả lời"),
    Command("mucluc", UNIT, "Mục lục các câu"),
    Command("diem", UNIT, "Điểm tạm tính"),
    Command("conthieu", UNIT, "Còn thiếu những gì"),
    Command("thu", UNIT, "Thử điểm, không ghi vào hồ sơ", "mã câu rồi số"),
    Command("goiy", UNIT, "Điểm dễ lấy thêm nhất"),
    Command("khokhan", UNIT, "Khó khăn, đề xuất ghi vào báo cáo"),
    Command("nop", UNIT, "Nộp hồ sơ", stages=_TAKING),
    Command("ruthoso", UNIT, "Rút hồ sơ đã nộp", stages=_TAKING),
    Command("phieu", UNIT, "Phiếu Excel điền khi không có mạng", stages=_TAKING),
    Command("giao", UNIT, "Giao vài câu cho đồng nghiệp", "{code} Nguyễn Văn An"),
    Command("bangiao", UNIT | _ADMIN, "Bàn giao vai trò cho người kế nhiệm", "họ và tên"),
    Command("khieunai", UNIT | _REVIEW | _ADMIN, "Khiếu nại kết quả đã công bố", "{code}", _APPEALING),
    Command("hangdoi", _REVIEW, "Hồ sơ đang chờ thẩm định"),
    Command("hoso", _REVIEW, "Mở hồ sơ một đơn vị", "mã hoặc tên đơn vị"),
    Command("tieuchi", _REVIEW, "Mở một tiêu chí: trong hồ sơ, hay ở mọi đơn vị", "{code}"),
    Command("chapnhan", _REVIEW, "Chấp nhận tất cả mục không có cảnh báo", stages=_TAKING),
    Command("dieuchinh", _REVIEW, "Điều chỉnh tiêu chí đang mở", "{code}", _TAKING),
    Command("tralai", _REVIEW, "Trả lại tiêu chí đang mở", "{code}", _TAKING),
    Command("phieuthamdinh", _REVIEW, "Phiếu thẩm định Excel, gửi và nhận", "{code}", _TAKING),
    Command("xephang", _REVIEW | _ADMIN | _OBSERVE, "Bảng xếp hạng"),
    Command("xuat", UNIT | _REVIEW | _ADMIN, "Lấy phiếu, báo cáo ra tệp"),
    Command("kydanhgia", _ADMIN, "Kỳ đánh giá: xem, mở, khóa"),
    Command("donvi", _ADMIN, "Danh sách đơn vị, nạp từ Excel"),
    Command("moi", _ADMIN, "Mời người tham gia", "vai trò, mã đơn vị, họ tên"),
    Command("phanquyen", _ADMIN, "Người tham gia: vai trò, phạm vi, thu hồi", "họ tên"),
    Command("mokymoi", _ADMIN, "Mở kỳ tháng, quý, năm tiếp theo", "tháng 7/2026"),
    Command("solieu", _REVIEW | _ADMIN, "Số liệu do cơ quan cung cấp, gửi và nhận Excel"),
    Command("tiendo", _ADMIN, "Tiến độ các đơn vị"),
    Command("nhacnho", _ADMIN, "Nhắc đơn vị chưa xong", "mã đơn vị hoặc khối"),
    Command("giahan", _ADMIN, "Gia hạn nộp cho đơn vị, khối", "mã, ngày, lý do"),
    Command("khoaso", _ADMIN, "Khóa sổ nhận hồ sơ, kết thúc kỳ đánh giá", stages=_LOCKING),
    Command("pheduyet", _ADMIN, "Phê duyệt hồ sơ đã thẩm định", "mã đơn vị", _APPROVING),
    Command("congbo", _ADMIN, "Công bố kết quả", stages=_PUBLISHING),
    Command("nhatky", _ADMIN, "Nhật ký: ai đã làm gì, khi nào", "mã đơn vị, mã mục"),
    Command("lich", _ALL, "Các mốc thời gian, ngày nghỉ"),
    Command("lienket", _ALL, "Dùng thêm thiết bị hoặc kênh chat khác"),
    Command("trogiup", _ALL, "Trợ giúp"),
)
BY_NAME = {command.name: command for command in COMMANDS}


def menu(person: Person | None) -> tuple[Command, ...]:
    """The commands that a person may use, in the order of the table."""
    if person is None:
        return (BY_NAME["batdau"], BY_NAME["trogiup"])
    roles = {role.name for role in person.roles}
    return tuple(command for command in COMMANDS if command.roles & roles)


def usable(person: Person | None, stage: Stage) -> tuple[Command, ...]:
    """Those of a person's commands that make sense in a stage of the campaign."""
    return tuple(command for command in menu(person) if not command.stages or stage in command.stages)


def worded(person: Person | None, text: str) -> str:
    """The person's command that a text names in words: ``khóa sổ`` for ``khoaso``; empty where none."""
    name = fold(text).replace(" ", "").strip(".!?")
    return name if any(command.name == name for command in menu(person)) else ""


def parse(text: str) -> tuple[str, str] | None:
    """Name and argument of ``/name argument`` or ``/name@bot argument``; None where it is no command."""
    if not text.startswith("/"):
        return None
    head, *rest = text[1:].split(maxsplit=1) or [""]
    argument = rest[0] if rest else ""
    return head.split("@", 1)[0].lower(), argument.strip()
