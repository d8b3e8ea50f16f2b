"""What officers do from joining to submitting, and how each act is known to be acknowledged."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, Protocol


@dataclass(frozen=True)
class Step:
    """One act (a text, a button's label, a file) and a part of the reply by which it is acknowledged."""

    kind: Literal["join", "say", "press", "document", "photo"]
    what: str
    reply: str
    content: bytes = b""


class Hand(Protocol):
    """Somebody with a way to the bot."""

    async def do(self, step: Step) -> None:
        """Do one thing, and wait until it is acknowledged."""


Script = tuple[Step, ...]


def script(number: int, code: str) -> Script:
    """An officer's whole way. Figures and files are the officer's own: nothing of it can be mixed up."""
    own = f"xã số {number}".encode()
    return (
        Step("join", code, "Chào anh/chị"),
        Step("press", "Bắt đầu", "Thông tin chung 1/29"),
        Step("say", "1.1", "Câu 1/40"),
        Step("press", "Phó Bí thư", "20 × 1/2 = 10 điểm"),
        Step("say", "3.2", "Câu 12/40"),
        Step("say", f"{300 + number}/512", f"{300 + number}/512 = "),
        Step("document", f"QĐ {number}.pdf", f"Đã nhận “QĐ {number}.pdf”", b"%PDF-1.7\n" + own),
        Step("photo", "", "Câu này có 2 minh chứng", b"\xff\xd8\xff\xe0" + own),
        Step("say", f"https://xa{number}.gov.vn/15", "Câu này có 3 minh chứng"),
        Step("say", "/nop", "Anh/chị nộp bây giờ chứ?"),
        Step("press", "Nộp", "Đã nộp hồ sơ"),
    )


ACTS = len(script(0, ""))
ANSWERS, FILES = 3, 2
"""On record after a script; the households of 3.2 are asked once, as general information."""
