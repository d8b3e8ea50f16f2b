"""Pictures that are sent or printed. Import this module only when one is wanted."""

from __future__ import annotations

from io import BytesIO
from typing import Final

SCALE: Final = 10  # pixels of a module: a link of 60 letters makes about 400 pixels
QUIET: Final = 4  # modules of white around the code, as the standard asks


def qr_png(text: str) -> bytes:
    """The text as a QR code that a phone reads from another screen or from paper."""
    import segno

    out = BytesIO()
    segno.make_qr(text, error="m").save(out, kind="png", scale=SCALE, border=QUIET)
    return out.getvalue()
