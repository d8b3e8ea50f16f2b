"""The first files of an authority's own criteria set: a small one to begin with, or a copy of another."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Final

import yaml

from criteria.files import CriteriaError
from criteria.schema import CriteriaSet

FILES: Final = ("set.yaml", "decision.md", "examples.yaml", "CHANGELOG.md")
VERSION: Final = "1"

_ID = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
_LONGEST = 60  # characters; the id is the name of a folder and stands in file names


def is_id(name: str) -> bool:
    """Whether a set may be called so: ``xa-lac-dao``."""
    return len(name) <= _LONGEST and _ID.fullmatch(name) is not None


def started(set_id: str) -> dict[str, str]:
    """Texts of the files of a new set by file name; it loads, and the linter says what is still missing."""
    return {
        "set.yaml": _SET.replace("{id}", set_id),
        "decision.md": _DECISION,
        "examples.yaml": _EXAMPLES,
        "CHANGELOG.md": f"{_log(set_id)}Bản đầu tiên, theo [số, ngày, cơ quan ban hành].\n",
    }


def copied(set_id: str, source: CriteriaSet, texts: Mapping[str, str]) -> dict[str, str]:
    """Texts of a copy of ``source``, whose files are ``texts``: another id, version 1, all comments kept.

    Raises CriteriaError where the set's text cannot be changed in place (JSON indented with tabs).
    """
    origin = f"bộ tiêu chí `{source.id}`, phiên bản {source.version} ({source.digest[:12]})"
    return {
        **{name: text for name, text in started(set_id).items() if name != "examples.yaml"},
        "examples.yaml": "# Ví dụ tính sẵn, ít nhất một cho mỗi tiêu chí.\n",
        **texts,
        "set.yaml": _renamed(texts["set.yaml"], {"id": set_id, "version": VERSION}),
        "CHANGELOG.md": f"{_log(set_id)}Chép từ {origin}.\n",
    }


def _renamed(text: str, values: Mapping[str, str]) -> str:
    """The YAML or JSON text with other values of top keys; everything else stays, letter by letter."""
    try:
        top = yaml.compose(text, Loader=yaml.BaseLoader)
    except yaml.YAMLError as error:
        raise CriteriaError("yaml", "set.yaml", None, "JSON with tabs: indent it with spaces") from error
    pairs = top.value if isinstance(top, yaml.MappingNode) else []
    for key, node in reversed(pairs):
        if key.value in values:
            begin, end = node.start_mark.index, node.end_mark.index
            tail = text[len(text[:end].rstrip()) : end]  # what a folded text (>-) has behind it
            text = f'{text[:begin]}"{values[key.value]}"{tail}{text[end:]}'
    return text


def _log(set_id: str) -> str:
    return f"""# Nhật ký thay đổi của bộ tiêu chí `{set_id}`

Mỗi lần đổi `set.yaml` thì tăng `version` và ghi ở đây; kỳ đánh giá đã mở vẫn dùng phiên bản đã chọn.

## {VERSION}

"""


_DECISION = """<!-- Dán toàn văn quyết định và phụ lục vào đây, giữ nguyên chữ, số, dấu và cả lỗi in, rồi xóa
chú thích này. `chamdiem criteria lint` đối chiếu từng chữ trong set.yaml với tệp này. -->
"""

_SET = """# Bộ tiêu chí của riêng cơ quan. Chữ trong ngoặc vuông […] là chữ tạm: thay bằng đúng chữ của bản in
# (decision.md). Chỗ bản in sai, thiếu hoặc im lặng thì giữ nguyên và ghi cách hiểu ở notes. Đổi gì ở đây thì
# tăng version và ghi CHANGELOG.md. Số viết 20, 5.5, 1/2 hoặc 80%.
id: {id}
title: "[Tên bộ tiêu chí]"
subject: "[đối tượng đánh giá: xã, huyện, sở]"
version: "1"
decision:
  number: "[số quyết định]"
  date: "[ngày ban hành]"
  authority: "[cơ quan ban hành]"
  title: "[tên quyết định]"
  annex: "[phụ lục]"
declared_max: 30 # tổng điểm mà bản in ghi
# Thông tin chung: hỏi một lần, dùng lại ở tiêu chí bằng same_as. type: text, count (số đếm) hoặc amount.
general_info:
  - key: dan_so
    label: "[Số dân của xã]"
    type: count
groups:
  - code: "1"
    name: "[Tên nhóm tiêu chí]"
    declared_max: 30 # điểm tối đa của nhóm mà bản in ghi
    criteria:
      # Chọn một phương án (choice): share là phần của điểm tối đa; hoặc viết points: 5 là 5 điểm.
      - code: "1.1"
        name: "[Tên tiêu chí chọn phương án]"
        max: 10
        rule:
          kind: choice
          options:
            - {key: da_co, label: "[Đã ban hành]", share: 1}
            - {key: mot_phan, label: "[Đã ban hành một phần]", share: 1/2}
            - {key: chua_co, label: "[Chưa ban hành]", share: 0}
        quote: "[Cách tính điểm của tiêu chí 1.1, chép từ bản in]"
        evidence: "[Tài liệu kiểm chứng của 1.1]"
      # Tỷ lệ (ratio): điểm = tỷ lệ × điểm tối đa. Thêm target: 80% nếu đạt 80% đã là điểm tối đa.
      - code: "1.2"
        name: "[Tên tiêu chí tính theo tỷ lệ]"
        max: 10
        inputs:
          - {key: a, label: "[Số người dân có tài khoản]"}
          - {key: b, label: "[Số dân của xã]", same_as: [dan_so]}
        rule: {kind: ratio, formula: a/b}
        quote: "[Cách tính điểm của tiêu chí 1.2, chép từ bản in]"
        evidence: "[Tài liệu kiểm chứng của 1.2]"
      # Bậc thang (tiers): at_least là từ, above là trên, at_most là đến, below là dưới.
      - code: "1.3"
        name: "[Tên tiêu chí tính theo bậc]"
        max: 10
        inputs:
          - {key: n, label: "[Số tin, bài trong năm]"}
        rule:
          kind: tiers
          of: n
          tiers:
            - {label: "[Từ 12 tin, bài trở lên]", at_least: 12, share: 1}
            - {label: "[Từ 6 đến 11 tin, bài]", at_least: 6, at_most: 11, share: 1/2}
            - {label: "[Dưới 6 tin, bài]", below: 6, share: 0}
        quote: "[Cách tính điểm của tiêu chí 1.3, chép từ bản in]"
        evidence: "[Tài liệu kiểm chứng của 1.3]"
"""

_EXAMPLES = """# Ví dụ tính sẵn, ít nhất một cho mỗi tiêu chí. points là phép tính của bản in, tính đúng.
- criterion: "1.1"
  clause: "[phụ lục, STT 1.1]"
  given: {option: mot_phan}
  points: "1/2 * 10"
  why: "[Ban hành một phần: một nửa điểm tối đa.]"
- criterion: "1.2"
  clause: "[phụ lục, STT 1.2]"
  given: {a: 3000, b: 4000}
  points: "3000/4000 * 10"
  why: "[Tỷ lệ nhân với điểm tối đa.]"
- criterion: "1.3"
  clause: "[phụ lục, STT 1.3]"
  given: {n: 7}
  points: "1/2 * 10"
  why: "[7 tin, bài thuộc bậc từ 6 đến 11.]"
"""
