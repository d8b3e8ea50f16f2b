"""Lists and sheets are read beside the writer: whatever a file is made to cost, it costs nobody else."""

from __future__ import annotations

import os
from collections.abc import Iterable
from pathlib import Path

import pytest

from bot import service
from bot.intake import packed
from bot.papers.desk_reading import at_desk
from bot.papers.offline_writing import unit_sheet
from bot.reading import readings
from bot.reading.readings import Readings, ToRead, UnreadError
from bot.reading.sheet_reading import is_keyed
from bot.settings import VARIABLES
from bot.storage.database import Database, Statement
from bot.storage.evidence import EvidenceStore
from bot.tryout.phones import Player
from conversations.phrases import administrator, offline
from criteria.sheet_key import KEY_SHEET
from tests.bot.bombs import row, workbook, zipped
from tests.bot.campaigns import campaign, player
from tests.bot.test_form_commands import heard, sent
from tests.bot.waiting import answered, until


def bomb(tags: int = packed.MOST_TAGS - 1_000) -> bytes:
    """A small workbook with our mark that takes seconds to be opened."""
    cells = b"<row>" + b"<c><v>1</v></c>" * 30 + b"</row>"
    return workbook(cells * (tags // cells.count(b"<")), name=KEY_SHEET.encode())


async def test_others_are_answered_while_a_bomb_is_read(tmp_path: Path) -> None:
    async with campaign(tmp_path) as app:
        hoa, minh = await player(app), await player(app, unit="02", name="Lê Văn Minh")
        await sent(hoa, bomb(), wait=False)
        await hoa.say("/diem")  # waits behind the sheet
        for text in ("câu 3.1", "7000/8500", "/diem"):
            await minh.say(text)
        assert (await app.book.submission("02")).claim("3.1")
        assert hoa.chat in app.book.lanes.by_chat
        assert "Nhận thức số" not in (await heard(app, hoa.chat)).body
        await answered(app, hoa.chat)
        assert "Nhận thức số" in (await heard(app, hoa.chat)).body
        rows = await app.database.read("SELECT body FROM outbox WHERE chat = $1 ORDER BY id", hoa.chat)
        assert offline.TROUBLE["no_key"] in str(rows[-2])


@pytest.mark.parametrize(("limit", "value"), [("LONGEST", 0.01), ("CPU", 0), ("MEMORY", 60_000_000)])
async def test_what_comes_to_a_limit_is_answered(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, limit: str, value: float
) -> None:
    monkeypatch.setattr(readings, limit, value)
    async with campaign(tmp_path) as app:
        hoa = await player(app)
        await sent(hoa, bomb(300_000))
        said = {offline.TROUBLE["too_large"]}
        if limit == "MEMORY":  # a reader of XML without memory may also call the file broken
            said.add(offline.TROUBLE["unreadable"])
        assert (await heard(app, hoa.chat)).body in said


async def test_a_list_that_takes_too_much_is_refused_with_a_sentence(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(readings, "MOST_READ", 10)
    async with campaign(tmp_path) as app:
        lan = await player(app, "administrator", "", "Phạm Thị Lan")
        await lan.say("/donvi")
        await lan.tap(administrator.LOAD)
        await sent(lan, workbook(row(b"1") * 9), "ds.xlsx")
        assert (await heard(app, lan.chat)).body == administrator.LOAD_UNREAD.format(name="ds.xlsx")


async def left_unread(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, *texts: str) -> Player:
    """Somebody whose sheet was still being read, with these texts behind it, when the process stopped."""

    async def never(_self: Readings, _wanted: ToRead) -> None:
        await until(lambda: False, 60)

    with monkeypatch.context() as slow:
        slow.setattr(Readings, "read", never)
        async with campaign(tmp_path) as app:
            hoa = await player(app)
            await sent(hoa, bomb(1_000), wait=False)
            for text in texts:
                await hoa.say(text)
            assert len(app.book.lanes.by_chat[hoa.chat]) == 1 + len(texts)
    return hoa


async def test_a_sheet_that_was_being_read_is_read_after_a_restart(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    hoa = await left_unread(tmp_path, monkeypatch, "/diem")
    async with campaign(tmp_path) as app:
        await answered(app, hoa.chat)
        rows = await app.database.read("SELECT body FROM outbox WHERE chat = $1 ORDER BY id", hoa.chat)
        assert offline.TROUBLE["no_key"] in str(rows[-2])
        assert "Nhận thức số" in str(rows[-1])


async def test_a_start_on_a_full_disk_loses_no_sheet(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    hoa = await left_unread(tmp_path, monkeypatch)
    real, full = Database.write, [OSError(28, "No space left on device")]

    async def write(database: Database, statements: Iterable[Statement]) -> None:
        if full:
            raise full.pop()
        await real(database, statements)

    monkeypatch.setattr(Database, "write", write)
    monkeypatch.setattr(service, "NEXT_TRY", 0.01)
    async with campaign(tmp_path) as app:
        await answered(app, hoa.chat, 5)
        assert (await heard(app, hoa.chat)).body == offline.TROUBLE["no_key"]
    assert not full


async def test_no_child_outlives_the_process(tmp_path: Path) -> None:
    async with campaign(tmp_path) as app:
        hoa = await player(app)
        await sent(hoa, bomb(), wait=False)
        await until(lambda: bool(children()))
    assert not children()


def children() -> list[str]:
    """Process ids of the readers that this process has started."""
    own = Path(f"/proc/{os.getpid()}/task/{os.getpid()}/children").read_text(encoding="utf-8").split()
    return [pid for pid in own if b"bot.reading.readings" in Path(f"/proc/{pid}/cmdline").read_bytes()]


async def test_what_the_machine_speaks_changes_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PYTHONIOENCODING", "latin-1")
    async with campaign(tmp_path) as app:
        stored = await app.store.keep(await at_desk(app.settings, unit_sheet, "01"))
        aside = Readings(app.store)
        await aside.read(ToRead("sheet", stored.sha256))
    filled = aside.sheet(stored.sha256)
    assert (filled.trouble, filled.key["unit"]) == ("", "01")
    assert any("Xã Lạc Đạo" in cell for row in filled.rows for cell in row)


async def test_only_so_much_is_kept(tmp_path: Path) -> None:
    store = EvidenceStore(tmp_path)
    aside, names = Readings(store), [f"{number}.csv" for number in range(readings.KEPT + 1)]
    stored = [await store.keep(f"ma,ten\n{name},Xa\n".encode()) for name in names]
    for each, name in zip(stored, names, strict=True):
        with pytest.raises(UnreadError) as unread:
            aside.table(each.sha256, name)
        await aside.read(unread.value.wanted)
        assert aside.table(each.sha256, name) == (("ma", "ten"), (name, "Xa"))
    with pytest.raises(UnreadError):
        aside.table(stored[0].sha256, names[0])


async def test_a_name_cannot_reach_into_the_child(tmp_path: Path) -> None:
    store = EvidenceStore(tmp_path)
    stored = await store.keep(b"ma,ten\n1,Xa\n")
    aside = Readings(store)
    for name in ("a\0.csv", "--help", "a.c\0sv", "\ud800.csv", "a." + "x" * 300_000):
        try:
            aside.table(stored.sha256, name)
        except UnreadError as unread:
            await aside.read(unread.wanted)
        assert aside.table(stored.sha256, name) in (None, (("ma", "ten"), ("1", "Xa")))


def test_the_list_of_sheets_is_no_bomb_either(tmp_path: Path) -> None:
    """A pattern that tries every beginning against the rest would stand still for minutes, and everybody."""
    path = tmp_path / "a.xlsx"
    for text in (b"<sheet " * 14_000, b"<sheet " + b"a " * 49_000, b"<" + b"a" * 99_000):
        path.write_bytes(zipped({"xl/workbook.xml": text}))
        assert not is_keyed(path)
    path.write_bytes(zipped({"xl/workbook.xml": b"x", **{f"{n:04}": b"" for n in range(3_000)}}))
    assert not is_keyed(path)


def test_the_child_is_told_no_secrets(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in VARIABLES.values():
        monkeypatch.setenv(name, "123:secret")
    assert "123:secret" not in readings.environment().values()
    assert "PATH" in readings.environment()
