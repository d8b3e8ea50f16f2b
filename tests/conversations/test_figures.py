from __future__ import annotations

import pytest

from conversations.answers import figures, options
from conversations.showing import items
from criteria.reading import Ambiguous, NotANumber, Number
from scoring.claims import figure, needed
from scoring.facts import Claim
from tests.conversations.desks import criteria_set


def read(code: str, text: str, *, open_keys: tuple[str, ...] | None = None) -> dict[str, str]:
    criterion = criteria_set().by_id[code]
    wanted = needed(criterion, Claim())
    readings = figures.read_all(criterion, wanted, wanted if open_keys is None else open_keys, text)
    return {k: _text(criterion.input(k), r) for k, r in readings.items()}


def _text(asked: figures.Asked, reading: object) -> str:
    if isinstance(reading, NotANumber):
        return reading.reason
    assert isinstance(reading, Number | Ambiguous)
    return " | ".join(figures.candidates(asked, reading))


@pytest.mark.parametrize(
    ("code", "text", "expected"),
    [
        ("3.1", "421", {"a": "421"}),
        ("3.1", "421/512", {"a": "421", "b": "512"}),
        ("3.1", "421 trên 512", {"a": "421", "b": "512"}),
        ("3.1", "421; 512", {"a": "421", "b": "512"}),
        ("3.1", "b=512 a=421", {"a": "421", "b": "512"}),
        ("3.1", "1.234/2.000", {"a": "1234", "b": "2000"}),
        ("3.1", "82%", {"a": "percent_not_allowed"}),
        ("3.1", "1; 2; 3", {"a": "two_numbers"}),
        ("6.2", "120; 35; 80; 30", {"a": "120", "b": "35", "c": "80", "d": "30"}),
        ("6.2", "120/35", {"a": "two_numbers"}),
        ("6.5", "421/512", {"t": "421/512"}),
        ("6.5", "82,5%", {"t": "82.5%"}),
        ("6.5", "1,5/2", {"t": "0.75"}),
        ("6.5", "0,5", {"t": "0.5% | 50%"}),
        ("7.7", "12,5/5000", {"a": "12.5", "b": "5000"}),
        ("8.4", "1.234", {"v": "1234 | 1.234"}),
        ("8.4", "1,5 tỷ", {"v": "1500"}),
        ("1.5", "2 lần/tháng", {"f": "24"}),
    ],
)
def test_what_is_typed_becomes_figures(code: str, text: str, expected: dict[str, str]) -> None:
    assert read(code, text) == expected


def test_only_the_open_figure_is_asked_where_the_other_is_known() -> None:
    assert read("3.1", "421", open_keys=("a",)) == {"a": "421"}
    assert read("3.1", "421", open_keys=("b",)) == {"b": "421"}


@pytest.mark.parametrize("text", ["421", "12.5", "421/512", "82.5%", "1/3"])
def test_recorded_figures_can_be_scored_and_shown(text: str) -> None:
    criterion = criteria_set().by_id["6.5"]
    assert figure(text) > 0
    assert figures.shown(criterion.input("t"), text)


@pytest.mark.parametrize(
    ("code", "text", "key"),
    [
        ("1.1", "1", "cap_truong"), ("1.1", "2.", "cap_pho"), ("1.1", "4", ""),
        ("1.1", "trưởng ban là phó", "cap_pho"),
        ("1.4", "có", "da_co"), ("1.4", "chưa", "chua_co"), ("3.3", "có", "co_ket_noi"),
        ("2.1", "rồi", "da_ban_hanh"),
        ("6.1", "không", ""), ("1.5", "2", "2"), ("3.1", "1", ""), ("1.1", "²", ""), ("1.1", "9" * 50, ""),
    ],
)  # fmt: skip
def test_options_by_number_label_or_yes_and_no(code: str, text: str, key: str) -> None:
    assert options.match(criteria_set().by_id[code], text) == key


@pytest.mark.parametrize(
    ("typed", "item"),
    [
        ("3.2", "3.2"),
        (" 3.2. ", "3.2"),
        ("3,2", ""),
        ("3.20", ""),
        ("1.1", "1.1"),
        ("8.5", "8.5"),
        ("", ""),
        ("a", ""),
    ],
)
def test_codes(typed: str, item: str) -> None:
    assert items.find(criteria_set(), typed) == item


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        ("câu 3.2", "3.2"),
        ("Mục 3,2", "3.2"),
        ("tiêu chí 7.1.", "7.1"),
        ("câu hỏi", ""),
        ("3.2", ""),
        ("cau so 4.1", "4.1"),
    ],
)
def test_jumps(typed: str, code: str) -> None:
    assert items.jump(typed) == code
