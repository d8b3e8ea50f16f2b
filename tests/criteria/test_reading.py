"""Figures as people type them on a phone."""

from __future__ import annotations

import re
import time
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from criteria import vietnamese as vi
from criteria.reading import (
    Ambiguous,
    NotANumber,
    Number,
    Reading,
    read_number,
)
from criteria.reading_kinds import read_frequency, read_ratio, read_yes_no
from criteria.reading_several import read_named, read_pair, read_several


def brief(reading: Reading) -> str:
    """``421``, ``1234|1.234`` for both readings, ``!letters`` for a refusal."""
    if isinstance(reading, Ambiguous):
        return "|".join(each.text for each in reading.candidates)
    return reading.text if isinstance(reading, Number) else f"!{reading.reason}"


def rows(table: str) -> list[list[str]]:
    """Cells between arrows; rows between dots and lines."""
    return [row.strip().split(" → ") for row in re.split(" · |\n", table.strip())]


# typed → read as any figure → read as a whole figure, where that is not the same
FIGURES = rows("""
421 → 421 · 1.234 → 1234|1.234 → 1234 · 1,234 → 1234|1.234 → 1234 · 2.000 → 2000|2 → 2000
100.000 → 100000|100 → 100000 · 1.234.567 → 1234567 · 1,234,567 → 1234567 · 1 234 → 1234
1 234 567 → 1234567 · 1234,5 → 1234.5 → !not_whole · 1234.5 → 1234.5 → !not_whole
1.234,5 → 1234.5 → !not_whole · 1,234.5 → 1234.5 → !not_whole · 1 234,5 → 1234.5 → !not_whole
1.234,567 → 1234.567 → !not_whole · 1234.567 → 1234.567 → !not_whole · 12,50 → 12.5 → !not_whole
1.23 → 1.23 → !not_whole · 0.123 → 0.123 → !not_whole · 0,000 → 0 · 2,0 → 2 · 2,5 → 2.5 → !not_whole
,5 → 0.5 → !not_whole · 012 → 12 · 01.234 → 1.234 → !not_whole · +5 → 5 · ４２１ → 421
１．２３４，５ → 1234.5 → !not_whole · ١٢ → 12 · 421 người → 421 · 421người → 421 · 421 nguoi. → 421
Dạ 421 ạ → 421 · Dạ, có 421 hộ nhé! → 421 · tổng cộng: 421 → 421 · = 421 → 421 · 421. → 421
3 nghìn → 3000 · 3 ngàn → 3000 · 3k → 3000 · 1,5 triệu → 1500000 · 1,5tr → 1500000
1 tỷ 2 → 1200000000 · 8 nghìn rưỡi → 8500 · 8k5 → 8500 · 1 tỷ 50 triệu → 1050000000
1 tỷ 250 → 1250000000 · 1 tỷ 25 → !two_numbers · 5 tr 2 lớp → !two_numbers · 1 tỷ 5 nghìn → !two_numbers
15 tỷ đồng → 15000000000 · 2 nghìn tỷ → 2000000000000 · 1.234 triệu → 1234000000|1234000
421 con → !letters · tôi nhập 421 → !letters · 👍 → !letters · không biết → !letters · 1e5 → !letters
0x10 → !letters · 1_000 → !letters · 1tr5 → 1500000 · 5² → !letters · ½ → !letters · 3 ngân → !letters
-5 → !negative · − 5 → !negative · âm 5 → !negative · 12,5,6 → !too_many_marks
1.234.56 → !too_many_marks · 12.34,5 → !too_many_marks · 0.123.456 → !too_many_marks
1.234,567.8 → !too_many_marks · 12% → !percent_not_allowed · 12 phần trăm → !percent_not_allowed
42 12 → !two_numbers · 1 234 56 → !two_numbers · 421/512 → !two_numbers · 12, 5 → !two_numbers
5-10 → !two_numbers · 21/11/2026 → !two_numbers · 1 tỷ 200 triệu → 1200000000 · ~5 → !about
khoảng 421 → !about · hơn 400 người → !about · trên 400 → !about · 400+ → !about · 400... → !about
tám mươi → !letters · tầm 80 → !about · 400 trở lên → !about · >= 400 → !about · +/- 5 → !about
không có minh chứng → !letters · cho tôi gặp người hỗ trợ → !letters · khoảng ba trăm → !letters
""")


