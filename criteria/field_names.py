"""What each field of a criteria set is called in Vietnamese, where people read about it."""

from __future__ import annotations

from typing import Final

from pydantic import BaseModel

from criteria.criterion import Cadence, Criterion, InfoField, Input, NotApplicable, Note, Restored
from criteria.kinds import Checklist, Choice, Highest, Option, Points, Ratio, Tier, Tiers, Worth
from criteria.schema import Acknowledged, CriteriaSet, Decision, Group, Heading, Lost, Part, Rounding

_KIND: Final = "loại cách tính"

NAMES: Final[dict[type[BaseModel], dict[str, str]]] = {
    CriteriaSet: {
        "id": "mã bộ tiêu chí",
        "title": "tên bộ tiêu chí",
        "subject": "đối tượng đánh giá",
        "version": "phiên bản",
        "decision": "văn bản",
        "declared_max": "điểm tối đa",
        "procedure": "quy trình đánh giá",
        "rounding": "làm tròn",
        "general_info": "dòng thông tin chung",
        "parts": "phần",
        "groups": "nhóm",
        "notes": "kết luận",
        "restored": "giá trị khôi phục",
        "lost": "phần bản in mất",
        "findings": "kết luận về phát hiện",
    },
    Decision: {
        "number": "số",
        "date": "ngày",
        "authority": "cơ quan ban hành",
        "title": "tên văn bản",
        "annex": "phụ lục",
    },
    Rounding: {"places": "số chữ số thập phân", "mode": "cách làm tròn", "after": "làm tròn sau bước"},
    InfoField: {
        "key": "mã",
        "label": "tên dòng",
        "section": "mục",
        "type": "kiểu số liệu",
        "unit": "đơn vị tính",
        "note": "ghi chú",
    },
    Part: {"code": "mã", "name": "tên phần", "declared_max": "điểm tối đa"},
    Group: {
        "id": "mã nhóm",
        "code": "mã trong bản in",
        "name": "tên nhóm",
        "part": "phần",
        "declared_max": "điểm tối đa",
        "headings": "mục",
        "criteria": "tiêu chí",
        "restored": "giá trị khôi phục",
    },
    Heading: {"text": "tên mục", "declared_max": "điểm tối đa"},
    Criterion: {
        "id": "mã tiêu chí",
        "code": "mã trong bản in",
        "name": "tên tiêu chí",
        "heading": "mục",
        "max": "điểm tối đa",
        "inputs": "số liệu",
        "rule": "cách tính",
        "quote": "cách tính của bản in",
        "evidence": "tài liệu kiểm chứng",
        "data_source": "nguồn số liệu",
        "verifier": "đơn vị xác minh",
        "cadence": "thời hạn",
        "not_applicable": "không áp dụng",
        "notes": "kết luận",
        "restored": "giá trị khôi phục",
    },
    Input: {
        "key": "mã",
        "label": "tên số liệu",
        "type": "kiểu số liệu",
        "unit": "đơn vị tính",
        "source": "ai cung cấp",
        "same_as": "lấy từ",
    },
    Cadence: {"text": "chữ của bản in", "every": "kỳ đánh giá", "due": "hạn"},
    NotApplicable: {"when": "khi nào", "gives": "được tính"},
    Note: {"print": "chữ của bản in", "ruling": "cách hiểu", "why": "lý do"},
    Restored: {"field": "chỗ", "print": "chữ của bản in", "value": "giá trị dùng", "why": "lý do"},
    Lost: {"where": "chỗ", "points": "số điểm", "why": "lý do"},
    Acknowledged: {"code": "mã phát hiện", "where": "chỗ", "ruling": "cách hiểu"},
    Worth: {"label": "tên", "share": "phần của điểm tối đa", "points": "điểm"},
    Option: {"key": "mã"},
    Tier: {"at_least": "từ", "above": "trên", "at_most": "đến", "below": "dưới"},
    Choice: {"kind": _KIND, "options": "phương án"},
    Checklist: {"kind": _KIND, "items": "nội dung", "take": "cách cộng"},
    Ratio: {"kind": _KIND, "formula": "công thức", "target": "đạt tối đa từ", "floor": "0 điểm nếu dưới"},
    Tiers: {
        "kind": _KIND,
        "of": "công thức",
        "tiers": "mức",
        "requires": "điều kiện",
        "pick": "chọn thẳng mức",
    },
    Points: {"kind": _KIND, "formula": "công thức"},
    Highest: {"kind": _KIND, "of": "công thức", "reading": "cách so", "cap": "tính nhiều nhất là"},
}


def field_name(model: type[BaseModel], field: str) -> str:
    """The name of a field, its own or inherited; raises KeyError."""
    for each in model.__mro__:
        if field in NAMES.get(each, {}):
            return NAMES[each][field]
    raise KeyError(f"{model.__name__}.{field}")
