"""Writing and order: numbers, dates and names in Vietnamese."""

from __future__ import annotations

import unicodedata
from datetime import UTC, date, datetime, timedelta, timezone
from decimal import ROUND_HALF_UP, Context, Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from criteria import vietnamese as vi

DECIMALS = st.decimals(-(10**12), 10**12, places=5, allow_nan=False)
FRACTIONS = st.fractions(-(10**9), 10**9, max_denominator=10**6)


@pytest.mark.parametrize(
    ("value", "places", "text"),
    [
        (0, None, "0"),
        (1234, None, "1.234"),
        (1234567, None, "1.234.567"),
        (-1234, None, "-1.234"),
        (Fraction("1234.5"), None, "1.234,5"),
        (Fraction("0.0005"), None, "0,0005"),
        (Fraction(1, 3), None, "0,33"),
        (Fraction(2, 3), None, "0,67"),
        (Fraction(5, 8), None, "0,625"),
        (Fraction(20), 2, "20"),
        (Fraction("28.78"), 2, "28,78"),
        (Fraction("28.70"), 2, "28,7"),
        (Fraction("28.785"), 2, "28,79"),
        (Fraction("0.125"), 2, "0,13"),
        (Fraction("1000.5"), 0, "1.001"),
        (Fraction("-0.004"), 2, "0"),
        (Fraction("-0.005"), 2, "-0,01"),
        (100, 0, "100"),
    ],
)
def test_number_has_dots_between_thousands_and_a_decimal_comma(
    value: Fraction | int, places: int | None, text: str
) -> None:
    assert vi.number(value, places) == text


@pytest.mark.parametrize(
    ("value", "places", "rounded"),
    [
        ("0.125", 2, "0.13"),
        ("-0.125", 2, "-0.13"),
        ("0.5", 0, "1"),
        ("2.5", 0, "3"),
        ("-2.5", 0, "-3"),
        ("0.1249999", 2, "0.12"),
        ("1250", -2, "1300"),
    ],
)
def test_half_up_rounds_halves_away_from_zero(value: str, places: int, rounded: str) -> None:
    assert vi.half_up(Fraction(value), places) == Fraction(rounded)


@given(DECIMALS, st.integers(0, 5))
def test_half_up_is_what_decimal_calls_round_half_up(value: Decimal, places: int) -> None:
    wanted = value.quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP, Context(prec=60))
    assert vi.half_up(Fraction(value), places) == Fraction(wanted)
    assert Decimal(vi.decimal_text(Fraction(value), places)) == wanted


@given(FRACTIONS, st.integers(0, 6))
def test_half_up_is_off_by_half_a_unit_at_most(value: Fraction, places: int) -> None:
    rounded = vi.half_up(value, places)
    assert abs(rounded - value) <= Fraction(1, 2 * 10**places)
    assert (rounded * 10**places).denominator == 1
    assert vi.half_up(-value, places) == -rounded


@pytest.mark.parametrize(
    ("value", "places", "text"),
    [
        (Fraction(421, 512), 2, "82,23%"),
        (Fraction(421, 512), 0, "82%"),
        (Fraction(9, 10), 2, "90%"),
        (Fraction(1), 2, "100%"),
        (Fraction(25), 2, "2.500%"),
        (Fraction(1, 3), 1, "33,3%"),
    ],
)
def test_percent(value: Fraction, places: int, text: str) -> None:
    assert vi.percent(value, places) == text


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (Fraction("28.78"), "28.78"),
        (Fraction(20), "20"),
        (1234567, "1234567"),
        (Fraction("-0.5"), "-0.5"),
        (Fraction(1, 3), "1/3"),
        (Fraction(-7, 6), "-7/6"),
        (Fraction(1, 1024), "0.0009765625"),
        (0, "0"),
    ],
)
def test_plain_is_a_decimal_where_it_ends_and_a_fraction_where_not(value: Fraction | int, text: str) -> None:
    assert vi.plain(value) == text


@given(FRACTIONS)
def test_plain_is_exact(value: Fraction) -> None:
    assert Fraction(vi.plain(value)) == value


@pytest.mark.parametrize(
    ("value", "places", "text"),
    [
        (Fraction("28.784"), 2, "28.78"),
        (Fraction("28.785"), 2, "28.79"),
        (20, 2, "20.00"),
        (Fraction("-0.001"), 2, "0.00"),
        (Fraction("0.05"), 1, "0.1"),
        (Fraction("2.5"), 0, "3"),
    ],
)
def test_decimal_text_has_exactly_so_many_places(value: Fraction | int, places: int, text: str) -> None:
    assert vi.decimal_text(value, places) == text


def test_dates_are_day_month_year() -> None:
    assert vi.date(date(2026, 11, 21)) == "21/11/2026"
    assert vi.date(date(2026, 1, 2)) == "02/01/2026"


