from __future__ import annotations

import struct
import subprocess
import sys
import zlib

import segno

from exports.pictures import QUIET, SCALE, qr_png

LINK = "https://t.me/chamdiem_bot?start=K7M29QXTAB12CD"


def _pixels(png: bytes) -> tuple[int, list[bytes]]:
    """Width and rows of a 1-bit PNG."""
    assert png.startswith(b"\x89PNG\r\n\x1a\n")
    width, height, depth, colour = struct.unpack(">IIBB", png[16:26])
    assert (depth, colour) == (1, 0)
    data, place = b"", 8
    while place < len(png):
        (length,) = struct.unpack(">I", png[place : place + 4])
        if png[place + 4 : place + 8] == b"IDAT":
            data += png[place + 8 : place + 8 + length]
        place += length + 12
    raw, stride, rows = zlib.decompress(data), (width + 7) // 8 + 1, [b""]
    for row in range(height):
        how, *line = raw[row * stride : (row + 1) * stride]
        assert how in (0, 2)  # 2: the difference to the row above
        above = rows[-1] if how else bytes(len(line))
        rows.append(bytes((a + b) % 256 for a, b in zip(above, line, strict=True)))
    return width, rows[1:]


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
    modules = "exports.forming, exports.pictures, exports.ranking"
    code = f"import sys, {modules}; print({{'openpyxl', 'segno'}} & set(sys.modules))"
    found = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert found.stdout.strip() == "set()"
