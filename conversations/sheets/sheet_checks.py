"""Whether a sheet that came back can be read here: made for this round, and with its structure."""

from __future__ import annotations

from conversations.phrases import offline as words
from conversations.sheets.filled_sheets import FilledSheet
from conversations.talk import Talk
from criteria.sheet_key import COLUMNS, HEAD_AT, ID, SEALED, VERSION, sealed


def refusal(talk: Talk, filled: FilledSheet, kind: str) -> str:
    """Why the sheet is not taken as a whole; empty where it may be read line by line."""
    key, campaign = filled.key, talk.campaign
    if filled.trouble:
        return words.TROUBLE[filled.trouble]
    if key.get("kind") != kind or key.get("version") != VERSION:
        return words.OTHER_VERSION
    if key.get("campaign") != campaign.id:
        return words.OTHER_CAMPAIGN
    if key.get("round") != campaign.period:
        return words.OTHER_ROUND
    if key.get("set") != campaign.set_digest:
        return words.OTHER_SET
    return _altered(filled, kind)


def _altered(filled: FilledSheet, kind: str) -> str:
    columns = COLUMNS[kind]
    if tuple(filled.cell(HEAD_AT, place) for place in range(len(columns))) != tuple(columns):
        return words.COLUMNS_MOVED
    hidden = [(filled.cell(row, ID), filled.cell(row, SEALED)) for row, _ in filled.lines()]
    while hidden and hidden[-1] == ("", ""):
        hidden.pop()
    return "" if sealed(filled.key, hidden) == filled.key else words.ROWS_MOVED