@pytest.mark.parametrize(
    ("instant", "text"),
    [
        (datetime(2026, 11, 21, 8, 5), "08:05 ngày 21/11/2026"),  # noqa: DTZ001 - no zone: Vietnam's
        (datetime(2026, 11, 21, 1, 5, tzinfo=UTC), "08:05 ngày 21/11/2026"),
        (datetime(2026, 12, 31, 17, 0, 59, tzinfo=UTC), "00:00 ngày 01/01/2027"),
        (datetime(2026, 11, 21, 8, 5, tzinfo=timezone(timedelta(hours=7))), "08:05 ngày 21/11/2026"),
    ],
)
def test_moments_are_in_vietnams_time(instant: datetime, text: str) -> None:
    assert vi.moment(instant) == text


@pytest.mark.parametrize(
    ("typed", "cleaned"),
    [
        ("  Xã Lạc Đạo\n", "Xã Lạc Đạo"),
        (unicodedata.normalize("NFD", "Lạc Đạo"), "Lạc Đạo"),
        ("4\u200b2\u200d1\ufeff", "421"),
        ("\u202e421\u202c\u2066x\u2069", "421x"),
        ("a\x00b\x1bc\x7fd", "abcd"),
        ("a\r\nb\rc\u2028d", "a\nb\nc\nd"),
        ("a\tb", "a\tb"),
        ("\ud800a", "a"),
        ("e\u200d\u0301", "é"),
    ],
)
def test_clean(typed: str, cleaned: str) -> None:
    assert vi.clean(typed) == cleaned


@given(st.text(st.characters(codec=None)))
def test_clean_once_is_clean(text: str) -> None:
    once = vi.clean(text)
    assert vi.clean(once) == once
    assert unicodedata.is_normalized("NFC", once)
    once.encode()


@pytest.mark.parametrize(
    ("typed", "ascii_marks"),
    [
        ("４２１", "421"),
        ("١٢", "12"),
        ("1\u00a0234\u202f567\u2009890", "1 234 567 890"),
        ("−５％", "-5%"),
        ("４２１／５１２；１，５", "421/512;1,5"),
        ("5² ½", "5² ½"),
    ],
)
def test_in_ascii_marks(typed: str, ascii_marks: str) -> None:
    assert vi.in_ascii_marks(typed) == ascii_marks


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("Đã có", "da co"),
        ("KHÔNG", "khong"),
        ("Ưu điểm ở Đắk Lắk", "uu diem o dak lak"),
        ("Ðồng", "dong"),
        ("", ""),
    ],
)
def test_fold(text: str, folded: str) -> None:
    assert vi.fold(text) == folded
    assert vi.fold(unicodedata.normalize("NFD", text)) == folded


@given(st.text())
def test_fold_once_is_folded(text: str) -> None:
    assert vi.fold(vi.fold(text)) == vi.fold(text)


@pytest.mark.parametrize(
    ("name", "slug"),
    [
        ("Xã Lạc Đạo", "xa-lac-dao"),
        ("  Ủy ban nhân dân — P.5 (Q.3) ", "uy-ban-nhan-dan-p-5-q-3"),
        ("Đ", "d"),
        ("漢字", ""),
    ],
)
def test_slug(name: str, slug: str) -> None:
    assert vi.slug(name) == slug


@given(st.text())
def test_slug_is_ascii(text: str) -> None:
    slug = vi.slug(text)
    assert slug.isascii()
    assert slug == vi.slug(slug)


@pytest.mark.parametrize(
    "ordered",
    [
        ["a", "ă", "â", "b", "c", "d", "đ", "e", "ê", "g", "o", "ô", "ơ", "u", "ư", "v", "x", "y"],
        ["ma", "mà", "mả", "mã", "má", "mạ", "mă", "mâ"],
        ["Hòa An", "Hòa Bình", "Hóa An"],
        ["Da", "Dư", "Đa", "Ea"],
        ["Phường 2", "Phường 02A", "Phường 10", "Phường An"],
        ["Xã An", "Xã An Bình", "Xã Ân"],
        ["Lạc Đạo", "Zürich", "Łódź"],
    ],
)
def test_names_stand_in_dictionary_order(ordered: list[str]) -> None:
    shuffled = ordered[::-1]
    assert sorted(shuffled, key=vi.sort_key) == ordered


def test_the_place_of_the_tone_mark_does_not_matter() -> None:
    assert vi.sort_key("Hoà")[0] == vi.sort_key("Hòa")[0]
    assert vi.sort_key(unicodedata.normalize("NFD", "Hòa"))[0] == vi.sort_key("HÒA")[0]


@given(st.lists(st.text()))
def test_any_texts_have_one_order_however_they_come(texts: list[str]) -> None:
    backwards = texts[::-1]
    backwards.sort(key=vi.sort_key)
    assert backwards == sorted(texts, key=vi.sort_key)


def test_very_long_digits_can_be_sorted() -> None:
    assert vi.sort_key("8" * 5000) < vi.sort_key("9" * 5000) < vi.sort_key("1" * 5001)
