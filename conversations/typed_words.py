"""Words that people type wherever something is asked of them: to leave off, to agree, to be polite."""

from __future__ import annotations

import re

from criteria.vietnamese import fold

LEAVING_OFF = frozenset({"thoi", "huy", "huy bo"})
_DROPPING = LEAVING_OFF | {"bo qua"}
"""Where a text is awaited, *bỏ qua* says the same; anywhere else it goes on to the next question."""
RIGHT = frozenset(
    {"đúng", "đúng rồi", "dung roi", "đúng vậy", "dung vay", "đúng thế", "dung the", "đúng như vậy"}
    | {"dung nhu vay", "vẫn đúng", "van dung"}
)
"""That what was just shown is as it should be."""
_POLITE = re.compile(r"(?:\s+(?:ạ|nhé|nhe|nha|nhỉ|với|em|em ơi|anh|chị|(?<!như )vậy))+$")


def without_politeness(text: str) -> str:
    """Small letters, without what stands at the ends and without words of politeness."""
    return _POLITE.sub("", " ".join(text.lower().strip(" .!?").split())).strip(" ,")


def leaves_off(text: str) -> bool:
    """Whether the text drops what was asked: ``Thôi ạ.``, ``hủy bỏ``."""
    return fold(without_politeness(text)) in _DROPPING
