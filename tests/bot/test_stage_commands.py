"""The command line leads a campaign through its year by the same table as the chat."""

from __future__ import annotations

import asyncio
from pathlib import Path

import pytest

from bot.commands import office
from bot.settings import Settings
from bot.storage import journal
from bot.storage.database import Database
from conversations.talk import Act
from scoring.facts import (
    AnswerAccepted,
    AnswerAdjusted,
    AnswerGiven,
    AppealFiled,
    Claim,
    SubmissionFact,
    SubmissionSubmitted,
    SubmissionVerified,
)
from tests.bot.test_cli import chamdiem, units_file

REASON = ("--reason", "Phát hiện sai số liệu của hai xã")
CREATE = ("campaign", "create", "--set", "lac-dao-xa", "--name", "Kỳ 2026")


def record(data: Path, unit: str, *facts: SubmissionFact) -> None:
    asyncio.run(office.hand_in(Settings.read(None, data=data), [Act(unit, fact) for fact in facts], None))


def verified(data: Path, *more: str) -> None:
    """An open campaign of two communes; one has been verified."""
    chamdiem(data, *CREATE, *more)
    file = units_file(data.parent, ("01", "Xã A", "Xã"), ("02", "Xã B", "Xã"))
    chamdiem(data, "units", "import", str(file))
    chamdiem(data, "campaign", "open")
    record(
        data, "01",
        AnswerGiven(item="3.1", version=1, claim=Claim(values={"a": "421", "b": "512"})),
        SubmissionSubmitted(claimed="28.78", digest="d"),
        AnswerAccepted(item="3.1", version=1),
        SubmissionVerified(verified="28.78"),
    )  # fmt: skip


def test_a_running_campaign_is_not_replaced_by_mistake(tmp_path: Path) -> None:
    data = tmp_path / "data"
    verified(data)
    assert "is open, with 2 units" in chamdiem(data, *CREATE, code=2)
    assert "units: 2" in chamdiem(data, "campaign", "show")
    chamdiem(data, *CREATE, "--abandon")
    assert "units: 0" in chamdiem(data, "campaign", "show")


def test_a_year_on_the_command_line(tmp_path: Path) -> None:
    data = tmp_path / "data"
    verified(data, "--appeal-days", "5")
    assert "no appeals" in chamdiem(data, "campaign", "appeals")
    assert "needs published or appeals" in chamdiem(data, "campaign", "close", code=2)
    chamdiem(data, "campaign", "verify")
    assert "not approved" in chamdiem(data, "campaign", "stage", "approved", code=2)
    assert "01\tready" in chamdiem(data, "campaign", "approve")
    assert "02 (drafting)" in chamdiem(data, "campaign", "approve", "01", "02", code=2)
    assert "approved: 1 (01)" in chamdiem(data, "campaign", "approve", "01", "01")
    assert "needs --reason" in chamdiem(data, "campaign", "approve", "01", "--withdraw", code=2)
    assert "withdrawn: 1" in chamdiem(data, "campaign", "approve", "01", "--withdraw", *REASON)
    chamdiem(data, "campaign", "approve", "--all")
    assert "campaign publish" in _after(data, "stage", "approved", "stage", "published")
    shown = chamdiem(data, "campaign", "publish", "--dry-run")
    assert "1.     28,78   01  Xã A" in shown
    assert "Xã B  Không nộp hồ sơ" in shown
    assert "published: number 1" in chamdiem(data, "campaign", "publish")
    assert "nothing has changed" in chamdiem(data, "campaign", "publish", code=2)
    assert "publication 1" in chamdiem(data, "campaign", "show")
    record(data, "01", AppealFiled(item="3.1", reason="Báo cáo quý ghi đúng 430 trên 512"))
    assert "appeals wait for a ruling (chamdiem campaign appeals): 01 (3.1)" in chamdiem(
        data, "campaign", "close", code=2
    )
    assert "01\t3.1\twaits" in chamdiem(data, "campaign", "appeals")
    rule = ("campaign", "rule", "01", "3.1", *REASON)
    assert "0 to 35" in chamdiem(data, *rule, "--points", "99", code=2)
    assert "upheld, 30 points" in chamdiem(data, *rule, "--points", "30")
    assert "waits" in chamdiem(data, *rule, "--dismiss", code=2)
    assert "published: number 2" in chamdiem(data, "campaign", "publish")
    assert "units may appeal until" in chamdiem(data, "campaign", "close", code=2)


