"""Draws SVG as a PNG, three times as large: 1080 pixels wide. Import this module only when one is wanted.

Only the font that comes along is used, never the system's: every machine draws the same picture. It has
all Vietnamese letters; letters of other scripts become boxes.
"""

from __future__ import annotations

from importlib.resources import files
from typing import Final

import resvg_py

ZOOM: Final = 3.0
_FONT: Final = "font_source_sans_pro"
_WEIGHTS: Final = ("Regular", "Bold")


def png(svg: str) -> bytes:
    """The picture."""
    folder = files(_FONT) / "files"
    fonts = [str(folder / f"SourceSansPro-{weight}.ttf") for weight in _WEIGHTS]
    return resvg_py.svg_to_bytes(svg_string=svg, zoom=ZOOM, skip_system_fonts=True, font_files=fonts)
