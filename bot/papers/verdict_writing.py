"""The sheet on which a reviewer decides away from the chat, put together from the talk's own words."""

from __future__ import annotations

from bot.papers.offline_writing import key_with_seal
from conversations.phrases import offline as words
from conversations.phrases import offline_guide as guide
from conversations.sheets import verdict_rows
from conversations.sheets.verdict_rows import Row
from conversations.talk import Talk
from criteria.sheet_key import OUTCOME, POINTS, REASON, VERDICT_COLUMNS, VERDICTS, key_of
from exports.cleaning import safe
from exports.offline_sheet import Blank, Column, Line, offline_sheet

WIDTHS = (0, 0, 20, 9, 34, 34, 34, 9, 9, 20, 20, 24, 14, 12, 36)
WIDE = 4


def verdict_sheet(talk: Talk, item: str = "") -> bytes:
    """The rows of this reviewer's scope, all criteria or one."""
    campaign = talk.campaign
    lines = [_line(row) for row in verdict_rows.rows(talk, item)]
    key = key_of(VERDICTS, campaign=campaign.id, period=campaign.period, digest=campaign.set_digest)
    columns = [Column(*each) for each in zip(("", "", *guide.VERDICT_TITLES), WIDTHS, strict=True)]
    top = [safe(text) for text in (guide.VERDICT_TITLE, campaign.round_name, *guide.VERDICT_NOTES)]
    blank = Blank(key_with_seal(key, lines), VERDICT_COLUMNS, columns, top, WIDE, guide.VERDICT_GUIDE)
    return offline_sheet(blank, lines)


def _line(row: Row) -> Line:
    cells = (
        row.id, "", row.unit, row.code, row.name, row.claimed, row.derivation, row.most, row.own, row.proof,
        row.warned, row.decided, "", "", "",
    )  # fmt: skip
    kept = tuple(safe(cell) if isinstance(cell, str) else cell for cell in cells)
    return Line(kept, "ask", (OUTCOME, POINTS, REASON), tuple(words.VERDICTS.values()))
