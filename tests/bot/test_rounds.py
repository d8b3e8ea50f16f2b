"""Rounds and the authority's figures with a real database, and their commands."""

from __future__ import annotations

from fractions import Fraction
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import openpyxl
import pytest
from click.testing import CliRunner, Result

from bot.app import App, opened
from bot.cli import main
from bot.commands import office
from bot.papers.documents import Documents
from bot.papers.exporting import ranking
from bot.reading.tables import read_table
from bot.settings import Settings
from bot.storage import campaigns, submissions
from conversations.desk import Wanted
from conversations.messages import Attachment
from conversations.talk import Act
from criteria import loader
from exports.ranked import Published
from scoring import facts
from tests.bot.campaigns import player

SET = "ha-giang-huyen"
UNITS = (facts.Unit(code="dv", name="Huyện Đồng Văn"), facts.Unit(code="mv", name="Huyện Mèo Vạc"))
ANSWER = facts.AnswerGiven(item="3.1", version=1, claim=facts.Claim(values={"a": "421", "b": "512"}))


def chamdiem(data: Path, *arguments: str, code: int = 0) -> str:
    result: Result = CliRunner().invoke(main, ["--data", str(data), *arguments])
    assert result.exit_code == code, result.output
    assert "Traceback" not in result.output
    return result.output


def created(period: str, name: str = "Kỳ 2026") -> facts.CampaignCreated:
    criteria = loader.load(SET)
    return facts.CampaignCreated(
        name=name, set_id=SET, set_version=criteria.version, set_digest=criteria.digest, period=period
    )


async def record(data: Path, *acts: Act) -> None:
    await office.hand_in(Settings(data=data), list(acts), None)


async def last_said(app: App) -> str:
    return str((await app.database.read("SELECT body FROM outbox ORDER BY id DESC LIMIT 1"))[0][0])


def begun(period: str, name: str = "Kỳ 2026") -> list[Act]:
    made = (created(period, name), facts.UnitsImported(units=UNITS), facts.StageChanged(stage="open"))
    return [Act("", fact) for fact in made]


# --- the round before ----------------------------------------------------------------------------------


async def test_the_desk_has_the_dossier_of_the_round_before(tmp_path: Path) -> None:
    async with opened(Settings(data=tmp_path), listening=False) as app:
        await app.decree(begun("2026-11"))
        who = await player(app, unit="dv")
        await app.decree([Act("dv", ANSWER)])
        await app.decree([Act("", facts.RoundOpened(period="2026-12", deadline="2026-12-15"))])
        await who.press("go:3.1")
        assert "Kỳ trước (tháng 11/2026): 421/512" in await last_said(app)
        await who.press("keep:3.1:0~2")
        kept = (await app.book.submission("dv")).answers["3.1"].claim.values
        assert kept == {"a": "421", "b": "512"}
        rows = await app.database.read("SELECT body FROM journal WHERE kind = 'answer_given' ORDER BY seq")
        assert '"kept":"2026-11"' in rows[-1][0].replace(" ", "")


async def test_a_round_opened_in_the_same_batch_takes_nothing_stale(tmp_path: Path) -> None:
    from bot.storage.journal import Cause
    from bot.work import Work

    async with opened(Settings(data=tmp_path), listening=False) as app:
        await app.decree(begun("2026-11"))
        work = Work(app.book)
        cause = Cause("2026-12-01T00:00:00+00:00", app.book.campaign.id, "cli", "", "")
        round_ = Act("", facts.RoundOpened(period="2026-12", deadline=""))
        await work.apply((Act("dv", ANSWER), round_), cause)
        await work.fetch(Wanted("before"))
        await work.fetch(Wanted("earlier", "dv"))
        assert not app.book.earlier


