"""Whatever a unit or file is called, its name in the archive is good on Windows, and no two are the same."""

from __future__ import annotations

import re
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from exports.archive_names import FILE, LONGEST_PATH, MOST_BYTES, Names, safe_name

HOSTILE = st.one_of(
    st.text(max_size=400),
    st.text(st.sampled_from("./\\: \u202e\u200b\x00\naA~=+-@é\u0301"), max_size=40),
    st.sampled_from(
        ("CON", "con.pdf", "NUL .txt", "COM¹.pdf", "lpt9", "..", "...", "", " . ", "a" * 300 + ".pdf")
    ),
)


def good(name: str) -> bool:
    reserved = re.fullmatch(r"(?i)(con|prn|aux|nul|com[0-9¹²³]|lpt[0-9¹²³])\s*(\..*)?", name)
    shape = bool(name) and name == unicodedata.normalize("NFC", name) and not re.search(r'[<>:"/\\|?*]', name)
    ends = not name.endswith((".", " ")) and not name.startswith((".", " "))
    plain = not any(unicodedata.category(c) in ("Cc", "Cf", "Cs") for c in name)
    return not reserved and shape and ends and plain and len(name.encode()) < 256


@given(HOSTILE)
def test_every_name_is_good_on_windows(text: str) -> None:
    name = safe_name(text)
    assert good(name), name
    assert len(name) <= FILE
    assert len(name.encode()) <= MOST_BYTES + 1
    assert safe_name(name) == name


@given(st.lists(HOSTILE, max_size=12))
def test_no_two_names_are_the_same_in_any_case(texts: list[str]) -> None:
    names = Names()
    given_ = [names.give(text) for text in [*texts, *texts]]
    assert len({name.casefold() for name in given_}) == len(given_)
    assert all(good(name) and len(name) <= FILE for name in given_)


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("../../etc/passwd", "-.-etc-passwd"),
        ("Báo cáo quý I/2026.pdf", "Báo cáo quý I-2026.pdf"),
        ("CON.pdf", "_CON.pdf"),
        ("aux", "_aux"),
        ("báo\u202ecáo fdp.exe", "báocáo fdp.exe"),
        ("Tie\u0302\u0301ng.pdf", "Tiếng.pdf"),
        ("kế hoạch. . .", "kế hoạch"),
        ("\x00\x07", "không tên"),
        ("=1+1.xlsx", "=1+1.xlsx"),
    ],
)
def test_names_stay_readable(text: str, name: str) -> None:
    assert safe_name(text) == name


def test_a_long_name_keeps_its_ending_and_a_taken_one_gets_a_number() -> None:
    assert safe_name("a" * 300 + ".pdf").endswith("a.pdf")
    names = Names()
    assert [names.give("Anh.JPG"), names.give("anh.jpg"), names.give("ANH.jpg")] == [
        "Anh.JPG", "anh (2).jpg", "ANH (3).jpg",
    ]  # fmt: skip


def test_the_longest_path_fits() -> None:
    names = Names()
    for _ in range(3):
        unit, item, file = (
            names.give("đ" * 300, 48),
            names.give("t" * 300, 48),
            names.give("f" * 300 + ".pdf"),
        )
        assert len(f"{unit}/{item}/{file}") <= LONGEST_PATH
