"""Sheets that go out of a house, are filled in by a script and come back, as real workbooks."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Mapping
from datetime import datetime
from io import BytesIO
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import openpyxl

from bot.papers import offline_writing, verdict_writing
from bot.reading.sheet_reading import read_sheet
from conversations.events import OFFICE, Said
from conversations.session import Session
from conversations.sheets.filled_sheets import FilledSheet
from conversations.talk import Talk
from criteria.sheet_key import ANSWER, EXPLANATION, HEAD_AT, OUTCOME, SHEETS
from tests.conversations.desks import FakeDesk, House, text_of

Change = Callable[[Any], None]


def talk_at(house: House, unit: str = "", person: str = "") -> Talk:
    """A talk of the terminal, or of a person."""
    now: datetime = house.clock
    event = Said(chat=OFFICE, key="", at=now, nonce="0" * 32, text="")
    return Talk(Session(chat=OFFICE, unit=unit, person=person), event, FakeDesk(house, now))


def blank(house: House, unit: str = "lac-dao") -> bytes:
    return offline_writing.unit_sheet(talk_at(house, unit))


def verdict_blank(house: House, item: str = "", person: str = "") -> bytes:
    return verdict_writing.verdict_sheet(talk_at(house, person=person), item)


def opened(content: bytes, kind: str = "answers") -> Any:
    """The sheet to be filled in, and its workbook behind it."""
    return openpyxl.load_workbook(BytesIO(content))[SHEETS[kind]]


def rows_of(sheet: Any) -> dict[str, int]:
    """Numbers of the rows by their ids."""
    return {str(sheet.cell(n, 1).value): n for n in range(HEAD_AT + 1, sheet.max_row + 1)}


def saved(sheet: Any) -> bytes:
    out = BytesIO()
    sheet.parent.save(out)
    return out.getvalue()


def fill(content: bytes, answers: Mapping[str, Any], explained: Mapping[str, str] | None = None) -> bytes:
    """Answers and explanations by the ids of their rows."""
    sheet = opened(content)
    rows = rows_of(sheet)
    for key, value in answers.items():
        sheet.cell(rows[key], ANSWER + 1).value = value
    for key, text in (explained or {}).items():
        sheet.cell(rows[key], EXPLANATION + 1).value = text
    return saved(sheet)


def decide(content: bytes, verdicts: Mapping[str, tuple[Any, ...]]) -> bytes:
    """Outcome, points and reason by ``unit|item``."""
    sheet = opened(content, "verdicts")
    rows = {key.rpartition("|")[0]: number for key, number in rows_of(sheet).items()}
    for key, values in verdicts.items():
        for place, value in enumerate(values):
            sheet.cell(rows[key], OUTCOME + 1 + place).value = value
    return saved(sheet)


def read(content: bytes) -> FilledSheet:
    with TemporaryDirectory() as folder:
        path = Path(folder) / "phieu.xlsx"
        path.write_bytes(content)
        return read_sheet(path)


def send(
    house: House, content: bytes, chat: str = "web:hoa", name: str = "phieu.xlsx", *, item: str = ""
) -> str:
    """The file is sent into the chat, while ``item`` is asked there; what is said."""
    mark = hashlib.sha256(content).hexdigest()
    house.filled[hashlib.sha256(mark.encode()).hexdigest()] = read(content)
    house.send(chat, name, mark, keyed=True, mime="application/xlsx", item=item)
    return text_of(house.last(chat))


def pressed(house: House, label: str, chat: str = "web:hoa") -> str:
    house.press(chat, label)
    return text_of(house.last(chat))


def sent_and_read(made: House, content: bytes) -> str:
    """Send the sheet and have it read; what is said then."""
    send(made, content)
    return pressed(made, "Đọc phiếu")