def _after(data: Path, *moves: str) -> str:
    first, to, second, refused = moves
    chamdiem(data, "campaign", first, to)
    return chamdiem(data, "campaign", second, refused, code=2)


def test_after_a_step_back_an_unchanged_result_is_published_again(tmp_path: Path) -> None:
    data = tmp_path / "data"
    verified(data)
    chamdiem(data, "campaign", "verify")
    chamdiem(data, "campaign", "approve", "--all")
    chamdiem(data, "campaign", "stage", "approved")
    before = asyncio.run(_head(data))
    chamdiem(data, "campaign", "publish")
    assert asyncio.run(office.current(data)).publications[0].head == before
    chamdiem(data, "campaign", "stage", "approved", *REASON)
    assert "needs published or appeals" in chamdiem(data, "campaign", "close", code=2)
    assert "published: number 2" in chamdiem(data, "campaign", "publish")
    assert "published → closed" in chamdiem(data, "campaign", "close")
    assert "the journal is whole" in chamdiem(data, "verify")


async def _head(data: Path) -> str:
    database = await Database.open(data, writing=False)
    try:
        return (await journal.head(database)).hash
    finally:
        await database.close()


def test_approving_says_what_is_in_the_way_and_what_comes_next(tmp_path: Path) -> None:
    data = tmp_path / "data"
    verified(data)
    chamdiem(data, "campaign", "verify")
    said = chamdiem(data, "campaign", "approve", "--all")
    assert "next: chamdiem campaign stage approved" in said
    said = chamdiem(data, "campaign", "approve", "--all")
    assert "nothing is ready: 1 approved, 1 drafting" in said
    assert "still verifying; next: chamdiem campaign stage approved" in said
    chamdiem(data, "campaign", "stage", "approved")
    assert "next: chamdiem campaign publish" in chamdiem(data, "campaign", "approve", "--all")


def test_with_nothing_ready_the_obstacles_are_named(tmp_path: Path) -> None:
    data = tmp_path / "data"
    chamdiem(data, *CREATE)
    chamdiem(data, "units", "import", str(units_file(data.parent, ("01", "Xã A", "Xã"))))
    chamdiem(data, "campaign", "open")
    said = chamdiem(data, "campaign", "approve", "--all")
    assert "nothing is ready: 1 drafting" in said
    assert "in the way: no unit has submitted anything" in said


def test_a_step_back_needs_its_reason(tmp_path: Path) -> None:
    data = tmp_path / "data"
    verified(data)
    chamdiem(data, "campaign", "verify")
    assert "needs --reason" in chamdiem(data, "campaign", "open", code=2)
    assert "verifying → open" in chamdiem(data, "campaign", "open", *REASON)


def test_publication_names_what_has_no_points(tmp_path: Path) -> None:
    data = tmp_path / "data"
    verified(data)
    nothing = Claim(values={"a": "0", "b": "0"})
    record(data, "01", AnswerAdjusted(item="3.1", version=1, claim=nothing, reason="Không có số liệu"))
    chamdiem(data, "campaign", "verify")
    assert "still under review: 01" in chamdiem(data, "campaign", "stage", "approved", code=2)
    record(data, "01", SubmissionVerified(verified="0"))
    assert "01\tunsettled" in chamdiem(data, "campaign", "approve")


def test_a_procedure_that_does_not_fit_is_refused_with_every_problem(tmp_path: Path) -> None:
    data = tmp_path / "data"
    refused = chamdiem(data, *CREATE, "--procedure", "nam-dong-xa", code=2)
    assert "does not fit the set lac-dao-xa" in refused
    assert refused.count("group-name") > 5
    assert "no such procedure" in chamdiem(data, *CREATE, "--procedure", "x", code=2)
    assert "is no period" in chamdiem(data, *CREATE, "--period", "2026-13", code=2)


@pytest.mark.parametrize("given", [(), ("--procedure", "nam-dong-xa"), ("--procedure", "")])
def test_a_campaign_is_pinned_with_its_procedure_and_rulings_are_shown(
    tmp_path: Path, given: tuple[str, ...]
) -> None:
    data = tmp_path / "data"
    said = chamdiem(data, "campaign", "create", "--set", "kien-giang-xa", "--name", "KG", *given)
    assert "findings in the set, each with its ruling" in said
    shown = chamdiem(data, "campaign", "show")
    name = given[1] if given else "kien-giang"
    assert (f"procedure: {name}," in shown) == bool(name)
