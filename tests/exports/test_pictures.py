from __future__ import annotations

import struct
import subprocess
import sys
import zlib

import segno

from exports.pictures import QUIET, SCALE, qr_png

LINK = "https://t.me/chamdiem_bot?start=K7M29QXTAB12CD"


def _pixels(png: bytes) -> tuple[int, list[bytes]]:
    """Width and rows of a 1-bit PNG without filters."""
    assert png.startswith(b"\x89PNG\r\n\x1a\n")
    width, height, depth, colour = struct.unpack(">IIBB", png[16:26])
    assert (depth, colour) == (1, 0)
    data, place = b"", 8
    while place < len(png):
        (length,) = struct.unpack(">I", png[place : place + 4])
        if png[place + 4 : place + 8] == b"IDAT":
            data += png[place + 8 : place + 8 + length]
        place += length + 12
    raw, stride = zlib.decompress(data), (width + 7) // 8 + 1
    return width, [raw[row * stride + 1 : (row + 1) * stride] for row in range(height)]


def test_the_picture_shows_the_code_with_white_around_it() -> None:
    width, rows = _pixels(qr_png(LINK))
    matrix = segno.make_qr(LINK, error="m").matrix
    assert width == len(rows) == (len(matrix) + 2 * QUIET) * SCALE
    for y in range(-QUIET, len(matrix) + QUIET):
        for x in range(-QUIET, len(matrix) + QUIET):
            inside = 0 <= y < len(matrix) and 0 <= x < len(matrix)
            column = (x + QUIET) * SCALE + SCALE // 2
            light = rows[(y + QUIET) * SCALE + SCALE // 2][column // 8] >> (7 - column % 8) & 1
            assert light != (inside and matrix[y][x])


def test_it_is_large_enough_for_a_phone_and_small_enough_for_a_chat() -> None:
    png = qr_png(LINK)
    assert _pixels(png)[0] >= 300
    assert len(png) < 20_000


def test_nothing_heavy_is_loaded_before_it_is_wanted() -> None:
    code = "import sys, exports.forming, exports.ranking, exports.pictures as p; print({'openpyxl','segno'} & set(sys.modules))"
    found = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert found.stdout.strip() == "set()"
