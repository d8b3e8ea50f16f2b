"""The command line's facts and what is said of them are written together, or not at all."""

from __future__ import annotations

import asyncio
from pathlib import Path

import pytest

from bot import control
from bot.app import opened
from bot.control import ControlError
from bot.running import ready
from bot.settings import Settings
from bot.storage import mail
from conversations.events import OvertakenError
from conversations.talk import Act
from scoring.facts import AnswerGiven, AppealRuled, Claim, ExtensionGiven, StageChanged
from tests.bot.campaigns import campaign, player
from tests.bot.ports import free_port
from tests.bot.test_cli import chamdiem
from tests.bot.test_stage_commands import record, verified
from tests.conversations.sheets import fill


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


async def test_what_changed_while_it_was_worked_out_is_not_overwritten(tmp_path: Path) -> None:
    """The unit changes between a command's look and its record: in a transaction before, in the same one, or
    not at all.
    """
    claim = Claim(values={"a": "1", "b": "2"})
    act, other = (Act("01", AnswerGiven(item=item, version=1, claim=claim)) for item in ("3.1", "3.3"))
    async with campaign(tmp_path) as app:
        officer = await player(app)
        await officer.say("3.2")
        seen = app.book.head.seq
        await officer.say("421/512")
        with pytest.raises(OvertakenError, match=r"^01 has changed meanwhile"):
            await app.decree([act], seen)
        seen = app.book.head.seq
        told = await asyncio.gather(
            app.decree([other], seen), app.decree([act], seen), return_exceptions=True
        )
        assert [type(each) for each in told] == [type(None), OvertakenError]
        assert (await app.book.submission("01")).claim("3.1") is None
        assert app.service.tally.failures == 0
        await app.decree([act], app.book.head.seq)
        assert (await app.book.submission("01")).claim("3.1") == claim


async def test_a_running_bot_refuses_with_the_same_words(tmp_path: Path) -> None:
    settings = Settings(data=tmp_path, port=free_port())
    async with campaign(tmp_path):
        pass
    async with opened(settings) as app:
        await ready(app)
        seen = app.book.head.seq
        await app.decree([Act("", StageChanged(stage="verifying"))])
        extended = ExtensionGiven(units=("01",), deadline="2026-12-20", reason="Mưa lũ kéo dài")
        with pytest.raises(ControlError, match=r"^the campaign has changed meanwhile: nothing was recorded"):
            await asyncio.to_thread(control.hand_over, tmp_path, [Act("", extended)], seen)
        assert not app.book.campaign.extensions


def test_a_sheet_waits_for_a_yes_while_the_unit_goes_on(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    data, file = tmp_path / "data", tmp_path / "phieu.xlsx"
    verified(data)
    chamdiem(data, "form", "blank", "02", str(file))
    file.write_bytes(fill(file.read_bytes(), {"3.1|a": 1, "3.1|b": 2}))

    def meanwhile(_question: str) -> bool:
        own = Claim(values={"a": "421", "b": "512"})
        record(data, "02", AnswerGiven(item="3.1", version=1, claim=own))
        return True

    monkeypatch.setattr("click.confirm", meanwhile)
    said = chamdiem(data, "form", "load", str(file), code=2)
    assert "Error: 02 has changed meanwhile: nothing was recorded; run the command again" in said
    assert "2 | 3.1" not in chamdiem(data, "log", "--unit", "02")
    assert "the journal is whole" in chamdiem(data, "verify")
