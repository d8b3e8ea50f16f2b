"""Where else a unit's files are evidence, read from the database."""

from __future__ import annotations

from pathlib import Path

from bot.book import Book
from bot.storage.database import Database
from bot.work import Work
from conversations.desk import Wanted
from conversations.talk import Act
from scoring import facts as f
from tests.bot.storage.test_projections import CREATED, written


def attached(item: str, sha256: str, key: str) -> f.EvidenceAttached:
    piece = f.Evidence(id=key, kind="file" if sha256 else "link", name="a.pdf", sha256=sha256)
    return f.EvidenceAttached(item=item, evidence=piece)


async def test_other_units_of_the_round_with_the_same_file(tmp_path: Path) -> None:
    database = await Database.open(tmp_path)
    try:
        book = Book(database, tmp_path)
        await book.read()
        units = tuple(f.Unit(code=code, name=code) for code in ("x1", "x2", "x3"))
        await written(
            book,
            Act("", CREATED),
            Act("", f.UnitsImported(units=units)),
            Act("x1", attached("1.I.4", "s1", "e1")),
            Act("x1", attached("1.I.5", "s1", "e2")),
            Act("x1", attached("1.I.5", "s2", "e3")),
            Act("x1", attached("1.I.5", "", "e4")),
            Act("x2", attached("1.I.6", "s1", "e5")),
            Act("x2", attached("1.I.6", "", "e6")),
            Act("x3", attached("1.I.7", "s1", "e7")),
            Act("x3", attached("1.I.7", "s2", "e8")),
            Act("x3", f.EvidenceRemoved(item="1.I.7", evidence_id="e8")),
        )
        work, wanted = Work(book), Wanted("uses", "x1")
        await work.fetch(wanted)
        assert work.fetched[wanted] == {"s1": (("x2", "1.I.6"), ("x3", "1.I.7"))}
        await written(book, Act("", f.RoundOpened(period="2027", deadline="")))
        work = Work(book)
        await work.fetch(wanted)
        assert work.fetched[wanted] == {}
    finally:
        await database.close()