@pytest.mark.parametrize(("typed", "anything", "whole"), [(*row, row[-1])[:3] for row in FIGURES])
def test_a_figure_is_read_as_people_type_it(typed: str, anything: str, whole: str) -> None:
    assert brief(read_number(typed)) == anything
    assert brief(read_number(typed, whole=True)) == whole


@pytest.mark.parametrize("space", ["\u00a0", "\u202f", "\u2009", "\u3000"])
def test_any_single_space_may_stand_between_thousands(space: str) -> None:
    assert brief(read_number(f" 1{space}234{space}567 ")) == "1234567"


@pytest.mark.parametrize("gap", ["\n", "\t", "  ", "\r\n"])
def test_figures_in_lines_and_cells_are_two(gap: str) -> None:
    assert brief(read_number(f"421{gap}512")) == "!two_numbers"


def test_invisible_characters_do_not_matter() -> None:
    assert brief(read_number("\u200e4\u200b21\ufeff")) == "421"


@pytest.mark.parametrize("text", ["", "   ", "\n", "\u200b"])
def test_nothing_is_empty(text: str) -> None:
    for read in (read_number, read_ratio, read_frequency):
        assert brief(read(text)) == "!empty"


def test_a_figure_has_40_characters_at_most() -> None:
    assert brief(read_number("1" * 40)) == "1" * 40
    assert brief(read_number("1" * 41)) == "!too_long"


UNITS = rows("""
421 → người → 421 · 421 người → người dân → 421 · 421 ng → người → 421 · 421 người → hộ → !letters
421 người dân → người → !letters · 15 tỷ → tỷ đồng → 15 · 15 tỉ đồng → tỷ đồng → 15
15 triệu → triệu đồng → 15 · 15tr → Triệu đồng → 15 · 15 trđ → triệu đồng → 15
1,5 tỷ → triệu đồng → 1500 · 500 triệu → tỷ đồng → 0.5 · 15.000.000 đồng → triệu đồng → 15
500.000đ → đồng → 500000|500 · 3 nghìn → người → 3000 · 3 nghìn người → người → 3000 · 500 m2 → m² → 500
500m² → m2 → 500 · 12% → % → 12 · 5 tr → trường → 5|5000000 · 5 trường → trường → 5 · 5 k → km → 5|5000
5 km → km → 5 · 15 tỷ hơn → tỷ đồng → !about
""")


@pytest.mark.parametrize(("typed", "unit", "value"), UNITS)
def test_a_unit_may_be_typed_and_multipliers_are_relative_to_it(typed: str, unit: str, value: str) -> None:
    assert brief(read_number(typed, unit=unit)) == value


def test_a_multiplied_figure_is_whole_when_its_value_is() -> None:
    assert brief(read_number("1,5 tỷ", unit="triệu đồng", whole=True)) == "1500"
    assert brief(read_number("1,5 triệu", unit="triệu đồng", whole=True)) == "!not_whole"


PAIRS = rows("""
421/512 → 421 512 · 421 / 512 → 421 512 · 421／512 → 421 512 · 421÷512 → 421 512 · 421 trên 512 → 421 512
421 tren tong so 512 nguoi → 421 512 · 421 trong số 512 → 421 512 · dạ 421 hồ sơ/512 hồ sơ ạ → 421 512
1.234/2.345,5 → 1234|1.234 2345.5 · 12,5/20 → 12.5 20 · -1/0 → !negative 0 · x1/512 → !letters 512
""")


@pytest.mark.parametrize(("typed", "pair"), PAIRS)
def test_a_pair_is_two_figures_with_a_slash_or_a_word_between(typed: str, pair: str) -> None:
    assert " ".join(brief(part) for part in read_pair(typed) or ()) == pair


@pytest.mark.parametrize(
    "typed", ["421", "421/", "/512", "421/năm", "21/11/2026", "trên 421", "", "1/" + "2" * 100]
)
def test_what_is_no_pair(typed: str) -> None:
    assert read_pair(typed) is None


def test_a_pair_of_whole_figures_is_not_ambiguous() -> None:
    read = read_pair("1.234/2.345 xã", whole=True, unit="xã")
    assert read == (Number(Fraction(1234), "1234"), Number(Fraction(2345), "2345"))