@pytest.mark.parametrize(
    ("first", "second", "name"),
    [
        ("2025-11", "2026-01", "tháng 11/2025"), ("", "2026", "Kỳ 2025"), ("", "", "Kỳ 2025"),
        ("2025-11", "", ""), ("", "2026-01", ""),
    ],
)  # fmt: skip
async def test_a_new_campaign_looks_back_at_the_one_before(
    tmp_path: Path, first: str, second: str, name: str
) -> None:
    async with opened(Settings(data=tmp_path), listening=False) as app:
        await app.decree(begun(first, "Kỳ 2025"))
        await app.decree([Act("dv", ANSWER)])
        await app.decree(begun(second, "Kỳ 2026"))
        before = await campaigns.before(app.database, app.book.campaign)
        assert (before.name if before else "") == name
        if before is not None:
            earlier = await submissions.load(app.database, before.round_id, "dv")
            assert earlier.answers["3.1"].claim == ANSWER.claim


def published(number: int, *placings: facts.Placing) -> Act:
    at = f"2026-12-0{number}T02:00:00+00:00"
    return Act("", facts.ResultsPublished(number=number, at=at, digest=str(number), placings=placings))


@pytest.mark.parametrize(
    ("opened_next", "name"),
    [
        ([Act("", facts.RoundOpened(period="2026-12", deadline=""))], "tháng 11/2026"),
        (begun("2026-12", "Kỳ sau"), "tháng 11/2026"),
        (begun("", "Kỳ sau"), ""),
    ],
)
async def test_a_ranking_has_what_was_published_in_the_round_before(
    tmp_path: Path, opened_next: list[Act], name: str
) -> None:
    async with opened(Settings(data=tmp_path), listening=False) as app:
        await app.decree(begun("2026-11"))
        first, absent = (
            facts.Placing(unit="dv", total="1", rank=1),
            facts.Placing(unit="mv", total="0", rank=0),
        )
        await app.decree([published(1, first)])
        await app.decree([published(2, first.model_copy(update={"total": "25/3"}), absent)])
        await app.decree(opened_next)
        async with ranking(Settings(data=tmp_path)) as report:
            found = {unit.code: unit.earlier for block in report.blocks for unit in block.units}
            assert report.last_round == name
            known = {"dv": Published(1, Fraction(25, 3)), "mv": Published(0, None)}
            assert found == (known if name else dict.fromkeys(("dv", "mv")))
            assert not any(unit.before for block in report.blocks for unit in block.units)


# --- chamdiem round ------------------------------------------------------------------------------------


async def _reviewed(data: Path) -> None:
    await record(data, *begun("2026-11"))
    await record(data, Act("dv", facts.SubmissionSubmitted(claimed="0", digest="d")))


def run(work: Any) -> Any:
    import asyncio

    return asyncio.run(work)


def test_rounds_are_listed_and_opened(tmp_path: Path) -> None:
    run(_reviewed(tmp_path))
    assert "2026-11\ttháng 11/2026\trunning, open" in chamdiem(tmp_path, "round", "list")
    assert "next: 2026-12, 20" in chamdiem(tmp_path, "round", "list")
    assert "under review: dv" in chamdiem(tmp_path, "round", "open", "2026-12", code=2)
    run(record(tmp_path, Act("dv", facts.SubmissionVerified(verified="0"))))
    assert "no period" in chamdiem(tmp_path, "round", "open", "2026-13", code=2)
    assert "has been already" in chamdiem(tmp_path, "round", "open", "2026-11", code=2)
    assert "2026-12-32" in chamdiem(tmp_path, "round", "open", "2026-12", "--deadline", "2026-12-32", code=2)
    assert "is over" in chamdiem(tmp_path, "round", "open", "2026-12", "--deadline", "2020-01-01", code=2)
    said = chamdiem(tmp_path, "round", "open", "2026-12", "--deadline", "15/12/2090")
    assert "opened: 2026-12, 10 criteria, deadline 2090-12-15" in said
    assert "not submitted in 2026-11: mv" in said


@pytest.mark.parametrize("command", [("form", "blank", "dv"), ("form", "verdicts"), ("export", "evidence")])
def test_sheets_and_archives_name_the_round(tmp_path: Path, command: tuple[str, ...]) -> None:
    data, file = tmp_path / "data", tmp_path / ("a.zip" if "evidence" in command else "a.xlsx")
    run(record(data, *begun("2026-11")))
    chamdiem(data, *command, str(file))
    if file.suffix == ".zip":
        with ZipFile(file) as archive:
            file = tmp_path / archive.extract("MỤC LỤC.xlsx", tmp_path)
    page = openpyxl.load_workbook(file).worksheets[0]
    told = [str(cell) for row in page.iter_rows(max_row=3, values_only=True) for cell in row if cell]
    assert any("Kỳ 2026 – tháng 11/2026" in text for text in told)


