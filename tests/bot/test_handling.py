"""What cannot be worked out or recorded is set aside with an apology, and nothing else with it."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from pathlib import Path

import pytest

from bot.storage import projection
from bot.storage.database import Statement
from conversations import engine
from conversations.desk import Desk
from conversations.events import Event, FileCame, Said, StoredFile
from conversations.session import Session
from conversations.talk import Turn
from scoring.facts import AnswerGiven, EvidenceAttached, SubmissionFact
from scoring.records import Submission
from tests.bot.campaigns import campaign, player
from tests.bot.chain import first_break
from tests.bot.test_service import AT, BAD, rows, said
from tests.bot.waiting import answered


async def test_a_step_that_breaks_is_set_aside_and_answered(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    async with campaign(tmp_path) as app:
        who = await player(app)
        await who.press("go:3.2")

        real = engine.step

        def step(session: Session, event: Event, desk: Desk) -> Turn:
            if isinstance(event, Said) and event.text == "boom":
                raise RuntimeError("a bug")
            return real(session, event, desk)

        monkeypatch.setattr("conversations.engine.step", step)
        await asyncio.gather(
            app.service.accept(said("boom", "k1")), app.service.accept(said("421/512", "k2"))
        )
        states = await rows(
            app, "SELECT event_key, state FROM inbox WHERE event_key IN ('k1', 'k2') ORDER BY id"
        )
        assert [tuple(row) for row in states] == [("k1", "failed"), ("k2", "done")]
        assert (
            len(await rows(app, "SELECT 1 FROM outbox WHERE body LIKE '%Xin lỗi anh/chị, tin nhắn vừa rồi%'"))
            == 1
        )
        assert app.book.submissions["01"].version("3.2") == 1
        assert "set aside" in caplog.text


def unfolded() -> list[Statement]:
    raise ValueError("a bug")


MISTAKES = pytest.mark.parametrize(
    "mistake", [unfolded, lambda: [BAD]], ids=["when it is folded", "when it is written"]
)


def break_at(
    monkeypatch: pytest.MonkeyPatch,
    is_odd: Callable[[SubmissionFact], bool],
    mistake: Callable[[], list[Statement]],
) -> None:
    """From now on such a fact cannot be recorded."""
    real = projection.of_submission

    def rows_of(key: str, after: Submission, fact: SubmissionFact, **cause: str) -> list[Statement]:
        return mistake() if is_odd(fact) else real(key, after, fact, person=cause["person"], at=cause["at"])

    monkeypatch.setattr("bot.storage.projection.of_submission", rows_of)


def is_thirteen(fact: SubmissionFact) -> bool:
    return isinstance(fact, AnswerGiven) and fact.claim.values.get("a") == "13"


def is_evidence(fact: SubmissionFact) -> bool:
    return isinstance(fact, EvidenceAttached)


@MISTAKES
async def test_what_cannot_be_recorded_is_set_aside_and_answered(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, mistake: Callable[[], list[Statement]]
) -> None:
    async with campaign(tmp_path) as app:
        who = await player(app)
        await who.press("go:3.2")
        break_at(monkeypatch, is_thirteen, mistake)
        taken = await asyncio.gather(
            app.service.accept(said("13/512", "k1")), app.service.accept(said("421/512", "k2"))
        )
        assert all(taken)
        assert await app.service.accept(said("13/512", "k1")) == 0
        states = await rows(app, "SELECT event_key, state FROM inbox WHERE event_key LIKE 'k_' ORDER BY id")
        assert [tuple(row) for row in states] == [("k1", "failed"), ("k2", "done")]
        sorry = await rows(app, "SELECT 1 FROM outbox WHERE body LIKE '%Xin lỗi anh/chị, tin nhắn vừa rồi%'")
        assert len(sorry) == 1
        claim = app.book.submissions["01"].claim("3.2")
        assert claim is not None
        assert claim.values == {"a": "421", "b": "512"}
        assert await first_break(app.database) is None


@MISTAKES
async def test_what_waits_behind_a_file_that_cannot_be_recorded_is_answered(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, mistake: Callable[[], list[Statement]]
) -> None:
    async with campaign(tmp_path) as app:
        who = await player(app)
        await who.press("go:3.2")
        break_at(monkeypatch, is_evidence, mistake)
        file = StoredFile(sha256="a" * 64, name="a.pdf", mime="application/pdf", size=3)
        came = FileCame(chat=who.chat, key="k1", at=AT, nonce="0" * 32, file=file)
        row = await app.service.accept(came, fetching=True)
        await app.service.accept(said("421/512", "k2"))
        await app.service.accept(said("/diem", "k3"))
        await app.service.fetched(row, came, "")
        await answered(app, who.chat)
        states = await rows(app, "SELECT event_key, state FROM inbox WHERE event_key LIKE 'k_' ORDER BY id")
        assert [tuple(each) for each in states] == [("k1", "failed"), ("k2", "done"), ("k3", "done")]
        sorry = await rows(app, "SELECT 1 FROM outbox WHERE body LIKE '%Xin lỗi anh/chị, tin nhắn vừa rồi%'")
        assert len(sorry) == 1
        assert app.book.submissions["01"].version("3.2") == 1
