"""From a sealed package anybody works out the same ranking; whatever was tampered with is found."""

from __future__ import annotations

import hashlib
import json
import shutil
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from bot.book import Book
from bot.cli import main
from bot.papers.package_writing import recomputed, write_package
from bot.settings import Settings
from bot.storage.database import Database
from bot.storage.journal import Cause
from bot.work import Work
from conversations.talk import Act
from criteria import loader
from scoring import facts as f
from scoring import publishing
from scoring.publishing import Ground
from tests.bot.storage.test_projections import CREATED, OF_UNIT, written

SETS = sorted(loader.find_sets())


def run(*arguments: object) -> Result:
    return CliRunner().invoke(main, [str(each) for each in arguments])


def sealed(data: Path, path: Path) -> Path:
    done = run("--data", data, "export", "package", path)
    assert done.exit_code == 0, done.output
    return path


@pytest.fixture(scope="module")
def year(tmp_path_factory: pytest.TempPathFactory) -> Path:
    out = tmp_path_factory.mktemp("year")
    done = run("rehearse", "--units", 5, "--out", out)
    assert done.exit_code == 0, done.output
    return out / "data"


@pytest.fixture(scope="module")
def whole(year: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    return sealed(year, tmp_path_factory.mktemp("package") / "p.zip")


@pytest.mark.slow
@pytest.mark.parametrize("set_id", SETS)
def test_every_set_gives_the_same_ranking_again(set_id: str, tmp_path: Path) -> None:
    done = run("rehearse", "--units", 4, "--set", set_id, "--out", tmp_path / "year")
    assert done.exit_code == 0, done.output
    path = sealed(tmp_path / "year" / "data", tmp_path / "p.zip")
    shutil.rmtree(tmp_path / "year")
    found = run("recompute", path, "--out", tmp_path / "ranking.json")
    assert found.exit_code == 0, found.output
    assert found.output.startswith("identical: 4 units, digest ")
    with zipfile.ZipFile(path) as archive:
        assert archive.read("ranking.json") == (tmp_path / "ranking.json").read_bytes()


def test_the_same_record_gives_the_same_bytes(year: Path, whole: Path, tmp_path: Path) -> None:
    assert sealed(year, tmp_path / "again.zip").read_bytes() == whole.read_bytes()
    assert not list(tmp_path.glob("*.partial"))


# tampering ------------------------------------------------------------------------------------------------


def tampered(whole: Path, path: Path, name: str, change: Callable[[str], str]) -> Result:
    """Recompute the package with one member changed, and the manifest made to fit."""
    with zipfile.ZipFile(whole) as archive:
        content = {each: archive.read(each) for each in archive.namelist()}
    before = content[name]
    content[name] = change(before.decode()).encode()
    assert content[name] != before
    manifest = json.loads(content["manifest.json"])
    seal = {"sha256": hashlib.sha256(content[name]).hexdigest(), "size": len(content[name])}
    manifest["members"][name] = seal
    content["manifest.json"] = json.dumps(manifest).encode()
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for each, data in content.items():
            archive.writestr(each, data)
    return run("recompute", path)


def first_line(change: Callable[[Any], None]) -> Callable[[str], str]:
    def changed(text: str) -> str:
        line, _, rest = text.partition("\n")
        body = json.loads(line)
        change(body)
        return json.dumps(body, ensure_ascii=False) + "\n" + rest

    return changed


def more_points(record: dict[str, Any]) -> None:
    record["answers"]["3.1"]["claim"]["values"] = {"a": "1", "b": "1"}


def another_verdict(record: dict[str, Any]) -> None:
    record["verdicts"]["3.1"] |= {"outcome": "adjusted", "points": "0"}


def other_words(record: dict[str, Any]) -> None:
    record["remarks"]["difficulties"] = "Không có."


def test_a_changed_remark_is_found(whole: Path, tmp_path: Path) -> None:
    found = tampered(whole, tmp_path / "t.zip", "submissions.jsonl", first_line(other_words))
    assert found.exit_code == 1
    assert "unit 00001: remarks difficulties differ from the journal" in found.output


def test_a_changed_answer_is_found(whole: Path, tmp_path: Path) -> None:
    found = tampered(whole, tmp_path / "t.zip", "submissions.jsonl", first_line(more_points))
    assert found.exit_code == 1
    assert "unit 00001: answers 3.1 differ from the journal" in found.output
    assert "unit 00001: total is " in found.output
    assert "NOT IDENTICAL: 5 units" in found.output


def test_a_changed_verdict_is_found(whole: Path, tmp_path: Path) -> None:
    found = tampered(whole, tmp_path / "t.zip", "submissions.jsonl", first_line(another_verdict))
    assert found.exit_code == 1
    assert "unit 00001: verdicts 3.1 differ from the journal" in found.output
    assert "unit 00001: total is " in found.output


def easier(text: str) -> str:
    """The first target of the set is half of what it was."""
    return text.replace("target: 50%", "target: 25%", 1)


def test_a_changed_rule_is_found(whole: Path, tmp_path: Path) -> None:
    found = tampered(whole, tmp_path / "t.zip", "set/set.yaml", easier)
    assert found.exit_code == 1
    assert "the criteria set is another one than the campaign was made on" in found.output


def test_a_changed_rank_is_found(whole: Path, tmp_path: Path) -> None:
    def swap(text: str) -> str:
        return text.replace('"rank":1', '"rank":3', 1)

    found = tampered(whole, tmp_path / "t.zip", "ranking.json", swap)
    assert found.exit_code == 1
    assert "rank is 1 here, 3 in the package" in found.output


def test_a_changed_or_missing_row_of_the_journal_is_found(whole: Path, tmp_path: Path) -> None:
    def changed(text: str) -> str:
        return text.replace("Đơn vị 00002", "Đơn vị 00003", 1)

    found = tampered(whole, tmp_path / "t.zip", "journal.jsonl", changed)
    assert found.exit_code == 1
    assert "journal row 2 does not continue the row before" in found.output

    def cut(text: str) -> str:
        return "".join(text.splitlines(keepends=True)[:-1])

    found = tampered(whole, tmp_path / "u.zip", "journal.jsonl", cut)
    assert found.exit_code == 1
    assert "not where the manifest says" in found.output
    assert "campaign: stage differs from the journal" in found.output


def test_figures_that_would_take_for_ever_and_wild_content_are_refused(whole: Path, tmp_path: Path) -> None:
    def endless(record: dict[str, Any]) -> None:
        record["answers"]["3.1"]["claim"]["values"] = {"a": "1e999999999", "b": "1"}

    for place, change in enumerate((first_line(endless), lambda _: "[[[", lambda t: t + "\x00")):
        found = tampered(whole, tmp_path / f"{place}.zip", "submissions.jsonl", change)
        assert found.exit_code == 2, found.output
        assert found.output.strip().count("\n") == 0


def test_differences_carry_nothing_for_the_terminal(whole: Path, tmp_path: Path) -> None:
    def escape(text: str) -> str:
        return text.replace('"level":""', '"level":"\\u001b[2J\\n' + "a" * 5000 + '"', 1)

    found = tampered(whole, tmp_path / "t.zip", "ranking.json", escape)
    assert found.exit_code == 1
    assert "\x1b" not in found.output
    assert max(map(len, found.output.splitlines())) < 400


# publications and rounds ----------------------------------------------------------------------------------


async def published(data: Path, *, lie: bool) -> None:
    """A campaign with a procedure, in its second publication: an appeal changed the first one's result."""
    database = await Database.open(data)
    try:
        book = Book(database, data)
        await book.read()
        units = f.UnitsImported(units=(f.Unit(code="x1", name="Xã Một"), f.Unit(code="x2", name="Xã Hai")))
        await written(book, Act("", CREATED), Act("", units), Act("", f.StageChanged(stage="open")))
        until = next(n for n, each in enumerate(OF_UNIT) if isinstance(each, f.AppealFiled))
        await written(book, *(Act("x1", each) for each in OF_UNIT[:until]))
        await written(book, Act("", f.StageChanged(stage="approved")))
        await written(book, Act("", publication(book, 1)))
        await written(book, *(Act("x1", each) for each in OF_UNIT[until:]))
        second = publication(book, 2)
        await written(book, Act("", swapped(second) if lie else second))
    finally:
        await database.close()


def publication(book: Book, number: int) -> f.ResultsPublished:
    assert book.criteria is not None
    ground = Ground(book.campaign, book.criteria, book.procedure, book.standings)
    placings = publishing.placings(ground)
    return f.ResultsPublished(
        number=number, at="2026-12-31T00:00:00+00:00", digest=publishing.digest(placings),
        head=book.head.hash, placings=placings,
    )  # fmt: skip


def swapped(given: f.ResultsPublished) -> f.ResultsPublished:
    placings = tuple(each.model_copy(update={"total": "99"}) for each in given.placings)
    return given.model_copy(update={"placings": placings, "digest": publishing.digest(placings)})


@pytest.mark.parametrize("lie", [False, True])
async def test_every_publication_is_worked_out_anew(tmp_path: Path, *, lie: bool) -> None:
    await published(tmp_path, lie=lie)
    await write_package(Settings(data=tmp_path), tmp_path / "p.zip")
    found = recomputed(tmp_path / "p.zip")
    assert found.publications == 2
    if not lie:
        assert found.differences == []
    else:
        assert "publication 2: unit x1: total is " in found.differences[0]
        assert all("publication 2" in each for each in found.differences)


async def test_a_new_round_begins_anew(tmp_path: Path) -> None:
    await published(tmp_path, lie=False)
    database = await Database.open(tmp_path)
    try:
        book = Book(database, tmp_path)
        await book.read()
        opened = f.RoundOpened(period="2027", deadline="2027-12-31")
        await written(book, Act("", opened), Act("x1", OF_UNIT[0]))
    finally:
        await database.close()
    await write_package(Settings(data=tmp_path), tmp_path / "p.zip")
    found = recomputed(tmp_path / "p.zip")
    assert found.differences == []
    assert found.publications == 2


async def test_another_campaign_in_the_same_journal_changes_nothing(tmp_path: Path) -> None:
    await published(tmp_path, lie=False)
    database = await Database.open(tmp_path)
    try:
        book = Book(database, tmp_path)
        await book.read()
        work = Work(book)
        acts = (
            CREATED,
            f.UnitsImported(units=(f.Unit(code="x1", name="Xã Một"),)),
            f.StageChanged(stage="open"),
        )
        cause = Cause("2027-12-01T00:00:00+00:00", "c2", "p2", "web:b", "")
        await work.apply((*(Act("", each) for each in acts), Act("x1", OF_UNIT[0])), cause)
        await database.write(work.statements)
    finally:
        await database.close()
    await write_package(Settings(data=tmp_path), tmp_path / "p.zip")
    found = recomputed(tmp_path / "p.zip")
    assert (found.differences, found.publications, found.units) == ([], 0, 1)
