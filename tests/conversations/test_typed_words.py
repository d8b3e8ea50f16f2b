"""Words that people type wherever something is asked of them."""

from __future__ import annotations

import pytest

from conversations.typed_words import leaves_off, without_politeness


@pytest.mark.parametrize(
    "text", ["thôi", "Hủy", "hủy bỏ", "HUY BO.", "Thôi ạ", "bỏ qua nhé!", " thôi  em ơi"]
)
def test_whoever_leaves_off_is_understood(text: str) -> None:
    assert leaves_off(text)


@pytest.mark.parametrize("text", ["", "không", "thôi việc từ tháng 3", "hủy hồ sơ cũ", "chưa thôi", "bỏ"])
def test_a_reason_that_only_begins_like_it_is_a_reason(text: str) -> None:
    assert not leaves_off(text)


@pytest.mark.parametrize(
    ("text", "left"),
    [("Đúng rồi ạ.", "đúng rồi"), ("đúng vậy", "đúng"), ("Đúng như vậy nhé", "đúng như vậy"), ("ạ", "ạ")],
)
def test_politeness_changes_nothing(text: str, left: str) -> None:
    assert without_politeness(text) == left
