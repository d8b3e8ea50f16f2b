from __future__ import annotations

from typing import get_args

import pytest

from exports import wording
from scoring.records import Outcome, State
from scoring.rules import Flag


@pytest.mark.parametrize(
    ("names", "words"),
    [
        (State, wording.STATES),
        (Outcome, wording.OUTCOMES),
        (Flag, wording.FLAGS),
    ],
)
def test_every_name_has_its_word(names: object, words: dict[str, str]) -> None:
    assert set(get_args(names)) == set(words)


def test_a_unit_that_has_answered_nothing_has_not_started() -> None:
    assert wording.state("drafting", 0) == "Chưa kê khai"
    assert wording.state("drafting", 1) == wording.state("drafting", 9) == "Đang kê khai"
    assert wording.state("verified", 0) == "Đã thẩm định"