@pytest.mark.parametrize(
    ("typed", "parts"),
    [
        ("421; 512; 33", ("421", "512", "33")),
        ("421;512;33;", ("421", "512", "33")),
        ("421；512", ("421", "512")),
        ("421\n\n512\r\n33", ("421", "512", "33")),
        ("421, 512, 33", ("421", "512", "33")),
        ("1.234,5; 12", ("1.234,5", "12")),
        ("1,5", ("1,5",)),
        ("421;;33", ("421", "", "33")),
        ("421", ("421",)),
        ("", ()),
    ],
)
def test_several(typed: str, parts: tuple[str, ...]) -> None:
    assert read_several(typed) == parts


@pytest.mark.parametrize(
    ("typed", "named"),
    [
        ("a=421 b=512", {"a": "421", "b": "512"}),
        ("A = 421; B: 1 234,5", {"a": "421", "b": "1 234,5"}),
        ("a=421\nb=512 người\n", {"a": "421", "b": "512 người"}),
        ("1.4=421, 8.1.b=5", {"1.4": "421", "8.1.b": "5"}),
        ("a: 421/512", {"a": "421/512"}),
        ("Tổng_số = 5", {"tong_so": "5"}),
        ("a=1 a=2", {"a": "2"}),
        ("d=1, Đ=2", {"d": "1", "đ": "2"}),
        ("a=", {"a": ""}),
        ("421", {}),
        ("08:05", {}),
        ("", {}),
    ],
)
def test_named(typed: str, named: dict[str, str]) -> None:
    assert read_named(typed) == named


SHARES = rows("""
82% → 82% → 82/100 · 82,5 % → 82.5% → 825/1000 · 82,50％ → 82.5% → 825/1000 · 82 phần trăm → 82% → 82/100
0,95% → 0.95% → 95/10000 · 1% → 1% → 1/100 · 1.234% → 1.234% → 1234/100000 · 421/512 → 421/512 → 421/512
420 trên 840 → 420/840 → 1/2 · 0/512 → 0/512 → 0 · 1.234/2.000 → 1234/2000 → 617/1000
421/1.234 → 421/1234 → 421/1234 · 12,5/20 → 12.5/20 → 5/8 · 95 → 95% → 95/100 · 100 → 100% → 1
0 → 0% → 0 · 0,0% → 0% → 0 · 100,1% → 100.1% → 1001/1000 · 600/512 → 600/512 → 75/64
1.500/2 → 1.5/2 → 3/4
""")


@pytest.mark.parametrize(("typed", "share", "value"), SHARES)
def test_shares(typed: str, share: str, value: str) -> None:
    assert read_ratio(typed) == Number(Fraction(value), share)


DOUBTFUL_SHARES = rows("""
0,95 → 0.95%|95% · 1 → 1%|100% · 0,5/1.234 → 0.5/1234|0.5/1.234 · 1/1.000 → 1/1000|1/1 · 101 → !over_100
5/0 → !zero_denominator · 0/0 → !zero_denominator
-5% → !negative · 421/khoảng 512 → !about · 421/512% → !percent_not_allowed · 8%2 → !two_numbers
80-90% → !two_numbers · gần 90% → !about · nhiều → !letters · 82,5%. hết → !percent_not_allowed
""")


@pytest.mark.parametrize(("typed", "outcome"), DOUBTFUL_SHARES)
def test_shares_that_are_asked_about(typed: str, outcome: str) -> None:
    assert brief(read_ratio(typed)) == outcome


FREQUENCIES = rows("""
1 lần/tuần → 52 · 2 lần/tháng → 24 · 1 tháng 1 lần → 12 · 1 tuần/lần → 52 · mỗi tuần 1 lần → 52
hàng ngày → 365 · hằng ngày → 365 · Hàng tuần → 52 · hàng tháng → 12 · hàng quý → 4 · hằng năm → 1
3 lần/quý → 12 · 40 lần/năm → 40 · 52 → 52 · 40 lần → 40 · 1 lần/1 tuần → 52 · 1 lần/2 tuần → 26
2 tuần 1 lần → 26 · 2 tuần/lần → 26 · 6 tháng/lần → 2 · nửa năm 1 lần → 2 · 3 tuần 1 lần → 52/3
một tuần hai lần → 104 · hàng tuần 2 lần → 104 · 2 lần mỗi tuần → 104 · 2 lần một tuần → 104
2 lan/thang → 24 · 2/tuần → 104 · dạ mỗi ngày ạ → 365 · 0 lần/tuần → 0 · 0 → 0 · 1,5 lần/tuần → 78
1.234 lần/năm → 1234|1.234 · 1 lần/0 tuần → !zero_denominator · khoảng 2 lần/tuần → !about
-1 lần/tuần → !negative · thường xuyên → !letters · tuần → !letters · 2 tuần → !letters
1-2 lần/tuần → !two_numbers · 5% → !percent_not_allowed
""")


