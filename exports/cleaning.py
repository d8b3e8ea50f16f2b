"""Text as a document can hold it: nobody's words become a formula, a field or broken XML."""

from __future__ import annotations

import re
from typing import Final

from criteria.vietnamese import clean

_BAD: Final = re.compile("[\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff\U0001fffe\U0001ffff]")


def safe(text: str) -> str:
    """No control characters, no tabs, no empty lines."""
    return re.sub(r"\n{2,}", "\n", _BAD.sub("", clean(text)).replace("\t", " "))
