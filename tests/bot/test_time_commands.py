"""``chamdiem remind``, ``extend`` and ``timetable``: the same as in the chat, for scripts."""

from __future__ import annotations

import asyncio
import re
from datetime import date, timedelta
from pathlib import Path

import pytest
from click.testing import CliRunner

from bot.app import opened
from bot.cli import main
from bot.clock import utc_now
from bot.commands import office
from bot.settings import Settings
from conversations.phrases.common import today
from conversations.talk import Act
from criteria import loader
from criteria.vietnamese import date as written
from scoring import facts
from scoring.campaigns import Campaign

DEADLINE = today(utc_now()) + timedelta(days=30)
LATER = DEADLINE + timedelta(days=20)


def chamdiem(data: Path, *arguments: str, code: int = 0) -> str:
    result = CliRunner().invoke(main, ["--data", str(data), *arguments])
    assert result.exit_code == code, result.output
    assert "Traceback" not in result.output
    return result.output


@pytest.fixture
def data(tmp_path: Path) -> Path:
    """An open campaign of two communes and a department; one officer has joined."""

    async def make() -> None:
        units = (
            facts.Unit(code="01", name="Xã Lạc Đạo", block="Xã"),
            facts.Unit(code="02", name="Xã Chỉ Đạo", block="Xã"),
            facts.Unit(code="so", name="Sở Một", block="Các sở"),
        )  # fmt: skip
        code = "a" * 64
        made: list[facts.CampaignFact] = [
            office.created(loader.load("lac-dao-xa"), "Chuyển đổi số", DEADLINE.isoformat()),
            facts.UnitsImported(units=units), facts.StageChanged(stage="open"),
            facts.InvitationIssued(code_hash=code, role="officer", unit="01", name="Hoa", expires="2100"),
            facts.InvitationAccepted(
                code_hash=code, person="p", name="Hoa", role="officer", unit="01", channel="web", address="h"
            ),
        ]  # fmt: skip
        async with opened(Settings(data=tmp_path), listening=False) as app:
            await app.decree([Act("", fact) for fact in made])

    asyncio.run(make())
    return tmp_path


def campaign(data: Path) -> Campaign:
    return asyncio.run(office.current(data))


def test_a_dry_run_says_who_would_hear_what_and_writes_nothing(data: Path) -> None:
    said = chamdiem(data, "remind", "--dry-run")
    assert "01\tXã Lạc Đạo\tHoa" in said
    assert "02\tXã Chỉ Đạo\t(nobody has joined)" in said
    assert "1 people would be reminded; nothing was sent" in said
    assert "Chưa trả lời 40 tiêu chí, tối đa 1.000 điểm" in said
    assert not campaign(data).reminded


def test_reminders_are_ordered_and_wait_for_the_bot(data: Path) -> None:
    assert "1 people will be reminded" in chamdiem(data, "remind", "--unit", "lạc đạo")
    (slot,) = campaign(data).reminded
    assert re.fullmatch(r"asked/\d{4}-\d\d-\d\dT\d\d:\d\d\+00:00/u01", slot)
    assert "nobody is to be reminded" in chamdiem(data, "remind", "--block", "Các sở")
    assert "no such unit or block" in chamdiem(data, "remind", "--unit", "sao hỏa", code=2)
    assert "not both" in chamdiem(data, "remind", "--unit", "01", "--block", "Xã", code=2)


def test_an_extension(data: Path) -> None:
    assert "2 units" in chamdiem(data, "extend", "Xã", written(LATER), "Mưa lũ kéo dài")
    given = campaign(data).extensions
    assert {code: (each.deadline, each.reason) for code, each in given.items()} == dict.fromkeys(
        ("01", "02"), (LATER.isoformat(), "Mưa lũ kéo dài")
    )
    assert f"01\t{LATER.isoformat()}\tMưa lũ kéo dài" in chamdiem(data, "timetable")


@pytest.mark.parametrize(
    ("day", "reason", "answer"),
    [
        (written(date(2020, 1, 1)), "Mưa lũ kéo dài", "is over"),
        (written(DEADLINE), "Mưa lũ kéo dài", "is not after the campaign's deadline"),
        (written(date(2099, 1, 1)), "Mưa lũ kéo dài", "is the year right?"),
        ("31/11/2027", "Mưa lũ kéo dài", "is no day: write it like 2026-12-20"),
        (written(LATER), "lũ", "the reason needs 5 to 500 characters"),
    ],
)
def test_what_makes_no_sense_is_refused(data: Path, day: str, reason: str, answer: str) -> None:
    assert answer in chamdiem(data, "extend", "01", day, reason, code=2)
    assert not campaign(data).extensions


def test_an_unknown_unit_is_refused(data: Path) -> None:
    assert "no such unit" in chamdiem(data, "extend", "99", written(LATER), "Mưa lũ kéo dài", code=2)
