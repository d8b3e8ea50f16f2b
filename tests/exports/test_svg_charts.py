"""Charts are well-formed, whatever their texts, and stay within their width."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree  # type: ignore[import-untyped]

from exports.rendering import png
from exports.svg_charts import WIDE, Bar, Column, Head, bars, columns, lines, listing
from exports.svg_tiles import LETTERS, Tile, progress_map

SVG = "{http://www.w3.org/2000/svg}"
NAMES = st.text(max_size=60) | st.sampled_from(["</svg><script>", "\"&'", "Xã \u202eA", "x" * 400])
SHARES = st.fractions(min_value=-1, max_value=2)


def drawn(svg: str) -> etree._Element:
    root = etree.fromstring(svg.encode())
    for rect in root.iter(f"{SVG}rect"):
        x, wide = float(rect.get("x", "0")), float(rect.get("width"))
        assert wide >= 0
        assert x >= 0
        assert x + wide <= WIDE + 0.2
    assert not list(root.iter(f"{SVG}script"))
    return root


@given(NAMES, NAMES, SHARES, st.none() | SHARES)
def test_any_text_and_any_share_make_a_chart(name: str, said: str, share: Fraction, second: Fraction) -> None:
    row = Bar(name, said or "0", share, second, strong=True)
    drawn(bars(Head(name, (said,), (name,)), [row, Bar("…", "", share)]))
    drawn(listing(Head(name), [row] * 3))
    drawn(columns(Head(name), [Column(said, 3), Column(name, 0)]))


@given(NAMES)
def test_lines_keep_to_their_room(text: str) -> None:
    assert len(lines(text, 50, 10, most=2)) <= 2


@pytest.mark.parametrize("count", [1, 24, 25, 180, 181, 3321])
def test_every_unit_has_a_tile_with_its_letter(count: int) -> None:
    steps = list(LETTERS)
    tiles = [Tile(f"{n:05}", f"Xã {n}", steps[n % len(steps)]) for n in range(count)]
    root = drawn(progress_map(Head("Tiến độ"), [("Xã", tiles)]))
    letters = {letter for letter, _, _ in LETTERS.values()}
    shown = sum(text.text in letters for text in root.iter(f"{SVG}text"))
    assert shown == count + len({tile.step for tile in tiles})  # the legend has each once more


def test_letters_tell_states_apart_without_colours() -> None:
    assert len({letter for letter, _, _ in LETTERS.values()}) == len(LETTERS)


def test_a_picture_is_1080_pixels_wide_and_no_text_smaller_than_24() -> None:
    svg = progress_map(Head("Tiến độ"), [("Xã", [Tile("1", "Xã Lạc Đạo", "submitted")] * 200)])
    picture = png(svg)
    assert picture.startswith(b"\x89PNG")
    assert int.from_bytes(picture[16:20]) == 1080
    sizes = [float(text.get("font-size")) for text in drawn(svg).iter(f"{SVG}text")]
    assert min(sizes) * 3 >= 24


def test_every_vietnamese_letter_has_a_shape() -> None:
    """A letter that the font lacks is drawn as the same box as any other such letter."""
    base = "aăâeêioôơuưyđAĂÂEÊIOÔƠUƯYĐ"
    letters = [*base, *(c for v in "aăâeêioôơuưy" for c in _toned(v)), *"≥≤÷×–…·"]
    box = _shape("\u4e2d")
    assert not [letter for letter in letters if _shape(letter) == box]


def _toned(vowel: str) -> list[str]:
    import unicodedata

    return [unicodedata.normalize("NFC", vowel + tone) for tone in "\u0300\u0309\u0303\u0301\u0323"]


def _shape(letter: str) -> bytes:
    return png(
        '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 30 30" font-family="Source Sans Pro">'
        f'<text x="5" y="20" font-size="12">{letter}</text></svg>'
    )