def test_without_rounds_the_commands_say_so(tmp_path: Path) -> None:
    run(record(tmp_path, *begun("")))
    assert "campaign create --period" in chamdiem(tmp_path, "round", "list", code=2)
    assert "campaign create --period" in chamdiem(tmp_path, "round", "open", "2026-12", code=2)


# --- chamdiem figures ----------------------------------------------------------------------------------


def test_the_sheet_goes_out_and_comes_back(tmp_path: Path) -> None:
    data, sheet = tmp_path / "data", tmp_path / "so-lieu.xlsx"
    run(record(data, *begun("2026-11")))
    assert "2 units" in chamdiem(data, "figures", "template", str(sheet))
    book = openpyxl.load_workbook(sheet)
    page = book.worksheets[0]
    heads = [cell.value for cell in page[1]]
    assert heads[:3] == ["Mã đơn vị", "Tên đơn vị", "3.1.a"]
    assert [page.cell(4, 1).value, page.cell(5, 1).value] == ["dv", "mv"]
    at = heads.index("3.1.a") + 1
    page.cell(4, at).value, page.cell(4, at + 1).value = "421", 512
    page.cell(5, at).value = "bốn"
    book.save(sheet)
    bad = chamdiem(data, "figures", "import", str(sheet), "--source", "QLVB", code=2)
    assert "“bốn” không phải con số" in bad
    page.cell(5, at).value = None
    book.save(sheet)
    load = ("figures", "import", str(sheet), "--source", "QLVB")
    assert "recorded: 1 answers of 1 units" in chamdiem(data, *load)
    assert "recorded: 0 answers" in chamdiem(data, *load)
    again = tmp_path / "again.xlsx"
    chamdiem(data, "figures", "template", str(again))
    rows = read_table(again, again.name)
    assert rows is not None
    assert rows[3][at - 1 : at + 1] == ("421", "512")


@pytest.mark.parametrize("command", ["figures", "units", "criteria"])
def test_a_template_has_its_name_once_it_is_whole(tmp_path: Path, command: str) -> None:
    """The chat would send half a sheet, and whoever had a good one would have it no longer."""
    data, sheet = tmp_path / "data", tmp_path / "a.xlsx"
    run(record(data, *begun("2026-11")))
    sheet.write_bytes(b"good")
    (tmp_path / "a.xlsx.partial").symlink_to("/dev/full")
    assert "No space left" in chamdiem(data, command, "template", str(sheet), code=2)
    assert sheet.read_bytes() == b"good"


def test_a_set_without_such_figures_has_no_sheet(tmp_path: Path) -> None:
    data = tmp_path / "data"
    chamdiem(data, "campaign", "create", "--set", "lac-dao-xa", "--name", "K")
    said = chamdiem(data, "figures", "template", str(tmp_path / "x.xlsx"), code=2)
    assert "supplies no figure" in said


async def test_the_sheet_that_the_chat_sends_has_only_the_units_of_the_person(tmp_path: Path) -> None:
    async with opened(Settings(data=tmp_path), listening=False) as app:
        await app.decree(begun("2026-11"))
        await player(app, role="reviewer", unit="", name="Trần Văn Duyệt")
        person = next(p.id for p in app.book.campaign.people.values())
        scope = facts.Scope(units=("mv",))
        await app.decree([Act("", facts.RoleGiven(person=person, role="reviewer", scope=scope))])
        sheet = Attachment(name="so-lieu.xlsx", make=f"figures-template:{person}")
        made = await Documents(tmp_path, app.store).make(sheet)
        rows = read_table(app.store.path(made.sha256), made.name)
        assert rows is not None
        assert [row[0] for row in rows[3:]] == ["mv"]
