"""Every fact, written and read again: the tables hold what memory holds."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from bot.book import Book
from bot.storage.database import Database
from bot.storage.journal import Cause
from bot.work import Work
from conversations.talk import Act
from criteria import loader, procedure_files
from scoring import facts as f
from scoring.facts import CampaignFact, SubmissionFact

KG, LEVELS = loader.load("kien-giang-xa"), procedure_files.load_procedure("kien-giang")
CREATED = f.CampaignCreated(
    name="Kỳ 2026", set_id=KG.id, set_version=KG.version, set_digest=KG.digest, procedure=LEVELS.id,
    procedure_digest=LEVELS.digest, period="2026", deadline="2026-12-31", terms=f.Terms(sign_off=True),
)  # fmt: skip
JOINED: dict[str, Any] = {
    "role": "officer", "unit": "x1", "name": "An", "channel": "web", "address": "a", "code_hash": "h1",
    "at": "2026-11-21T01:00:00+00:00",
}  # fmt: skip
OF_CAMPAIGN: tuple[CampaignFact, ...] = (
    CREATED,
    f.UnitsImported(
        units=(f.Unit(code="x1", name="Xã Một", block="Xã", parent="h"), f.Unit(code="x2", name="Xã Hai")),
        bodies=(f.Body(code="h", name="Huyện"),),
    ),
    f.InvitationIssued(code_hash="h1", role="officer", unit="x1", name="An", expires=""),
    f.InvitationAccepted(person="p1", **JOINED),
    f.InvitationIssued(code_hash="h2", role="officer", unit="x1", name="Bình", expires="", replaces="p1"),
    f.InvitationAccepted(person="p2", **{**JOINED, "code_hash": "h2", "address": "b"}, replaces="p1"),
    f.InvitationIssued(code_hash="h3", role="reviewer", name="Chi", expires="", scope=f.Scope(body="h")),
    f.InvitationWithdrawn(code_hash="h3"),
    f.RoleGiven(person="p2", role="reviewer", scope=f.Scope(blocks=("Xã",))),
    f.RoleGiven(person="p1", role="observer"),
    f.RoleRevoked(person="p1", role="observer", reason="chuyển công tác"),
    f.TermsSet(terms=f.Terms(appeal_days=5)),
    f.DeadlineSet(deadline="2026-12-30"),
    f.StageChanged(stage="open"),
    f.ExtensionGiven(units=("x2",), deadline="2027-01-05", reason="bão"),
    f.RemindersIssued(slot="2026-12-20/3", units=("x1", "x2")),
    f.ActRefused(act="congbo", why="role"),
    f.ResultsPublished(
        number=1, at="2026-12-31T00:00:00+00:00", digest="d", head="e",
        placings=(f.Placing(unit="x1", block="Xã", total="80", rank=1, level="II"),),
    ),
)  # fmt: skip
AFTER_ROUND: tuple[CampaignFact, ...] = (f.RoundOpened(period="2027", deadline="2027-12-31"),)
FILE = f.Evidence(id="e1", kind="file", name="a.pdf", sha256="ab")
OF_UNIT: tuple[SubmissionFact, ...] = (
    f.AnswerGiven(item="1.I.4", version=1, claim=f.Claim(chosen=("co",))),
    f.AnswerGiven(item="1.I.5", version=1, claim=f.Claim(chosen=("co",))),
    f.ExplanationGiven(item="1.I.4", text="vì"),
    f.EvidenceAttached(item="1.I.4", evidence=FILE),
    f.EvidenceAttached(item="1.I.5", evidence=FILE.model_copy(update={"id": "e2"})),
    f.EvidenceRemoved(item="1.I.5", evidence_id="e2"),
    f.RemarkGiven(topic="proposals", text="cấp máy"),
    f.RemarkGiven(topic="difficulties", text="thiếu máy"),
    f.RemarkGiven(topic="difficulties", text="thiếu máy,\nthiếu người"),
    f.RemarkGiven(topic="proposals", text=""),
    f.FiguresSupplied(item="1.I.1", values={"a": "3"}, source="Sở"),
    f.SignatureAsked(claimed="2", digest="d"),
    f.SignatureRefused(reason="thiếu"),
    f.SubmissionSubmitted(claimed="2", digest="d"),
    f.SubmissionWithdrawn(),
    f.SubmissionSubmitted(claimed="2", digest="d", late=True, signed_by="p1"),
    f.QuestionAsked(item="1.I.4", text="vì sao?"),
    f.QuestionAnswered(item="1.I.4", text="vì thế"),
    f.AnswerReturned(item="1.I.5", version=1, reason="mờ"),
    f.SubmissionReturned(items=("1.I.5",)),
    f.AnswerGiven(item="1.I.5", version=2, claim=f.Claim(chosen=("co",))),
    f.SubmissionSubmitted(claimed="2", digest="e"),
    f.AnswerReturned(item="1.I.4", version=1, reason="mờ"),
    f.AnswerReturned(item="1.I.5", version=2, reason="mờ"),
    f.SubmissionReturned(items=("1.I.4", "1.I.5")),
    f.AnswerGiven(item="1.I.4", version=2, claim=f.Claim(chosen=("co",))),
    f.ReturnRecalled(claimed="2", digest="f", reason="quá hạn"),
    f.AnswerAccepted(item="1.I.4", version=2),
    f.AnswerAdjusted(item="1.I.5", version=2, points="1/2", reason="một phần"),
    f.SubmissionVerified(verified="3/2"),
    f.SubmissionApproved(),
    f.ApprovalWithdrawn(reason="sửa"),
    f.SubmissionApproved(),
    f.AppealFiled(item="1.I.5", reason="đủ"),
    f.AppealRuled(item="1.I.5", upheld=True, points="1", reason="đúng"),
)


def test_every_kind_of_fact_is_written_here() -> None:
    assert {type(each) for each in (*OF_CAMPAIGN, *AFTER_ROUND)} == set(CampaignFact.__args__)
    assert {type(each) for each in OF_UNIT} == set(SubmissionFact.__args__)


async def written(book: Book, *acts: Act) -> None:
    work = Work(book)
    cause = Cause("2026-12-01T00:00:00+00:00", book.campaign.id or "c1", "p2", "web:b", "")
    await work.apply(acts, cause)
    await book.database.write(work.statements)
    book.adopt(work)


async def read_again(book: Book) -> Book:
    again = Book(book.database, book.data)
    await again.read()
    return again


@pytest.mark.parametrize("at_once", [True, False])
async def test_what_is_read_again_is_what_was_in_memory(tmp_path: Path, *, at_once: bool) -> None:
    database = await Database.open(tmp_path)
    try:
        book = Book(database, tmp_path)
        await book.read()
        acts = [*(Act("", each) for each in OF_CAMPAIGN), *(Act("x1", each) for each in OF_UNIT)]
        size = len(acts) if at_once else 7
        for batch in (acts[first : first + size] for first in range(0, len(acts), size)):
            await written(book, *batch)
            again = await read_again(book)
            assert again.campaign == book.campaign
            assert again.standings == book.standings
            assert await again.submission("x1") == await book.submission("x1")
        assert book.procedure == LEVELS
        assert (await book.submission("x1")).state == "approved"
        assert [r.name for r in book.campaign.people["p2"].roles] == ["officer", "reviewer"]
        assert book.campaign.people["p1"].roles == ()
    finally:
        await database.close()


async def test_round_begins_anew_and_the_last_one_stays(tmp_path: Path) -> None:
    database = await Database.open(tmp_path)
    try:
        book = Book(database, tmp_path)
        await book.read()
        acts = [*(Act("", each) for each in OF_CAMPAIGN), *(Act("x1", each) for each in OF_UNIT)]
        await written(book, *acts, Act("", AFTER_ROUND[0]), Act("x1", OF_UNIT[0]))
        again = await read_again(book)
        assert again.campaign == book.campaign
        assert again.campaign.rounds == ("2026", "2027")
        assert again.campaign.placings == {}
        fresh = await again.submission("x1")
        assert fresh == await book.submission("x1")
        assert list(fresh.answers) == ["1.I.4"]
        assert again.standings["x1"].answered == 1
    finally:
        await database.close()