@pytest.mark.parametrize(("typed", "rate"), FREQUENCIES)
def test_frequencies_are_times_a_year(typed: str, rate: str) -> None:
    assert brief(read_frequency(typed)) == rate


@pytest.mark.parametrize(
    "typed", ["có", "Có ạ", "co", "đã có", "Da co.", "dạ có", "rồi", "có rồi", "yes", "Y", "c", "vâng"]
)
def test_yes(typed: str) -> None:
    assert read_yes_no(typed) is True


@pytest.mark.parametrize(
    "typed", ["không", "KHONG", "chưa", "dạ chưa ạ", "chưa có", "không  có", "ko", "k", "no", "N", "không!"]
)
def test_no(typed: str) -> None:
    assert read_yes_no(typed) is False


@pytest.mark.parametrize("typed", ["", "có không?", "có thể", "421", "👍", "1", "0"])
def test_neither_yes_nor_no(typed: str) -> None:
    assert read_yes_no(typed) is None


@given(st.integers(0, 10**15))
def test_a_printed_whole_number_is_read_back(n: int) -> None:
    for text in (vi.number(n), vi.plain(n), f"{n:,}", f"{n:,}".replace(",", " ")):
        assert read_number(text, whole=True) == Number(Fraction(n), str(n))


@given(st.decimals(0, 10**12, places=4, allow_nan=False))
def test_a_printed_decimal_is_read_back(value: object) -> None:
    exact = Fraction(str(value))
    for text in (vi.number(exact), vi.plain(exact)):
        reading = read_number(text)
        candidates = reading.candidates if isinstance(reading, Ambiguous) else (reading,)
        assert Number(exact, vi.plain(exact)) in candidates
        # only three digits behind a single mark leave a doubt
        assert len(candidates) == 1 or len(text) - max(text.rfind("."), text.rfind(",")) == 4


@given(st.integers(0, 10**6), st.integers(1, 10**6))
def test_a_printed_share_is_read_back(part: int, of: int) -> None:
    part = min(part, of)
    exact = Number(Fraction(part, of), f"{part}/{of}")
    assert read_ratio(exact.text) == exact
    printed = read_ratio(f"{vi.number(part)} trên {vi.number(of)}")
    assert exact in (printed.candidates if isinstance(printed, Ambiguous) else (printed,))
    tenths = vi.half_up(exact.value, 3)
    assert read_ratio(vi.percent(tenths, 1)) == Number(tenths, vi.plain(tenths * 100) + "%")


# Text that looks like figures finds more than text of any kind.
TYPED = st.text() | st.text("0123456789.,  /%-=;:\nkabcdt₫đỷạ²½٣４\u200b\ud800", max_size=45)


@given(TYPED, st.booleans(), st.sampled_from(["", "người", "triệu đồng", "%", "m²"]) | st.text(max_size=8))
def test_no_text_raises(text: str, whole: bool, unit: str) -> None:
    readings = [read_number(text, whole=whole, unit=unit), read_ratio(text), read_frequency(text)]
    readings += read_pair(text, whole=whole, unit=unit) or ()
    read_several(text), read_named(text), read_yes_no(text)
    for reading in readings:
        numbers = reading.candidates if isinstance(reading, Ambiguous) else (reading,)
        values = [each.value for each in numbers if not isinstance(each, NotANumber)]
        assert all(value >= 0 for value in values)
        assert len(set(values)) == len(values)
        assert not isinstance(reading, Ambiguous) or len(values) > 1
    if whole and isinstance(readings[0], Number):
        assert readings[0].value.denominator == 1


@pytest.mark.parametrize("piece", [" ", "a ", "1 ", "ạ ", ", ", "/", "1/", "a=", "dạ ", "\n", ";", "phần "])
def test_a_whole_message_of_anything_is_read_in_a_moment(piece: str) -> None:
    text = ("x" + piece * 4096)[:4096] + "x"
    started = time.perf_counter()
    for read in (read_number, read_ratio, read_frequency, read_pair, read_several, read_named, read_yes_no):
        read(text)
    assert time.perf_counter() - started < 2
