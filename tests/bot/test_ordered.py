"""The command line's facts and what is said of them are written together, or not at all."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.storage import mail
from conversations.talk import Act
from scoring.facts import AppealRuled, StageChanged
from tests.bot.campaigns import campaign, player


async def test_units_hear_of_what_the_command_line_did(tmp_path: Path) -> None:
    async with campaign(tmp_path) as app:
        officer = await player(app)
        await app.decree([Act("", StageChanged(stage="verifying"))])
        _, went = await mail.history(app.database, officer.chat, 0)
        assert "đã khóa sổ" in went[-1].message.body
        rows = await app.database.read("SELECT person_id FROM journal WHERE kind = 'stage_changed'")
        assert rows[-1][0] == "cli"


async def test_what_cannot_be_done_is_an_error_and_leaves_nothing(tmp_path: Path) -> None:
    async with campaign(tmp_path) as app:
        count = await app.database.read("SELECT count(*) FROM journal")
        with pytest.raises(KeyError):
            await app.decree([Act("99", AppealRuled(item="3.1", upheld=False, reason="Không có đơn vị"))])
        assert await app.database.read("SELECT count(*) FROM journal") == count
        await app.decree([Act("", StageChanged(stage="verifying"))])
